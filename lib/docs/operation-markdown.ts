import type { DocsAnswer, DocsField, FieldTable, OperationPage } from "#lib/docs/schema.ts";

/** Writes an operation's page in Markdown, without its title. Its headings have the page's ids. */
export function writeOperation(page: OperationPage): string {
  const { method, endpoint, authentication, inputs, samples, answers, outputs } = page;
  return [
    page.description,
    fence("http", `${method} ${endpoint}`),
    writeTable(authentication),
    ...inputs.map(writeTable),
    ...(page.isIdempotent ? [`## Idempotency\n\n${idempotencyText}`] : []),
    ...(samples.length > 0 ? ["## Samples"] : []),
    ...samples.map(({ language, syntax, code }) => `### ${language}\n\n${fence(syntax, code)}`),
    `## Answers\n\n${answers.map(writeAnswer).join("\n")}`,
    ...answers.map(({ status, reason, sample }) =>
      [`### ${status} ${reason}`, fence(sample.syntax, sample.code)].join("\n\n"),
    ),
    ...outputs.map(writeTable),
  ].join("\n\n");
}

/** Text for every operation that accepts an Idempotency-Key. */
export const idempotencyText =
  "Send a unique `Idempotency-Key`. A repeat with the same key and the same body within 10 minutes returns the same response, with `Idempotency-Replayed: true`, and does nothing twice. A different body returns 422, and while the first request is still in progress a 409. More in [Rate limits and retries](/docs/guides/rate-limits).";

/** Lists the searchable texts of a page, with the ids of their places. */
export function listTexts(page: OperationPage): { id?: string; text: string }[] {
  const fields = [page.authentication, ...page.inputs].flatMap((table) => table.fields);
  return [
    { text: page.description },
    { text: `${page.method} ${page.endpoint}` },
    { id: page.authentication.id, text: page.authentication.note ?? "" },
    ...fields.map(({ id, name, description }) => ({ id, text: `${name}: ${description}` })),
    ...page.answers.map(({ id, status, reason, description }) => ({
      id,
      text: `${status} ${reason}: ${description}`,
    })),
  ];
}

function writeTable({ title, note, fields }: FieldTable): string {
  const lines = fields.map(writeField).join("\n");
  return [`## ${title}`, note, lines].filter(Boolean).join("\n\n");
}

function writeField({ name, type, isRequired, description, facts }: DocsField): string {
  const about = [type, ...(isRequired ? ["required"] : [])].join(", ");
  const told = facts.map(
    ({ label, values }) => `${label}: ${values.map((value) => `\`${value}\``).join(", ")}`,
  );
  const text = [description, ...told].filter(Boolean).map((part) => part.replace(/\.?$/, "."));
  return `- \`${name}\` (${about})${text.length > 0 ? `: ${text.join(" ")}` : ""}`;
}

function writeAnswer({ status, reason, description, headers, helpPath }: DocsAnswer): string {
  const help = helpPath ? ` [More](${helpPath}).` : "";
  const names = headers.map((name) => `\`${name}\``).join(", ");
  return `- **${status} ${reason}**: ${description.replace(/\.?$/, ".")}${help} Headers: ${names}.`;
}

function fence(syntax: string, code: string): string {
  return `\`\`\`${syntax}\n${code}\n\`\`\``;
}
