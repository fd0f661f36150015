import type { ISql } from "postgres";

interface Relation {
  schema: string;
  name: string;
  kind: string;
  isPartition: boolean;
  held: string[];
}

const readAndWrite = ["DELETE", "INSERT", "SELECT", "UPDATE"];
/** Tables whose rows the serving role cannot change or delete. */
const appendOnly: readonly string[] = ["audit_events", "audit_seals"];
const schemas = ["drizzle", "pgboss"];

/** Returns what the serving role may do with a relation. */
function getRights({ schema, name, kind, isPartition }: Relation): readonly string[] {
  if (schema === "drizzle") return kind === "S" ? [] : ["SELECT"];
  if (kind === "S") return ["SELECT", "USAGE"];
  if (schema === "pgboss") return readAndWrite;
  // Rights to the partitioned table suffice, and bind its partitions.
  if (isPartition) return [];
  return appendOnly.includes(name) ? ["INSERT", "SELECT"] : readAndWrite;
}

/**
 * Gives the serving role exactly the rights that it needs to Keysmith's tables, sequences and
 * functions, by the statements that are missing. Changes nothing for the owner itself.
 */
export async function grantServingRights(sql: ISql, role: string): Promise<void> {
  const [owner] = await sql<{ oid: number; name: string }[]>`
    select r.oid, r.rolname as name
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
    where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`;
  if (!owner || owner.name === role) return;
  const relations = await sql<Relation[]>`
    select n.nspname as schema, c.relname as name, c.relkind as kind,
      c.relispartition as "isPartition",
      array(
        select a.privilege_type from aclexplode(c.relacl) a
        where a.grantee = (select oid from pg_roles where rolname = ${role}) order by 1
      ) as held
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where (n.nspname = any(${schemas}) or n.nspname = current_schema())
      and c.relkind in ('r', 'p', 'v', 'S') and c.relowner = ${owner.oid}
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`;
  const grants = relations.flatMap((relation) => {
    const { held, kind } = relation;
    const wanted = getRights(relation);
    const what = `${kind === "S" ? "sequence" : "table"} ${quote(relation.schema)}.${quote(relation.name)}`;
    const missing = wanted.filter((right) => !held.includes(right));
    const excess = held.filter((right) => !wanted.includes(right));
    return [
      ...(missing.length > 0 ? [`grant ${missing.join(", ")} on ${what} to ${quote(role)}`] : []),
      ...(excess.length > 0 ? [`revoke ${excess.join(", ")} on ${what} from ${quote(role)}`] : []),
    ];
  });
  const others = await sql<{ grant: string }[]>`
    select format('grant usage on schema %I to %I', nspname, ${role}::text) as grant
    from pg_namespace
    where (nspname = any(${schemas}) or nspname = current_schema())
      and not has_schema_privilege(${role}, oid, 'USAGE')
    union all
    select format('grant execute on function %s to %I', p.oid::regprocedure, ${role}::text)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where (n.nspname = any(${schemas}) or n.nspname = current_schema())
      and p.proowner = ${owner.oid} and not has_function_privilege(${role}, p.oid, 'EXECUTE')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  for (const statement of [...others.map(({ grant }) => grant), ...grants]) {
    await sql.unsafe(statement);
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
