import { readSettings } from "#lib/env.ts";

const numbers = (name: string, otherwise: number[]) =>
  process.env[name]?.split(",").map(Number) ?? otherwise;
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);

export const sizes = numbers("BENCH_SIZES", [1_000, 100_000, 1_000_000, 5_000_000]);
export const rounds = number("BENCH_ROUNDS", 5);
export const seconds = number("BENCH_SECONDS", 5);
/** Unknown keys, and as many once more. */
export const scanCount = number("BENCH_SCAN", 1_000_000);
export const revocationCount = number("BENCH_REVOCATIONS", 500);
/** Full keys that are asked for in rotation, where a database holds so many. */
export const keyCount = number("BENCH_KEYS", 10_000);
/** All measurements, in this order. */
export const parts = process.env.BENCH_PARTS?.split(",") ?? ["throughput", "memory", "revocation"];
export const connections = 32;
/** Settings for comparisons between programs. */
export const referenceSize = sizes[1] ?? sizes[0] ?? 0;
/** Connections to the database of each server that is measured: what the product has by default. */
export const poolSize = readSettings({}).DATABASE_POOL_SIZE;
