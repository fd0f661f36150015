import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { MethodMark } from "#components/docs/method-mark.tsx";
import { Link } from "#components/navigation/link.tsx";
import type { DocsSection } from "#lib/docs/schema.ts";

interface ReferenceIndexProps {
  sections: readonly DocsSection[];
  level: 2 | 3;
}

/** Links to all operations by group. */
export function ReferenceIndex({ sections, level }: ReferenceIndexProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="gap-x-10 sm:columns-2">
      {sections.map(({ title, description, links }) => (
        <section key={title} className="mb-10 break-inside-avoid">
          <Heading className="font-semibold leading-7">{title}</Heading>
          <p className="text-muted text-sm leading-6">
            <InlineMarkdown>{description}</InlineMarkdown>
          </p>
          <ul className="mt-2 -ml-2.5 text-sm">
            {links.map(({ path, title: name, method = "" }) => (
              <li key={path}>
                <Link
                  prefetch="page"
                  href={path}
                  className="flex items-start gap-2 rounded-lg px-2.5 py-1.5 leading-5 hover:bg-hover"
                >
                  <MethodMark method={method} isSmall />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
