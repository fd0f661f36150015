import { connect, type Socket } from "node:net";

const valid = Buffer.from('"valid":true');
const lastPiece = Buffer.from("\r\n0\r\n\r\n");
const headEnd = Buffer.from("\r\n\r\n");

export interface Answer {
  status: number;
  isValid: boolean;
}

/**
 * One keep-alive connection that has one request under way. It reads no more of an answer than its
 * status, its length and whether it says `"valid":true`, so as to leave the processor to the server.
 */
export class Connection {
  readonly #socket: Socket;
  #pending: ((answer: Answer) => void) | undefined;
  #failure: ((error: Error) => void) | undefined;
  #rest: Buffer | undefined;
  /** Length of the previous response, which the next one usually shares. */
  #headLength = 0;
  #length = 0;

  constructor(port: number) {
    this.#socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(65_536),
        callback: (length, chunk) => {
          this.#read(chunk.subarray(0, length) as Buffer);
          return true;
        },
      },
    });
    this.#socket.on("error", (error) => this.#failure?.(error));
    this.#socket.on("close", () => this.#failure?.(new Error("the connection was closed")));
  }

  /** Sends a whole request; the next may be sent when `onAnswer` is called. */
  send(request: Buffer, onAnswer: (answer: Answer) => void, onFailure: (error: Error) => void) {
    this.#pending = onAnswer;
    this.#failure = onFailure;
    this.#socket.write(request);
  }

  close(): void {
    this.#failure = undefined;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const text = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const headLength = text.indexOf(headEnd);
    if (text.length !== this.#length || headLength !== this.#headLength) {
      const length = headLength === -1 ? undefined : answerLength(text, headLength);
      if (length === undefined || text.length < length) {
        // A copy, because the socket reads into the same buffer again.
        this.#rest = Buffer.from(text);
        return;
      }
      this.#length = length;
      this.#headLength = headLength;
    }
    this.#rest = undefined;
    this.#pending?.({
      status: Number(text.toString("latin1", 9, 12)),
      isValid: text.includes(valid),
    });
  }
}

/** Length of the whole response; undefined for an incomplete chunked one. */
function answerLength(text: Buffer, headLength: number): number | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.toString("latin1", 0, headLength))?.[1];
  if (length !== undefined) return headLength + headEnd.length + Number(length);
  return text.subarray(-lastPiece.length).equals(lastPiece) ? text.length : undefined;
}
