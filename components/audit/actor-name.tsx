import type { AuditEvent } from "#lib/audit/schema.ts";

/** Names of actors that are not people. */
export const impersonalActors = {
  system: "System",
  operator: "Operator",
  unknown: "Unknown",
} as const;

const isImpersonal = (id: string): id is keyof typeof impersonalActors =>
  Object.hasOwn(impersonalActors, id);

/** Shows the actor's email, or the name of another kind of actor. */
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
