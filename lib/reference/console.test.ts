import { describe, expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { operations } from "#lib/contract.ts";
import { describeForConsole } from "#lib/reference/console.ts";
import { toConsoleField } from "#lib/reference/console-field.ts";

function find(id: string) {
  const operation = operations.find((each) => each.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  return describeForConsole(operation, config);
}

describe("what the console knows of an operation", () => {
  test("is plain, whichever it is", () => {
    for (const operation of operations) {
      const described = describeForConsole(operation, config);
      expect(structuredClone(described)).toEqual(described);
      const names = described.pathFields.map(({ name }) => `{${name}}`);
      expect(described.path.match(/\{\w+\}/g) ?? []).toEqual(names);
    }
  });

  test("holds every field of its body, and how each is asked for", () => {
    const { body, pathFields, isIdempotent, credential, warning } = find("createApiKey");
    expect(body?.fields?.map(({ name, input }) => [name, input])).toEqual([
      ["description", "text"],
      ["scopes", "list"],
      ["expiresAt", "moment"],
      ["ipAllowlist", "list"],
      ["rateLimit", "json"],
      ["metadata", "json"],
      ["tags", "list"],
    ]);
    expect(body?.fields?.[0]).toMatchObject({ isRequired: true, maxLength: 50 });
    expect(body?.initial.description).toBe("Production API key for checkout service");
    expect(body?.initial.expiresAt).toBe("");
    expect(pathFields).toMatchObject([{ name: "id", source: "application", isRequired: true }]);
    expect([isIdempotent, credential, warning]).toEqual([true, "access-token", null]);
  });

  test("offers the choices and the fallbacks of a query", () => {
    const { queryFields } = find("listApiKeys");
    expect(queryFields).toMatchObject([
      { name: "limit", input: "number", fallback: "25" },
      { name: "cursor", input: "text" },
      { name: "status", input: "choice", choices: ["active", "rotating", "expired", "revoked"] },
      { name: "q", input: "text" },
      { name: "sort", input: "choice", fallback: "newest" },
      { name: "tag", input: "text" },
      { name: "metadata", input: "text" },
    ]);
  });

  test("says which credential it takes, and what to confirm", () => {
    expect(find("whoami").credential).toBe("api-key");
    expect(find("verifyApiKey").credential).toBe("service-token");
    expect(find("reportLeak").credential).toBe("none");
    expect(find("revokeApiKey").warning).toContain("Revokes a key immediately");
    expect(find("revokeApiKey").pathFields.map(({ source }) => source)).toEqual([
      "application",
      "api-key",
    ]);
  });

  test("keeps secrets out of sight, and starts no form with one", () => {
    const { body } = find("verifyApiKey");
    expect(body?.fields?.[0]).toMatchObject({ name: "key", input: "secret" });
    expect(body?.initial.key).toBe("");
  });

  test("leaves a body that is no object to JSON", () => {
    expect(find("receiveGithubAlerts").body).toMatchObject({ fields: null, initial: {} });
  });
});

test.each([
  [{ type: "boolean" }, "switch"],
  [{ type: "number" }, "number"],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "number"],
  [{ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }, "moment"],
  [{ type: ["string", "null"], format: "date-time" }, "moment"],
  [{ type: ["string", "integer"] }, "json"],
  [
    {
      anyOf: [
        { type: "string", format: "ipv4" },
        { type: "string", format: "ipv6" },
      ],
    },
    "text",
  ],
  [{ type: "array", items: { type: "string", enum: ["a", "b"] } }, "choices"],
  [{ type: "array", items: { type: "object" } }, "json"],
  [{ type: "object" }, "json"],
  [{ anyOf: [{ type: "string" }, { type: "object" }] }, "json"],
])("%j is asked for as %s", (schema, input) => {
  expect(toConsoleField("field", schema, false).input).toBe(input);
});
