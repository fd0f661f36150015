import type { ReactNode } from "react";
import { Highlighted } from "#components/docs/code/highlighted.tsx";
import { Samples } from "#components/docs/code/samples.tsx";
import { StatusTabs } from "#components/docs/code/status-tabs.tsx";
import { InlineMarkdown } from "#components/docs/inline-markdown.tsx";
import { LinkedHeading } from "#components/docs/linked-heading.tsx";
import { Answers } from "#components/docs/reference/answers.tsx";
import { Endpoint } from "#components/docs/reference/endpoint.tsx";
import { Fields } from "#components/docs/reference/fields.tsx";
import type { OperationPage } from "#lib/docs/schema.ts";

interface OperationViewProps {
  page: OperationPage;
  /** Explains safe retries, in Markdown. */
  idempotencyText: string;
  /** The console to try it out. */
  console: ReactNode;
}

const tryItId = "try-it";

/** Description of an operation, with samples beside it if there is room. */
export function OperationView({ page, idempotencyText, console }: OperationViewProps) {
  const { samples, answers } = page;
  const tabs = answers.map(({ status, sample }) => ({
    value: String(status),
    text: sample.code,
    code: <Highlighted syntax={sample.syntax} code={sample.code} />,
  }));
  return (
    <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
      <div className="flex min-w-0 flex-col gap-10">
        <Endpoint method={page.method} path={page.endpoint} tryItId={tryItId} />
        <Fields table={page.authentication} />
        {page.inputs.map((table) => (
          <Fields key={table.id} table={table} />
        ))}
        {page.isIdempotent && (
          <section className="flex flex-col gap-3">
            <LinkedHeading level={2} id="repeating-it-safely">
              Idempotency
            </LinkedHeading>
            <p className="text-[0.9375rem] leading-7">
              <InlineMarkdown>{idempotencyText}</InlineMarkdown>
            </p>
          </section>
        )}
      </div>
      <div className="min-w-0 xl:row-span-2">
        <div className="flex flex-col gap-8 xl:sticky xl:top-20 xl:-m-1 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto xl:p-1 xl:[scrollbar-width:thin] print:static print:max-h-none">
          {samples.length > 0 && (
            <section className="flex flex-col gap-3">
              <LinkedHeading level={2} id="samples">
                Samples
              </LinkedHeading>
              <Samples label="Code sample language" samples={samples} />
            </section>
          )}
          <section className="flex flex-col gap-3">
            <LinkedHeading level={2} id="sample-answers">
              Example responses
            </LinkedHeading>
            <StatusTabs tabs={tabs} />
          </section>
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-10">
        <section className="flex flex-col gap-3 print:hidden">
          <LinkedHeading level={2} id={tryItId}>
            Try it
          </LinkedHeading>
          {console}
        </section>
        <Answers answers={answers} />
        {page.outputs.map((table) => (
          <Fields key={table.id} table={table} isAnswer />
        ))}
      </div>
    </div>
  );
}
