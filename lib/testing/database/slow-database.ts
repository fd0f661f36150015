import type { KeyRecord } from "#lib/api-keys/verify/find-key.ts";
import type { Database } from "#lib/context.ts";

const hashBytes = 32;

interface Statement {
  hashes: Buffer[];
  /** Result of the query; null until it has read. */
  rows: (KeyRecord | undefined)[] | null;
  resolve(rows: object[]): void;
  reject(error: unknown): void;
}

/** A fake database of numbered keys that responds on command. */
export class SlowDatabase {
  readonly #readNumber: (hash: Buffer) => number;
  readonly keys = new Map<number, KeyRecord>();
  /** The server id that statements report. */
  server = "1";
  /** Keys requested by each statement so far. */
  readonly asked: number[][] = [];
  readonly #open: Statement[] = [];
  readonly db: Database;

  /** @param readNumber returns the number of a hash's key */
  constructor(readNumber: (hash: Buffer) => number) {
    this.#readNumber = readNumber;
    const unsafe = (_text: string, values: unknown[]) => {
      const bytes = values.find((value) => Buffer.isBuffer(value)) ?? Buffer.alloc(0);
      const hashes = Array.from({ length: bytes.length / hashBytes }, (_, i) =>
        bytes.subarray(i * hashBytes, (i + 1) * hashBytes),
      );
      this.asked.push(hashes.map(readNumber));
      const { promise, resolve, reject } = Promise.withResolvers<object[]>();
      this.#open.push({ hashes, rows: null, resolve, reject });
      return promise;
    };
    this.db = { _: { session: { client: { unsafe } } } } as unknown as Database;
  }

  /** Lets the running statement at `index` read the current state. */
  read(index: number): void {
    const statement = this.#open[index % Math.max(1, this.#open.length)];
    if (statement)
      statement.rows ??= statement.hashes.map((hash) => this.keys.get(this.#readNumber(hash)));
  }

  /** Completes the statement with what it read, or the current state. */
  answer(index: number): void {
    this.read(index);
    const [statement] = this.#open.splice(index % Math.max(1, this.#open.length), 1);
    const { server } = this;
    const rows = (statement?.rows ?? []).map((row, place) => row && { ...row, place, server });
    const found = rows.filter((row) => row !== undefined);
    statement?.resolve(found.length > 0 ? found : [{ keyId: null, server }]);
  }

  /** Fails all running statements. */
  fail(error: Error): void {
    for (const { reject } of this.#open.splice(0)) reject(error);
  }

  get inFlight(): number {
    return this.#open.length;
  }
}
