import type { Sql } from "postgres";

type Client = Pick<Sql, "unsafe">;

/** SQL of a database's schema in the order in which it can be executed. */
export interface SchemaDescription {
  /** Schemas, extensions, types, tables, functions, defaults: what the data needs. */
  beforeData: string[];
  tables: TableDescription[];
  sequences: string[];
  /** Constraints, indexes, partitions, triggers. */
  afterData: string[];
}

export interface TableDescription {
  /** Qualified and quoted, such as `public.api_keys`. */
  name: string;
  /** Quoted, without generated columns. */
  columns: string[];
  bytes: number;
}

/** Condition for objects of schema column `schema` that belong to the database, not to PostgreSQL. */
const isOurs = (schema: string, catalog: string, oid: string) => `
  ${schema} not in (select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')
  and not exists (
    select from pg_depend where classid = '${catalog}'::regclass and objid = ${oid} and deptype = 'e'
  )`;

const tablesOnly = isOurs("c.relnamespace", "pg_class", "c.oid");

/** Each statement returns rows with one column `sql`. */
const beforeData = [
  `select format('CREATE SCHEMA IF NOT EXISTS %I;', nspname) as sql from pg_namespace n
   where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') order by nspname`,

  `select format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I;', extname, nspname) as sql
   from pg_extension join pg_namespace n on n.oid = extnamespace
   where extname <> 'plpgsql' order by extname`,

  `select format('CREATE TYPE %s AS ENUM (%s);', format_type(t.oid, null),
     (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
      from pg_enum where enumtypid = t.oid)) as sql
   from pg_type t where typtype = 'e' and ${isOurs("t.typnamespace", "pg_type", "t.oid")}
   order by format_type(t.oid, null)`,

  // A sequence that belongs to an identity column comes with its table.
  `select format('CREATE SEQUENCE %s AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s;',
     c.oid::regclass, format_type(s.seqtypid, null), s.seqincrement, s.seqmin, s.seqmax, s.seqstart,
     s.seqcache, case when s.seqcycle then ' CYCLE' else '' end) as sql
   from pg_sequence s join pg_class c on c.oid = s.seqrelid
   where ${tablesOnly} and not exists (
     select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i'
   ) order by c.oid::regclass::text`,

  `select format(E'CREATE %sTABLE %s (%s)%s%s;',
     case when c.relpersistence = 'u' then 'UNLOGGED ' else '' end,
     c.oid::regclass,
     (select string_agg(format(E'\\n  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attcollation not in (0, t.typcollation)
          then ' COLLATE ' || a.attcollation::regcollation else '' end,
        case when a.attgenerated = 's'
          then format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
          when a.attidentity <> '' then (
            select format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s)',
              case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end,
              s.seqrelid::regclass, s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
              case when s.seqcycle then ' CYCLE' else '' end)
            from pg_depend i join pg_sequence s on s.seqrelid = i.objid
            where i.classid = 'pg_class'::regclass and i.refobjid = c.oid
              and i.refobjsubid = a.attnum and i.deptype = 'i')
          else '' end,
        case when a.attnotnull then coalesce((select format(' CONSTRAINT %I', r.conname)
          from pg_constraint r where r.conrelid = c.oid and r.contype = 'n'
            and r.conkey = array[a.attnum]), '') || ' NOT NULL' else '' end), ',' order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) || E'\\n',
     case when c.relkind = 'p' then ' PARTITION BY ' || pg_get_partkeydef(c.oid) else '' end,
     case when c.reloptions is not null
       then format(' WITH (%s)', array_to_string(c.reloptions, ', ')) else '' end) as sql
   from pg_class c where c.relkind in ('r', 'p') and ${tablesOnly}
   order by c.oid::regclass::text`,

  // Functions can name row types of tables, so they follow.
  `select pg_get_functiondef(p.oid) || ';' as sql from pg_proc p
   where prokind in ('f', 'p') and ${isOurs("p.pronamespace", "pg_proc", "p.oid")}
   order by p.oid::regprocedure::text`,

  `select format('ALTER TABLE ONLY %s ALTER COLUMN %I SET DEFAULT %s;', c.oid::regclass, a.attname,
     pg_get_expr(d.adbin, d.adrelid)) as sql
   from pg_attrdef d join pg_class c on c.oid = d.adrelid
   join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
   where a.attgenerated = '' and ${tablesOnly} order by c.oid::regclass::text, a.attnum`,

  `select format('ALTER SEQUENCE %s OWNED BY %s.%I;', c.oid::regclass, d.refobjid::regclass, a.attname) as sql
   from pg_depend d join pg_class c on c.oid = d.objid
   join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.deptype = 'a' and c.relkind = 'S' and ${tablesOnly}
   order by c.oid::regclass::text`,

  `select format('ALTER TABLE ONLY %s ALTER COLUMN %I SET STATISTICS %s;', c.oid::regclass, a.attname,
     a.attstattarget) as sql
   from pg_attribute a join pg_class c on c.oid = a.attrelid
   where c.relkind in ('r', 'p') and a.attnum > 0 and a.attstattarget >= 0 and ${tablesOnly}
   order by c.oid::regclass::text, a.attnum`,
];

const afterData = [
  `select format('ALTER TABLE ONLY %s ADD CONSTRAINT %I %s;', r.conrelid::regclass, r.conname,
     pg_get_constraintdef(r.oid)) as sql
   from pg_constraint r join pg_class c on c.oid = r.conrelid
   where r.contype in ('p', 'u', 'x', 'c') and ${tablesOnly}
   order by r.contype = 'c', r.conrelid::regclass::text, r.conname`,

  `select pg_get_indexdef(i.indexrelid) || ';' as sql
   from pg_index i join pg_class c on c.oid = i.indrelid
   where c.relkind in ('r', 'p') and ${tablesOnly} and not exists (
     select from pg_constraint r where r.conindid = i.indexrelid and r.contype in ('p', 'u', 'x'))
   order by i.indexrelid::regclass::text`,

  // Attaching a table attaches its indexes too, which equal those of its parent.
  `select format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s;', i.inhparent::regclass,
     i.inhrelid::regclass, pg_get_expr(c.relpartbound, c.oid)) as sql
   from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where c.relkind in ('r', 'p') and ${tablesOnly} order by i.inhrelid::regclass::text`,

  // A partition has the foreign keys of its parent.
  `select format('ALTER TABLE %s ADD CONSTRAINT %I %s;', r.conrelid::regclass, r.conname,
     pg_get_constraintdef(r.oid)) as sql
   from pg_constraint r join pg_class c on c.oid = r.conrelid
   where r.contype = 'f' and r.conparentid = 0 and ${tablesOnly}
   order by r.conrelid::regclass::text, r.conname`,

  `select pg_get_triggerdef(t.oid) || ';' || case t.tgenabled when 'O' then '' else
     format(E'\\nALTER TABLE %s %s TRIGGER %I;', t.tgrelid::regclass,
       case t.tgenabled when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' else 'DISABLE' end,
       t.tgname) end as sql
   from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where not t.tgisinternal and t.tgparentid = 0 and ${tablesOnly}
   order by t.tgrelid::regclass::text, t.tgname`,
];

/** Objects that a backup would leave out, in words. */
const unsupported = `
  select format('the %s %s', case relkind when 'v' then 'view' when 'm' then 'materialized view'
    when 'f' then 'foreign table' else 'composite type' end, c.oid::regclass) as object
  from pg_class c where relkind in ('v', 'm', 'f', 'c') and ${tablesOnly}
  union all
  select format('the row security of %s', c.oid::regclass) from pg_class c
  where relrowsecurity and ${tablesOnly}
  union all
  select format('the inheritance of %s', c.oid::regclass) from pg_inherits i
  join pg_class c on c.oid = i.inhrelid where c.relkind = 'r' and not c.relispartition and ${tablesOnly}
  union all
  select format('the rule %s', r.rulename) from pg_rewrite r join pg_class c on c.oid = r.ev_class
  where c.relkind in ('r', 'p') and ${tablesOnly}
  union all
  select format('the type %s', format_type(t.oid, null)) from pg_type t
  where typtype in ('d', 'r') and ${isOurs("t.typnamespace", "pg_type", "t.oid")}
  union all
  select format('the aggregate %s', p.oid::regprocedure) from pg_proc p
  where prokind in ('a', 'w') and ${isOurs("p.pronamespace", "pg_proc", "p.oid")}
  union all
  select format('the statistics %s', s.stxname) from pg_statistic_ext s
  union all
  select format('the event trigger %s', evtname) from pg_event_trigger
  union all
  select format('the publication %s', pubname) from pg_publication
  union all
  select format('the index %s, which is not valid', i.indexrelid::regclass) from pg_index i
  join pg_class c on c.oid = i.indrelid
  where not i.indisvalid and c.relkind in ('r', 'p') and ${tablesOnly}
  union all
  select format('the virtual column %s of %s', a.attname, c.oid::regclass) from pg_attribute a
  join pg_class c on c.oid = a.attrelid where a.attgenerated = 'v' and ${tablesOnly}
  union all
  select format('the large object %s', oid) from pg_largeobject_metadata`;

const tables = `
  select c.oid::regclass::text as name, pg_table_size(c.oid)::float8 as bytes, (
    select coalesce(array_agg(quote_ident(a.attname) order by a.attnum), '{}') from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  ) as columns
  from pg_class c where c.relkind = 'r' and ${tablesOnly} order by c.oid::regclass::text`;

/** Lists the names of all tables of the database, partitioned ones included. */
export async function listTables(sql: Client): Promise<string[]> {
  const rows = await sql.unsafe<{ name: string }[]>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind in ('r', 'p') and ${tablesOnly} order by 1`);
  return rows.map(({ name }) => name);
}

/**
 * Describes the schema of the database that `sql` is connected to. Needs an empty search_path, so that
 * PostgreSQL qualifies each name.
 * @throws Error that names an object of a kind that it cannot describe
 */
export async function describeSchema(sql: Client): Promise<SchemaDescription> {
  const [object] = await sql.unsafe<{ object: string }[]>(unsupported);
  if (object) throw new Error(`A backup cannot hold ${object.object}. Use pg_dump.`);
  const run = async (queries: readonly string[]) => {
    const statements: string[] = [];
    for (const query of queries) {
      const rows = await sql.unsafe<{ sql: string }[]>(query);
      statements.push(...rows.map((row) => row.sql));
    }
    return statements;
  };
  return {
    beforeData: await run(beforeData),
    tables: await sql.unsafe<TableDescription[]>(tables),
    sequences: await readSequences(sql),
    afterData: await run(afterData),
  };
}

/** Sequences don't belong to a snapshot, so their values are never behind those of the rows. */
async function readSequences(sql: Client): Promise<string[]> {
  const names = await sql.unsafe<{ name: string }[]>(`
    select c.oid::regclass::text as name from pg_class c where c.relkind = 'S' and ${tablesOnly}
    order by 1`);
  const statements: string[] = [];
  for (const { name } of names) {
    const [row] = await sql.unsafe<{ sql: string }[]>(
      `select format('SELECT pg_catalog.setval(%L, %s, %L);', '${name.replaceAll("'", "''")}',
         last_value, is_called) as sql from ${name}`,
    );
    if (row) statements.push(row.sql);
  }
  return statements;
}
