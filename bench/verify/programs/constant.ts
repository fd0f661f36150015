import { serve } from "#bench/verify/serve.ts";

const body = process.env.BENCH_BODY ?? "{}";

await serve(() => body);
