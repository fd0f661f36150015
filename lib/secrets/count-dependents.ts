import { eq, type SQL, sql } from "drizzle-orm";
import { secretChecks } from "#drizzle/schema.ts";
import { restoreWithinMinutes } from "#lib/api-keys/constants.ts";
import type { Context } from "#lib/context.ts";
import { getSealHeader, sealHeaderBytes } from "#lib/seal.ts";
import { getCheckName, type SecretName } from "#lib/secret-list.ts";

/** Values that a version of a secret has made, and that stop working without it. */
export interface Dependent {
  /** Completes a number, such as `API keys`. */
  what: string;
  count: number;
  /** How it goes away. */
  advice: string;
}

interface Version {
  ctx: Context;
  version: number;
  /** Latest time at which an instance may have made a value with it. */
  madeUntil: SQL;
}

/** Each running instance says so once a minute. */
const instanceMinutes = 3;
/** Values in browsers and clients, which no table shows, are older than this or not needed. */
const sealedHours = 24;
const signInMinutes = 15;

const counters: Record<SecretName, (version: Version) => Promise<Dependent[]>> = {
  KEYSMITH_KEY_HASH_SECRET: async ({ ctx, version }) => [
    {
      what: "API keys",
      count: await countKeys(ctx, version),
      advice: "each moves to the first version when it is next used",
    },
    {
      what: "service tokens",
      count: await count(
        ctx,
        sql`service_tokens where coalesce(secret_version, 1) = ${version}
          and revoked_at is null and (expires_at is null or expires_at > now())`,
      ),
      advice: "each moves to the first version when it is next used",
    },
  ],
  KEYSMITH_SEALING_SECRET: async ({ ctx, version, madeUntil }) => {
    const isSealed = (column: SQL) => isSealedBy(column, version);
    const resealed = "a job re-seals them within minutes";
    return [
      {
        what: "authenticator apps",
        count: await count(ctx, sql`totp_secrets where ${isSealed(sql`sealed_secret`)}`),
        advice: resealed,
      },
      {
        what: "recovery codes",
        count: await count(ctx, sql`recovery_codes where ${isSealed(sql`code_hash`)}`),
        advice: resealed,
      },
      {
        what: "signing keys",
        count: await count(ctx, sql`signing_keys where ${isSealed(sql`sealed_private_key`)}`),
        advice: resealed,
      },
      {
        what: "queued emails",
        count: await count(
          ctx,
          sql`pgboss.job where name like 'mail%' and state < 'completed'
            and ${isSealed(sql`decode(data ->> 'sealedText', 'base64')`)}`,
        ),
        advice: "they are sent, or given up and kept as files",
      },
      {
        what: "links in emails",
        count: await count(
          ctx,
          sql`(
            select created_at as made_at from mailed_tokens where expires_at > now()
            union all
            select sent_at from invitations
            where accepted_at is null and withdrawn_at is null and expires_at > now()
          ) links where made_at <= ${madeUntil}`,
        ),
        advice: "they are used or expire",
      },
      {
        what: "hours of cursors, idempotency keys and sign-ins",
        count: await countLeft(ctx, madeUntil, sealedHours, "hour"),
        advice: "they expire",
      },
    ];
  },
  KEYSMITH_SESSION_SECRET: async ({ ctx, madeUntil }) => [
    {
      what: "sessions of the portal",
      count: await count(
        ctx,
        sql`sessions where kind = 'portal' and created_at <= ${madeUntil}
          and expires_at > now() and idle_expires_at > now()`,
      ),
      advice: "they end or expire",
    },
    {
      what: "minutes of sign-ins under way",
      count: await countLeft(ctx, madeUntil, signInMinutes, "minute"),
      advice: "they end",
    },
  ],
};

/** Counts what would stop working without a version; nothing that is 0. */
export async function countDependents(
  ctx: Context,
  name: SecretName,
  version: number,
): Promise<Dependent[]> {
  const isThis = eq(secretChecks.name, getCheckName(name, version));
  const [row] = await ctx.db.select().from(secretChecks).where(isThis);
  // The first version may have made values before this was recorded.
  const isMade = row?.madeAt !== null || version === 1;
  if (!row || !isMade) return [];
  const madeAt = sql`coalesce((select made_at from secret_checks where ${isThis}), now())`;
  const madeUntil = sql`(${madeAt} + interval '1 minute')`;
  const making: Dependent = {
    what: "minutes until no instance makes new values with it",
    count: await countLeft(ctx, madeAt, instanceMinutes, "minute"),
    advice: "put another version first on every instance",
  };
  const dependents = [making, ...(await counters[name]({ ctx, version, madeUntil }))];
  return dependents.filter((dependent) => dependent.count > 0);
}

function isSealedBy(column: SQL, version: number): SQL {
  const first = sql`substr(${column}, 1, ${sealHeaderBytes})`;
  if (version > 1) return sql`${first} = ${getSealHeader(version)}`;
  const marks = getSealHeader(2).subarray(0, -2);
  return sql`substr(${column}, 1, ${marks.length}) <> ${marks}`;
}

async function count({ db }: Context, from: SQL): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${from}`,
  );
  return row?.count ?? 0;
}

/** Returns how many hours or minutes are left until a time after `since`, rounded up. */
async function countLeft(
  { db }: Context,
  since: SQL,
  length: number,
  unit: "hour" | "minute",
): Promise<number> {
  const seconds = unit === "hour" ? 3600 : 60;
  const [row] = await db.execute<{ left: number }>(sql`
    select greatest(0, ceil(${length}::int
      - extract(epoch from now() - ${since}) / ${seconds}::int))::int as "left"`);
  return row?.left ?? 0;
}

const batchSize = 20_000;

/** Counts in batches, each of which ends long before the time limit of statements. */
async function countKeys({ db }: Context, version: number): Promise<number> {
  let total = 0;
  let last: Buffer | null = Buffer.alloc(0);
  while (last) {
    const [batch]: { count: number; last: Buffer | null }[] = await db.execute(sql`
      with batch as materialized (
        select key_hash, api_key_id, expires_at, secret_version from api_key_secrets
        where key_hash > ${last} order by key_hash limit ${batchSize}
      )
      select (select key_hash from batch order by key_hash desc limit 1) as last, (
        select count(*)::int from batch s join api_keys k on k.id = s.api_key_id
        where coalesce(s.secret_version, 1) = ${version}
          and coalesce(s.expires_at > now(), true) and coalesce(k.expires_at > now(), true)
          and (k.revoked_at is null or (not k.leaked
            and k.revoked_at > now() - make_interval(mins => ${restoreWithinMinutes})))
      ) as count`);
    total += batch?.count ?? 0;
    last = batch?.last ?? null;
  }
  return total;
}
