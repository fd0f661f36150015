import type { Context } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";

/** A job in the transaction of `db`; `name` is its queue. */
export const jobQueue: Context["jobs"] = {
  queue: async (db, { name, data }) => {
    await createBoss(db).insert(name, [{ data }]);
  },
};
