import { describe, expect, test } from "vitest";
import { readAnswer } from "#components/reference/console/answer.ts";
import { type Draft, toRequest } from "#components/reference/console/request-draft.ts";
import { toCurl, toHttp } from "#components/reference/console/request-text.ts";
import { toLocalTime, toObject, toValues } from "#components/reference/console/values.ts";
import { config } from "#keysmith.config.ts";
import { operations } from "#lib/contract.ts";
import { createdApiKey } from "#lib/examples.ts";
import { describeForConsole } from "#lib/reference/console.ts";

function find(id: string) {
  const operation = operations.find((each) => each.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  return describeForConsole(operation, config);
}

const draft: Draft = {
  baseUrl: "https://keys.test/",
  path: {},
  query: {},
  headers: {},
  idempotencyKey: "",
  isJson: false,
  body: {},
  json: "",
  isKeyHeader: false,
};
const cover = () => "•••";

describe("the request of a draft", () => {
  test("holds path, query, credential and body, and nothing that was left empty", () => {
    const body = { description: "Café ☕", scopes: "a\n b \n", expiresAt: "" };
    const filled = { ...draft, path: { id: "app/1" }, body, idempotencyKey: "once" };
    expect(toRequest(find("createApiKey"), filled, "secret")).toEqual({
      method: "POST",
      url: "https://keys.test/api/v1/applications/app%2F1/api-keys",
      headers: [
        ["Authorization", "Bearer secret"],
        ["Content-Type", "application/json"],
        ["Idempotency-Key", "once"],
      ],
      body: JSON.stringify({ description: "Café ☕", scopes: ["a", "b"] }, null, 2),
    });
    const query = { limit: "5", q: "a&b", status: "" };
    const { url, body: none } = toRequest(find("listApiKeys"), { ...draft, query }, null);
    expect(url).toBe("https://keys.test/api/v1/applications/{id}/api-keys?limit=5&q=a%26b");
    expect(none).toBeUndefined();
  });

  test("has no body where none is needed and none was given", () => {
    expect(toRequest(find("rotateApiKey"), draft, null)).toMatchObject({ headers: [] });
    const body = { overlapSeconds: "60" };
    expect(toRequest(find("rotateApiKey"), { ...draft, body }, null).body).toContain("60");
  });

  test("takes JSON as it was typed, broken or not", () => {
    const typed = { ...draft, isJson: true, json: '{"description": ' };
    expect(toRequest(find("createApiKey"), typed, null).body).toBe('{"description": ');
  });

  test("sends an API key by either header", () => {
    const whoami = find("whoami");
    expect(toRequest(whoami, draft, "k").headers).toEqual([["Authorization", "Bearer k"]]);
    const byHeader = { ...draft, isKeyHeader: true };
    expect(toRequest(whoami, byHeader, "k").headers).toEqual([["X-API-Key", "k"]]);
  });

  test("shows no secret, whether typed into the form or as JSON", () => {
    const verify = find("verifyApiKey");
    const secret = 'ks_live_"quoted"';
    const form = toRequest(verify, { ...draft, body: { key: secret, scope: "a" } }, "•••", cover);
    expect(form.body).toBe(JSON.stringify({ key: "•••", scope: "a" }, null, 2));
    for (const json of [JSON.stringify({ key: secret }), `{"key" : "ks_live_unfinished`]) {
      const { body } = toRequest(verify, { ...draft, isJson: true, json }, "•••", cover);
      expect(body).toContain("•••");
      expect(body).not.toContain("ks_live_");
    }
  });

  test("is told as HTTP, and as a command that a shell reads back", () => {
    const filled = { ...draft, path: { id: "app_1" }, body: { description: "It's" } };
    const request = toRequest(find("createApiKey"), filled, "$KEYSMITH_API_TOKEN");
    expect(toHttp(request)).toBe(
      'POST https://keys.test/api/v1/applications/app_1/api-keys\nAuthorization: Bearer $KEYSMITH_API_TOKEN\nContent-Type: application/json\n\n{\n  "description": "It\'s"\n}',
    );
    expect(toCurl(request, "KEYSMITH_API_TOKEN")).toBe(
      [
        "curl -X POST 'https://keys.test/api/v1/applications/app_1/api-keys'",
        '-H "Authorization: Bearer $KEYSMITH_API_TOKEN"',
        "-H 'Content-Type: application/json'",
        `-d '{\n  "description": "It'\\''s"\n}'`,
      ].join(" \\\n  "),
    );
  });
});

describe("a form and its JSON", () => {
  const fields = find("createApiKey").body?.fields ?? [];

  test("stand for each other", () => {
    const values = { description: "A", scopes: "a\nb", expiresAt: "2027-01-31T00:00:00Z" };
    const json = JSON.stringify(toObject(fields, values));
    expect(toValues(fields, json)).toEqual(values);
    expect(toValues(fields, "")).toEqual({});
  });

  test.each(['{"other": 1}', "[]", "{", '{"expiresAt": null}', '{"description": 1}'])(
    "part where a form cannot say %s",
    (json) => expect(toValues(fields, json)).toBeNull(),
  );

  test("take a local time for the moment that it is", () => {
    const { expiresAt } = toObject(fields, { expiresAt: "2027-01-31T10:00" });
    expect(toLocalTime(String(expiresAt))).toBe("2027-01-31T10:00:00");
    expect(expiresAt).toBe(new Date("2027-01-31T10:00").toISOString().replace(".000", ""));
  });
});

describe("an answer", () => {
  const raw = { status: 201, statusText: "Created", headers: [], milliseconds: 5 };
  const fullKey = `ks_live_${"a".repeat(49)}`;

  test("that holds a full key shows only its prefix, and hands the rest to the dialog", () => {
    const text = JSON.stringify({ ...createdApiKey, fullKey });
    const { answer, created } = readAnswer({ ...raw, text });
    expect(JSON.stringify(answer)).not.toContain(fullKey);
    expect(answer.shown).toContain('"fullKey": "ks_live_aaaa…"');
    expect(created).toMatchObject({ kind: "key", created: { fullKey } });
  });

  test("that holds tokens covers them up, and keeps them to be taken", () => {
    const text = JSON.stringify({ accessToken: "a".repeat(40), refreshToken: "b".repeat(40) });
    const { answer, created } = readAnswer({ ...raw, status: 200, text });
    expect(answer.shown).not.toContain("a".repeat(13));
    expect(answer.secrets.map(({ name }) => name)).toEqual(["accessToken", "refreshToken"]);
    expect(created).toBeNull();
  });

  test("that is no JSON is shown as it is, and a very long one in part", () => {
    expect(readAnswer({ ...raw, text: "a,b" }).answer).toMatchObject({ shown: "a,b", size: 3 });
    expect(readAnswer({ ...raw, text: "x".repeat(200_000) }).answer.shown.length).toBeLessThan(
      101_000,
    );
  });
});
