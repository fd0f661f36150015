import type { Database } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import type { CountedStore } from "#lib/rate-limits/counter.ts";
import { insured } from "#lib/rate-limits/insured.ts";
import { memoryStore } from "#lib/rate-limits/memory.ts";
import { postgresStore } from "#lib/rate-limits/postgres.ts";
import { redisStore } from "#lib/rate-limits/redis.ts";

/** Opens the operator's store, shared by all limits of a process. The caller closes it. */
export function openStore(
  { RATE_LIMIT_STORE, REDIS_URL }: Pick<Env, "RATE_LIMIT_STORE" | "REDIS_URL">,
  db: Database,
): CountedStore {
  if (RATE_LIMIT_STORE === "memory") {
    return { ...memoryStore, name: "memory", isUp: () => true, countFallbacks: () => 0 };
  }
  if (RATE_LIMIT_STORE === "postgres") return insured("postgres", postgresStore(db));
  return insured("redis", redisStore(REDIS_URL ?? ""));
}
