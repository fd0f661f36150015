import { auditActions, auditCategories, auditIdForms } from "#lib/audit/constants.ts";
import type { AuditFilters } from "#lib/audit/schema.ts";

/** Ranges that end now, in hours. */
const presetHours = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
type Preset = keyof typeof presetHours;

/** `dates` stands for `from` and `to`, each of which may be open. */
export type Range = Preset | "dates";

/** State in the page's URL: a preset is kept as such, so that it means the same tomorrow. */
export type AuditView = AuditFilters & { range?: Range };

const isPreset = (text: string): text is Preset => Object.hasOwn(presetHours, text);
const names = ["applicationId", "keyId", "actor", "action", "category", "from", "to"] as const;

const timestampForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

function readTimestamp(text: string): string | undefined {
  const time = timestampForm.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : toMoment(new Date(time));
}

/** Parses the page's URL; ignores invalid parameters. */
export function readView(search: Pick<URLSearchParams, "get">): AuditView {
  const view: AuditView = {};
  for (const name of ["applicationId", "keyId", "actor"] as const) {
    const text = search.get(name) ?? "";
    if (auditIdForms[name].test(text)) view[name] = text;
  }
  const action = auditActions.find((one) => one === search.get("action"));
  if (action) view.action = action;
  const category = auditCategories.find((one) => one === search.get("category"));
  if (category) view.category = category;
  const from = readTimestamp(search.get("from") ?? "");
  const to = readTimestamp(search.get("to") ?? "");
  const range = search.get("range") ?? "";
  if (isPreset(range)) return { ...view, range };
  if (range !== "dates" && !from && !to) return view;
  const isReversed = from && to && Date.parse(from) > Date.parse(to);
  return {
    ...view,
    range: "dates",
    ...(from && { from }),
    ...(to && !isReversed && { to }),
  };
}

/** Returns the query of the page's URL. */
export function toSearch(view: AuditView): string {
  const search = new URLSearchParams();
  for (const name of [...names, "range"] as const) {
    const text = view[name];
    if (text) search.set(name, text);
  }
  return search.size > 0 ? `?${search}` : "";
}

/** Returns the API's filters at the time `nowMs`. */
export function toFilters({ range, ...filters }: AuditView, nowMs: number): AuditFilters {
  if (!range || range === "dates") return filters;
  return { ...filters, from: toMoment(new Date(nowMs - presetHours[range] * 3600 * 1000)) };
}

/** Formats a timestamp for the API. */
function toMoment(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Returns the start of a day (`2026-02-23`) in local time, or of a later day. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date || year < 1970 || year > 9998) return undefined;
  return toMoment(new Date(year, month - 1, date + daysLater));
}

/** Returns the local day of a timestamp; for an end, the last included day. */
export function toDayInput(moment: string | undefined, isEnd = false): string {
  if (!moment) return "";
  const date = new Date(Date.parse(moment) - (isEnd ? 1 : 0));
  const pad = (part: number, length = 2) => String(part).padStart(length, "0");
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
