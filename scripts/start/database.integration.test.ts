import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withDatabase } from "#lib/testing/database/postgres.ts";
import { applyMigrations, describeDatabase } from "#scripts/start/database.ts";
import { StopRequested } from "#scripts/start/stop-request.ts";

const sockets = new Set<Socket>();
/** Accepts connections and never responds. */
const silent = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
/** Has no TLS. */
const plain = createServer((socket) => {
  socket
    .on("error", () => undefined)
    .once("data", () => {
      socket.write("N");
      socket.once("data", () => socket.destroy());
    });
});
const getUrl = (server: typeof silent, query = "") =>
  `postgres://user:secret@127.0.0.1:${(server.address() as AddressInfo).port}/x${query}`;

beforeAll(async () => {
  for (const server of [silent, plain]) await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  plain.close();
});

test("a start that waits for a silent database ends when it is told to", async () => {
  const stop = new AbortController();
  const starting = applyMigrations(describeDatabase({ DATABASE_URL: getUrl(silent) }), {
    stop: stop.signal,
  });
  await once(silent, "connection");
  stop.abort(new StopRequested("SIGTERM"));
  await expect(starting).rejects.toBe(stop.signal.reason);
});

test("a database without the TLS that was asked for is told as that", async () => {
  const starting = applyMigrations(
    describeDatabase({ DATABASE_URL: getUrl(plain, "?sslmode=require") }),
  );
  await expect(starting).rejects.toThrow(/doesn't respond.*offer TLS, which sslmode asks for/);
  await expect(starting).rejects.not.toThrow("secret");
});

test("a database that cannot keep every character is refused before the migrations", async () => {
  const admin = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  const name = `keysmith_latin_${process.pid}`;
  try {
    await admin.unsafe(
      `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`,
    );
    const starting = applyMigrations(
      describeDatabase({ DATABASE_URL: withDatabase(inject("postgresUrl"), name) }),
    );
    await expect(starting).rejects.toThrow(
      `${name} uses the encoding LATIN1, but Keysmith needs UTF8`,
    );
  } finally {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
