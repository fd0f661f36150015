import type { Database } from "#lib/context.ts";
import type { Env } from "#lib/env.ts";
import type { CounterStore } from "#lib/http/rate-limit/counter.ts";
import { insured } from "#lib/http/rate-limit/insured.ts";
import { memoryStore } from "#lib/http/rate-limit/memory.ts";
import { postgresStore } from "#lib/http/rate-limit/postgres.ts";
import { redisStore } from "#lib/http/rate-limit/redis.ts";

/** The store of the operator's choice, one for all that a process counts. Whoever opens it closes it. */
export function openStore(
  { RATE_LIMIT_STORE, REDIS_URL }: Pick<Env, "RATE_LIMIT_STORE" | "REDIS_URL">,
  db: Database,
): CounterStore {
  if (RATE_LIMIT_STORE === "memory") return memoryStore;
  if (RATE_LIMIT_STORE === "postgres") return insured("PostgreSQL", postgresStore(db));
  return insured("Redis", redisStore(REDIS_URL ?? ""));
}
