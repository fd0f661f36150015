import { DocsLink } from "#components/docs/docs-link.tsx";
import { InlineCode } from "#components/docs/inline-code.tsx";
import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { LinkedHeading } from "#components/docs/linked-heading.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { DocsAnswer } from "#lib/docs/schema.ts";

/** The possible statuses of an operation and their meaning. */
export function Answers({ answers }: { answers: readonly DocsAnswer[] }) {
  return (
    <section className="flex flex-col gap-3">
      <LinkedHeading level={2} id="answers">
        Answers
      </LinkedHeading>
      <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-surface text-sm leading-6 shadow-card">
        {answers.map((answer) => (
          <Answer key={answer.id} answer={answer} />
        ))}
      </ul>
    </section>
  );
}

function Answer({ answer }: { answer: DocsAnswer }) {
  const { id, status, reason, description, headers, helpPath } = answer;
  return (
    <li
      id={id}
      className="grid gap-x-5 gap-y-1 px-4 py-3 target:bg-accent-soft sm:grid-cols-[9.5rem_minmax(0,1fr)] sm:px-5 print:break-inside-avoid"
    >
      <p>
        <a href={`#${id}`} className="flex gap-2 rounded-sm underline-offset-4 hover:underline">
          <span
            className={classNames(
              "font-medium font-mono text-[0.8125rem]",
              status < 300 ? "text-success-text" : "text-danger-text",
            )}
          >
            {status}
          </span>
          {reason}
        </a>
      </p>
      <div>
        <p>
          <InlineMarkdown>{description.replace(/\.?$/, ".")}</InlineMarkdown>{" "}
          {helpPath && (
            <DocsLink href={helpPath} aria-label={`How to handle ${status}`}>
              What to do
            </DocsLink>
          )}
        </p>
        <p className="text-[0.8125rem] text-muted leading-6">
          Headers:{" "}
          {headers.map((name, index) => (
            <span key={name}>
              {index > 0 && ", "}
              <InlineCode>{name}</InlineCode>
            </span>
          ))}
        </p>
      </div>
    </li>
  );
}
