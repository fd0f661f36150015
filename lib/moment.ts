/** PostgreSQL's text of a timestamptz; our connections use UTC. */
const databaseText = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)?\+00$/;

/**
 * Formats a timestamp for the wire: RFC 3339 in UTC with whole seconds. Takes a Date or
 * PostgreSQL's text.
 */
export function toMoment(value: Date | string): string;
export function toMoment(value: Date | string | null): string | null;
export function toMoment(value: Date | string | null): string | null {
  if (value === null) return null;
  if (typeof value === "string" && databaseText.test(value)) {
    return `${value.slice(0, 10)}T${value.slice(11, 19)}Z`;
  }
  return `${new Date(value).toISOString().slice(0, 19)}Z`;
}
