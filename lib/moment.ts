/** A moment on the wire: RFC 3339 in UTC with whole seconds. Takes a Date or PostgreSQL's text. */
export function toMoment(value: Date | string): string;
export function toMoment(value: Date | string | null): string | null;
export function toMoment(value: Date | string | null): string | null {
  return value === null ? null : new Date(value).toISOString().replace(/\.\d{3}Z$/, "Z");
}
