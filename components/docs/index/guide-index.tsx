import { DocsLink } from "#components/docs/docs-link.tsx";
import type { DocsSection } from "#lib/docs/schema.ts";

/** Links to the guides, with a line about each. */
export function GuideIndex({ section }: { section: DocsSection }) {
  return (
    <ul className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
      {section.links.map(({ path, title, description }) => (
        <li key={path}>
          <DocsLink href={path}>{title}</DocsLink>
          <p className="mt-0.5 text-muted text-sm leading-6">{description}</p>
        </li>
      ))}
    </ul>
  );
}
