import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import {
  commit,
  endOfRows,
  findCopiedTable,
  formatChecksum,
  isChecksum,
  isCompressed,
  title,
} from "#lib/db/backup/format.ts";

/** A damaged file may have no line breaks. */
const maxLineBytes = 1024 * 1024;
const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** Statements, or one COPY with its rows, which must be read before the next section. */
export interface Section {
  sql: string;
  rows: AsyncIterable<Buffer> | null;
}

/** The file is not a whole backup; the message says where. */
export class DamagedBackup extends Error {}

type OnProgress = (share: number) => void;

/**
 * Reads a backup section by section, in bounded memory.
 * @param onProgress receives the share of the file that has been read, from 0 to 1
 * @throws DamagedBackup after a section that differs from its checksum, or where the file is cut off
 */
export async function* readBackup(path: string, onProgress?: OnProgress): AsyncGenerator<Section> {
  const { size } = await stat(path);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const content = isCompressed(path) ? file.pipe(createGunzip()) : file;
  if (content !== file) file.on("error", (error) => content.destroy(error));
  const reader = new Reader(path, content, () => onProgress?.(file.bytesRead / size));
  try {
    yield* reader.readSections();
  } finally {
    content.destroy();
    file.destroy();
  }
}

/** Reads a backup to its end. Throws like `readBackup`. */
export async function checkBackup(path: string, onProgress?: OnProgress): Promise<void> {
  for await (const { rows } of readBackup(path, onProgress)) {
    if (rows) for await (const _chunk of rows);
  }
}

class Reader {
  readonly #path: string;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #onChunk: () => void;
  readonly #hash = createHash("sha256");
  #buffer: Buffer = Buffer.alloc(0);
  /** Bytes before the buffer, uncompressed. */
  #position = 0;
  #sectionStart = 0;
  /** What the current section holds, in words. */
  #part = "its beginning";

  constructor(path: string, content: Readable, onChunk: () => void) {
    this.#path = path;
    this.#chunks = content[Symbol.asyncIterator]();
    this.#onChunk = onChunk;
  }

  async *readSections(): AsyncGenerator<Section> {
    await this.#requireTitle();
    let sql = "";
    for (;;) {
      const line = await this.#peekLine();
      const table = sql === "" ? findCopiedTable(line) : undefined;
      if (isChecksum(line)) {
        this.#checkSection(line);
        yield { sql: decode(sql), rows: null };
        if (sql === commit) break;
        sql = "";
        continue;
      }
      this.#take(line.length);
      if (table === undefined) {
        if (sql === "") this.#part = `the statement ${line.trim().slice(0, 80)}`;
        sql += line;
        continue;
      }
      this.#part = `the rows of ${table}`;
      yield { sql: decode(line), rows: this.#readRows() };
      this.#checkSection(await this.#peekLine());
    }
    if ((await this.#fill()) || this.#buffer.length > 0) {
      throw new DamagedBackup(
        `${this.#path} has extra data after its end, from byte ${this.#position} on.`,
      );
    }
  }

  /** Yields whole chunks: of a row that is longer than one, parts. */
  async *#readRows(): AsyncGenerator<Buffer> {
    let isLineStart = true;
    for (;;) {
      if (this.#buffer.length < endOfRows.length && (await this.#fill())) continue;
      const startsWithEnd = this.#buffer
        .subarray(0, endOfRows.length)
        .equals(Buffer.from(endOfRows));
      if (isLineStart && startsWithEnd) break;
      const end = this.#buffer.indexOf(`\n${endOfRows}`);
      const lastBreak = end >= 0 ? end : this.#buffer.lastIndexOf(newline);
      const length = lastBreak >= 0 ? lastBreak + 1 : this.#buffer.length;
      if (length === 0) throw this.#cutOff();
      isLineStart = lastBreak >= 0;
      yield this.#take(length);
      if (end < 0 && !(await this.#fill())) throw this.#cutOff();
    }
    this.#take(endOfRows.length);
  }

  /** Ends a section with its checksum line, which counts for the checksums after it. */
  #checkSection(line: string): void {
    if (line !== formatChecksum(this.#hash)) {
      const place = `between bytes ${this.#sectionStart} and ${this.#position}, in ${this.#part}`;
      throw new DamagedBackup(`${this.#path} is damaged ${place}: the checksum differs.`);
    }
    this.#take(line.length);
    this.#sectionStart = this.#position;
  }

  async #requireTitle(): Promise<void> {
    while (this.#buffer.length < title.length && (await this.#fill()));
    const found = this.#buffer.toString("latin1", 0, title.length);
    if (found === title) return;
    throw new DamagedBackup(
      found.startsWith("-- Keysmith backup ")
        ? `${this.#path} is a backup of a newer version of Keysmith. Restore it with that version.`
        : `${this.#path} is not a Keysmith backup.`,
    );
  }

  /** Returns the next line with its line break, each byte as a character. */
  async #peekLine(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf(newline);
      if (end >= 0) return this.#buffer.toString("latin1", 0, end + 1);
      if (this.#buffer.length > maxLineBytes || !(await this.#fill())) throw this.#cutOff();
    }
  }
  /** Consumes bytes of the buffer. */
  #take(length: number): Buffer {
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    this.#hash.update(taken);
    this.#position += length;
    return taken;
  }

  /** Adds a chunk to the buffer; false at the end of the file. */
  async #fill(): Promise<boolean> {
    const next = await this.#chunks.next().catch(({ code, message }) => {
      if (code === "Z_BUF_ERROR") throw this.#cutOff();
      if (!String(code).startsWith("Z_")) throw new Error(message);
      const place = `after byte ${this.#position + this.#buffer.length}, in ${this.#part}`;
      throw new DamagedBackup(`${this.#path} is damaged ${place}: ${message}.`);
    });
    if (next.done) return false;
    this.#buffer =
      this.#buffer.length === 0 ? next.value : Buffer.concat([this.#buffer, next.value]);
    this.#onChunk();
    return true;
  }

  #cutOff(): DamagedBackup {
    const place = `after byte ${this.#position + this.#buffer.length}, in ${this.#part}`;
    return new DamagedBackup(`${this.#path} is truncated ${place}.`);
  }
}

function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString();
}
