import { connect } from "node:net";

const callers = 200;

/** Sends half of the headers or body, then waits; returns a verifier's responses to that. */
export function besiege(url: string, token: string): Promise<string[]> {
  const head = `POST /v1/verify HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
  const body = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"key"';
  const send = (bytes: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
      let answer = "";
      socket.setEncoding("latin1").on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("error", () => undefined).on("close", () => resolve(answer));
    });
  return Promise.all(Array.from({ length: callers }, (_, i) => send(i % 2 ? head : head + body)));
}
