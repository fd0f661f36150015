import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import type { CounterStore } from "#lib/rate-limits/counter.ts";

/**
 * Counts in Redis with one script per request. A call fails at once without a connection; the
 * client reconnects by itself, also after a failover.
 */
export function redisStore(url: string): CounterStore {
  let failure: Error | undefined;
  const redis = new Redis(url, {
    connectionName: "keysmith",
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2000,
    socketTimeout: 2000,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(100 * 2 ** attempt, 2000),
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  redis.on("error", (error) => {
    failure = error;
  });
  const connected = redis.connect().catch(() => {});
  return {
    getCounter: (policy, windowSeconds) => {
      const limiter = new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `keysmith:${policy}`,
        points: 0,
        duration: windowSeconds,
      });
      return {
        add: async (key, points) => {
          await connected;
          if (redis.status !== "ready") throw failure ?? new Error("No connection to Redis");
          return limiter.penalty(key, points);
        },
      };
    },
    close: async () => redis.disconnect(),
  };
}
