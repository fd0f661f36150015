import { Connection } from "#bench/verify/connection.ts";
import { Histogram } from "#bench/verify/histogram.ts";
import type { LoadOrder, LoadResult } from "#bench/verify/load.ts";
import { verifyRequest } from "#bench/verify/request.ts";
import { config } from "#keysmith.config.ts";
import { generateFullKey } from "#lib/api-keys/token.ts";

/** For each connection what it sends next; they begin at places far apart of the rotation. */
function createRequests({ path, token, keys, connections }: LoadOrder): (() => Buffer)[] {
  const each = Array.from({ length: connections });
  if (!keys) {
    return each.map(
      () => () => verifyRequest(path, token, generateFullKey(config.keyPrefix, "live")),
    );
  }
  const requests = keys.map((key) => verifyRequest(path, token, key));
  return each.map((_, index) => {
    let at = Math.floor((index * requests.length) / connections);
    return () => {
      at = (at + 1) % requests.length;
      return requests[at] as Buffer;
    };
  });
}

function run(order: LoadOrder): Promise<LoadResult> {
  const { port, seconds, atLeast = 0, keys } = order;
  const latencies = new Histogram();
  const isDue = keys !== undefined;
  const sources = createRequests(order);
  let wrong = 0;
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const endsAt = startedAt + seconds * 1000;
    let open = sources.length;
    for (const nextRequest of sources) {
      const connection = new Connection(port);
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        connection.send(nextRequest(), take, reject);
      };
      const take = ({ status, isValid }: { status: number; isValid: boolean }) => {
        const now = performance.now();
        latencies.record(now - sentAt);
        if (status !== 200 || isValid !== isDue) wrong += 1;
        if (now < endsAt || latencies.count < atLeast) return send();
        connection.close();
        open -= 1;
        if (open > 0) return;
        const perSecond = (latencies.count / (now - startedAt)) * 1000;
        const [p50, p99] = [latencies.quantile(0.5), latencies.quantile(0.99)];
        resolve({ count: latencies.count, perSecond, p50, p99, wrong });
      };
      send();
    }
  });
}

process.on("message", (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on("disconnect", () => process.exit());
