import type { Sql } from "postgres";

/** The driver's methods that Drizzle calls on the pool. */
export type Pool = Pick<Sql, "options" | "unsafe" | "begin">;

export interface Load {
  /** Transactions, and statements outside of them, that run or wait for a connection. */
  inFlight: number;
}

/** Wraps the pool to count its load, which the driver does not report. */
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
