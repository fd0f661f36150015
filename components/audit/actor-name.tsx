import type { AuditEvent } from "#lib/audit/schema.ts";

/** Who did it, where it was not a person. */
export const impersonalActors = {
  system: "The service itself",
  operator: "The operator",
  unknown: "Unknown",
} as const;

const isImpersonal = (id: string): id is keyof typeof impersonalActors =>
  Object.hasOwn(impersonalActors, id);

/** The person who did it by address, or who else did. */
export function ActorName({ actor: { id, email, name } }: { actor: AuditEvent["actor"] }) {
  const called = email ?? name;
  if (called) return <bdi className="wrap-anywhere">{called}</bdi>;
  if (isImpersonal(id)) return impersonalActors[id];
  return (
    <code translate="no" className="wrap-anywhere font-mono text-[0.8125rem]">
      {id}
    </code>
  );
}
