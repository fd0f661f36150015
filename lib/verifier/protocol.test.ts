import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { changeChannel, changeKinds, notifyMark, parseMessage } from "#lib/verifier/protocol.ts";

test.each([
  ["key key_1", { kind: "key", id: "key_1" }],
  ["application app_1", { kind: "application", id: "app_1" }],
  ["merchant mer_1", { kind: "merchant", id: "mer_1" }],
  ["mark 9007199254740991", { kind: "mark", number: Number.MAX_SAFE_INTEGER }],
  ["mark", null],
  ["mark x", null],
  ["key", null],
  ["session ses_1", null],
  ["", null],
])("the payload %j is understood as %j", (payload, message) => {
  expect(parseMessage(payload)).toEqual(message);
});

test("a mark is sent where changes are", () => {
  const query = new PgDialect().sqlToQuery(notifyMark(sql`drawn.mark`));
  expect(query).toMatchObject({
    sql: "pg_notify($1, 'mark ' || drawn.mark)",
    params: [changeChannel],
  });
});

test("the triggers send what is understood, where verifiers listen", () => {
  const folder = "drizzle/migrations";
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const statements = files.map((file) => readFileSync(`${folder}/${file}`, "utf8")).join("\n");
  const kinds = [...statements.matchAll(/"announce_change"\('(\w+)'/g)].map(([, kind]) => kind);
  expect(new Set(kinds)).toEqual(new Set(changeKinds));
  const channels = [...statements.matchAll(/pg_notify\('(\w+)'/g)].map(([, channel]) => channel);
  expect(new Set(channels)).toEqual(new Set([changeChannel]));
});
