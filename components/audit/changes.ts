import type { AuditEvent } from "#lib/audit/schema.ts";

const labels: Record<string, string> = {
  ipAllowlist: "Allowed IP addresses",
  expiresAt: "Expires",
  leaked: "Leaked",
};

export interface Change {
  name: string;
  label: string;
  /** Undefined if the field was or is absent. */
  before: unknown;
  after: unknown;
}

/** Lists the fields that differ between before and after, in their order. */
export function listChanges({ before, after }: Pick<AuditEvent, "before" | "after">): Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .map((name) => ({
      name,
      label: labels[name] ?? toWords(name),
      before: before?.[name],
      after: after?.[name],
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** Formats `overlapSeconds` as "Overlap seconds". */
function toWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
