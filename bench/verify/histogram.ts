const bucketMs = 0.01;
const bucketCount = 500_000;

/** Latencies in steps of 10 µs up to 5 s; whatever is longer counts as 5 s. */
export class Histogram {
  readonly #buckets = new Uint32Array(bucketCount);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  record(ms: number): void {
    const bucket = Math.min(Math.floor(ms / bucketMs), bucketCount - 1);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
  }

  /** Milliseconds within which the share of them, from 0 to 1, has come. */
  quantile(share: number): number {
    let left = Math.ceil(share * this.#count);
    for (const [bucket, count] of this.#buckets.entries()) {
      left -= count;
      if (left <= 0) return (bucket + 1) * bucketMs;
    }
    return Number.NaN;
  }
}
