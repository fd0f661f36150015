/** The labels of our metrics, and the most values that each may have in one process. */
export const labelBounds = {
  method: 10,
  route: 300,
  status: 100,
  code: 30,
  kind: 30,
  queue: 20,
  result: 20,
  statement: 300,
  error: 100,
  store: 5,
  migration: 1,
  version: 1,
  commit: 1,
} as const satisfies Record<string, number>;

export type Label = keyof typeof labelBounds;

/** Label value that stands for all values beyond the bound. */
const rest = "other";

/** Bounds the values of one metric's label, so that a mistake can't fill a Prometheus server. */
export class LabelValues {
  readonly #most: number;
  readonly #known = new Set<string>();

  constructor(label: Label) {
    this.#most = labelBounds[label];
  }

  /** Returns `value`, or `other` if the label already has as many values as it may. */
  admit(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#most) return rest;
    this.#known.add(value);
    return value;
  }
}
