import { InlineCode } from "#components/docs/inline-code.tsx";
import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { LinkedHeading } from "#components/docs/linked-heading.tsx";
import type { DocsField, FieldTable } from "#lib/docs/schema.ts";

interface FieldsProps {
  table: FieldTable;
  /** Whether it describes a response, whose fields are not marked as required. */
  isAnswer?: boolean;
}

/** A table of parameters, headers or fields, each with an id. */
export function Fields({ table, isAnswer = false }: FieldsProps) {
  const { id, title, note, fields } = table;
  return (
    <section className="flex flex-col gap-3">
      <LinkedHeading level={2} id={id}>
        {title}
      </LinkedHeading>
      {note && (
        <p className="text-[0.9375rem] text-muted leading-7">
          <InlineMarkdown>{note}</InlineMarkdown>
        </p>
      )}
      {fields.length > 0 && (
        <div className="overflow-hidden rounded-xl border border-border bg-surface shadow-card">
          <table className="w-full text-left text-sm max-sm:block">
            <caption className="sr-only">{title}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">Name and type</th>
                <th scope="col">Description</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-border max-sm:block">
              {fields.map((field) => (
                <FieldRow key={field.id} field={field} isAnswer={isAnswer} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function FieldRow({ field, isAnswer }: { field: DocsField; isAnswer: boolean }) {
  const { id, name, type, isRequired, description, facts } = field;
  return (
    <tr id={id} className="align-top target:bg-accent-soft max-sm:block print:break-inside-avoid">
      <th scope="row" className="px-4 py-3 font-normal max-sm:block max-sm:pb-0 sm:w-[38%] sm:px-5">
        <a
          href={`#${id}`}
          translate="no"
          className="wrap-anywhere rounded-sm font-medium font-mono text-[0.8125rem] leading-6 underline-offset-4 hover:underline"
        >
          {name}
        </a>
        <p className="text-muted text-xs leading-5">
          {type}{" "}
          {isRequired && !isAnswer && (
            <span className="ml-1 font-medium text-accent-text">Required</span>
          )}
        </p>
      </th>
      <td className="wrap-anywhere px-4 py-3 leading-6 max-sm:block max-sm:pt-1 sm:px-5">
        {description && (
          <p>
            <InlineMarkdown>{description}</InlineMarkdown>
          </p>
        )}
        {facts.length > 0 && (
          <ul className="flex flex-wrap gap-x-4 text-[0.8125rem] text-muted leading-6">
            {facts.map(({ label, values }) => (
              <li key={label}>
                {label}:{" "}
                {values.map((value, index) => (
                  <span key={value}>
                    {index > 0 && ", "}
                    <InlineCode>{value}</InlineCode>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
