import type { AuditEvent } from "#lib/audit/schema.ts";

const labels: Record<string, string> = {
  ipAllowlist: "Allowed addresses",
  expiresAt: "Expires",
  leaked: "Leaked",
};

export interface Change {
  name: string;
  label: string;
  /** Absent where there was nothing before, or is nothing any more. */
  before: unknown;
  after: unknown;
}

/** The fields that differ between before and after, in the order in which they were written. */
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

/** `overlapSeconds` as "Overlap seconds". */
function toWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
