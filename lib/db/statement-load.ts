import type { Sql } from "postgres";

/** What Drizzle calls of the driver, on the pool. */
export type Pool = Pick<Sql, "options" | "unsafe" | "begin">;

export interface Load {
  /** Transactions, and statements outside of one, that are under way or wait for a connection. */
  inFlight: number;
}

/** The same pool, which counts what is under way: the driver tells nobody. */
export function countLoad(pool: Pool): { counted: Pool; load: Load } {
  const load: Load = { inFlight: 0 };
  const leave = () => {
    load.inFlight -= 1;
  };
  const enter = <P extends Promise<unknown>>(work: P): P => {
    load.inFlight += 1;
    work.then(leave, leave);
    return work;
  };
  const unsafe = (...input: Parameters<Pool["unsafe"]>) => enter(pool.unsafe(...input));
  const begin = (work: Parameters<Pool["begin"]>[1]) => enter(pool.begin(work as never));
  return { counted: { options: pool.options, unsafe, begin } as Pool, load };
}
