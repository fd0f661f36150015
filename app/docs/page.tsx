import { ArrowRight } from "lucide-react";
import { DocsLink } from "#components/docs/docs-link.tsx";
import { GuideIndex } from "#components/docs/index/guide-index.tsx";
import { ReferenceIndex } from "#components/docs/index/reference-index.tsx";
import { LinkedHeading } from "#components/docs/linked-heading.tsx";
import { Link } from "#components/navigation/link.tsx";
import { PageVote } from "#components/page-votes/page-vote.tsx";
import { isHidden } from "#lib/docs/hidden.ts";
import { listSections, startPage } from "#lib/docs/navigation.ts";
import { paths } from "#lib/paths.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { describePage } from "./page-metadata.ts";

export const generateMetadata = () => describePage(startPage);

const allStarts = [
  {
    path: paths.guide("quick-start"),
    title: "Quick start",
    text: "From sign-up to the first verified call in five minutes.",
  },
  {
    path: paths.operation("create-api-key"),
    title: "Generate an API key",
    text: "Create your first API key. Examples in five languages.",
  },
];

export default async function DocsHomePage() {
  const starts = allStarts.filter(({ path }) => !isHidden(path, getConfig()));
  const [guides, ...reference] = await listSections(getConfig());
  return (
    <div className="max-w-[60rem]">
      <header className="mb-10 flex flex-col items-start gap-3">
        <h1 className="text-balance font-semibold text-3xl leading-10 tracking-tight sm:text-4xl">
          Build with {getConfig().productName}
        </h1>
        <p className="max-w-[40rem] text-pretty text-lg text-muted leading-8">
          Create API keys for your applications, verify them in your services, and rotate them
          without downtime.
        </p>
      </header>
      {starts.length > 0 && (
        <ul className="mb-14 grid gap-4 sm:grid-cols-2">
          {starts.map(({ path, title, text }) => (
            <Start key={path} path={path} title={title}>
              {text}
            </Start>
          ))}
        </ul>
      )}
      {guides && guides.links.length > 0 && (
        <section>
          <LinkedHeading level={2} id="guides">
            Guides
          </LinkedHeading>
          <div className="mt-4">
            <GuideIndex section={guides} />
          </div>
        </section>
      )}
      <section className="mt-14">
        <LinkedHeading level={2} id="reference">
          API reference
        </LinkedHeading>
        <p className="mt-1 text-[0.9375rem] text-muted leading-7">
          JSON over HTTP, described by an{" "}
          <DocsLink href="/api/v1/openapi.json">OpenAPI document</DocsLink>.
        </p>
        <div className="mt-6">
          <ReferenceIndex sections={reference} level={3} />
        </div>
      </section>
      <p className="mt-6 border-border border-t pt-6 text-muted text-sm leading-6">
        For AI assistants: <DocsLink href="/llms.txt">llms.txt</DocsLink> lists these pages and{" "}
        <DocsLink href="/llms-full.txt">llms-full.txt</DocsLink> contains them all. For the Markdown
        of any page, add <code className="font-mono text-[0.85em]">.md</code> to its URL.
      </p>
      <PageVote page={paths.docs} />
    </div>
  );
}

function Start({ path, title, children }: { path: string; title: string; children: string }) {
  return (
    <li>
      <Link
        prefetch="page"
        href={path}
        className="group flex h-full flex-col gap-1 rounded-2xl border border-border bg-surface p-5 shadow-card hover:bg-hover sm:p-6"
      >
        <span className="flex items-center justify-between gap-3 font-semibold tracking-tight">
          {title}
          <ArrowRight
            aria-hidden
            className="size-4 text-accent-text transition-transform duration-100 group-hover:translate-x-0.5"
          />
        </span>
        <span className="text-muted text-sm leading-6">{children}</span>
      </Link>
    </li>
  );
}
