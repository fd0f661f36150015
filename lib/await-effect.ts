import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Context, Database } from "#lib/context.ts";
import { toMoment } from "#lib/moment.ts";
import { defineStatement } from "#lib/statement.ts";
import { leaseSeconds, notifyMark } from "#lib/verifier/protocol.ts";

const pollMs = { first: 2, most: 25 };

interface Mark {
  mark: string;
  /** Leases that ran when the mark was drawn. */
  leases: string[];
  now: string;
}

/** Notifications are delivered in the order of commits, so whoever hears the mark knows the change. */
const drawMark = defineStatement<object, Mark>(
  "verifier_mark",
  sql`
    with live as (select id from verifier_leases where expires_at > now())
    select drawn.mark, array(select id from live) as leases, now(),
      case when exists (select from live) then
        ${notifyMark(sql`drawn.mark`)}
      end
    from (select nextval('verifier_marks') as mark offset 0) drawn`,
);

const readUnconfirmed = defineStatement<
  { leases: string[]; mark?: string },
  { leases: string[]; now: string }
>(
  "verifier_unconfirmed",
  sql`
    select now(), array(
      select id from verifier_leases
      where id = any(${sql.placeholder("leases")}::text[]) and expires_at > now()
        and confirmed_mark < ${sql.placeholder("mark")}::bigint
    ) as leases`,
);

/**
 * Waits until no verifier goes by what was before the change that has just been committed: each has
 * confirmed that it heard of it, or its lease has run out. That takes 2 s at the most, also where
 * nobody answers: whoever heard nothing since the change trusts nothing by then.
 * @returns the moment from which on the change holds everywhere
 */
export async function awaitEffect({ db }: Pick<Context, "db">): Promise<string> {
  const waiting = new AbortController();
  const { signal } = waiting;
  // Ours until the database has told its own.
  let readClock = () => new Date();
  const setClock = (now: string) => {
    const gapMs = Date.parse(now) - performance.now();
    readClock = () => new Date(gapMs + performance.now());
  };
  const end = () => readClock();
  const leasesEnd = sleep(leaseSeconds * 1000, undefined, { signal }).then(end, end);
  // The change stands whether the database can be asked or not.
  const confirmed = untilConfirmed(db, signal, setClock).catch(() => leasesEnd);
  const since = await Promise.race([confirmed, leasesEnd]);
  waiting.abort();
  return roundUp(since);
}

async function untilConfirmed(
  db: Database,
  signal: AbortSignal,
  setClock: (now: string) => void,
): Promise<Date> {
  const [drawn] = await drawMark(db, {});
  let { leases = [], now } = drawn ?? { now: new Date().toISOString() };
  setClock(now);
  for (let pause = pollMs.first; leases.length > 0; pause = Math.min(2 * pause, pollMs.most)) {
    await sleep(pause, undefined, { signal });
    const [state] = await readUnconfirmed(db, { leases, mark: drawn?.mark });
    if (state) ({ leases, now } = state);
  }
  return new Date(now);
}

/** Moments have whole seconds; the one before would be too early. */
function roundUp(moment: Date): string {
  return toMoment(new Date(Math.ceil(moment.getTime() / 1000) * 1000));
}
