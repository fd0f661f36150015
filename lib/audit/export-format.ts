import type { AuditEvent, ExportFormat } from "#lib/audit/schema.ts";

const columns: Record<string, (event: AuditEvent) => string | null> = {
  id: (event) => event.id,
  createdAt: (event) => event.createdAt,
  action: (event) => event.action,
  actorId: (event) => event.actor.id,
  actorEmail: (event) => event.actor.email,
  actorName: (event) => event.actor.name,
  via: (event) => event.via,
  sessionId: (event) => event.sessionId,
  applicationId: (event) => event.applicationId,
  applicationName: (event) => event.applicationName,
  keyId: (event) => event.keyId,
  keyDescription: (event) => event.keyDescription,
  keyPrefix: (event) => event.keyPrefix,
  address: (event) => event.address,
  userAgent: (event) => event.userAgent,
  requestId: (event) => event.requestId,
  before: (event) => event.before && JSON.stringify(event.before),
  after: (event) => event.after && JSON.stringify(event.after),
};
const readers = Object.values(columns);

const toLine: Record<ExportFormat, (event: AuditEvent) => string> = {
  csv: (event) => toCsvRow(readers.map((read) => read(event) ?? "")),
  jsonl: (event) => `${JSON.stringify(event)}\n`,
};

/** Byte order mark; without it Excel does not read UTF-8. */
const byteOrderMark = "\uFEFF";

/** Formats an export, one piece per page: CSV with a header row, or JSON Lines. */
export async function* formatAuditEvents(
  pages: AsyncIterable<AuditEvent[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield byteOrderMark + toCsvRow(Object.keys(columns));
  for await (const page of pages) yield page.map(toLine[format]).join("");
}

/** Formats a row by RFC 4180. */
function toCsvRow(cells: string[]): string {
  return `${cells.map(toCsvCell).join(",")}\r\n`;
}

/** Puts an apostrophe before text that a spreadsheet would run as a formula. */
function toCsvCell(text: string): string {
  const inert = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
