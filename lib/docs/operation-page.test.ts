import { expect, test } from "vitest";
import { config } from "#keysmith.config.ts";
import { operations } from "#lib/contract.ts";
import { listSections } from "#lib/docs/navigation.ts";
import { listTexts, writeOperation } from "#lib/docs/operation-markdown.ts";
import { getOperationName } from "#lib/docs/operation-name.ts";
import { describeOperation, findOperation } from "#lib/docs/operation-page.ts";

const origin = "https://keys.example";
const pages = operations.map((operation) => describeOperation(operation, origin, config));

function getPage(name: string) {
  const docs = { ...config.docs, showsOperatorApi: true };
  const operation = findOperation(name, { ...config, docs });
  if (!operation) throw new Error(`There is no operation ${name}`);
  return describeOperation(operation, origin, config);
}

test.each(pages)("every part of the page of $id has an address of its own", (page) => {
  const tables = [page.authentication, ...page.inputs, ...page.outputs];
  const ids = [
    ...tables.flatMap(({ id, fields }) => [id, ...fields.map((field) => field.id)]),
    ...page.answers.map(({ id }) => id),
  ];
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const { id, text } of listTexts(page)) {
    if (id !== undefined) expect(ids).toContain(id);
    expect(text).not.toBe("");
  }
});

test("an address names one operation", () => {
  expect(new Set(operations.map(getOperationName)).size).toBe(operations.length);
});

test("the body of the published page is told as it is published", () => {
  const body = getPage("create-api-key").inputs.find(({ id }) => id === "body");
  expect(body?.fields[0]).toMatchObject({
    name: "description",
    type: "string",
    isRequired: true,
    description: "Human readable description for the key",
    facts: expect.arrayContaining([
      { label: "Max length", values: ["50"] },
      { label: "Example", values: ["Production API key for checkout service"] },
    ]),
  });
});

test("an answer of several forms is told with the fields of all of them", () => {
  const [body] = getPage("verify-api-key").outputs;
  expect(body?.fields).toMatchObject([
    { name: "valid", type: "boolean", isRequired: true },
    { name: "merchantId", isRequired: false },
    { name: "applicationId", isRequired: false },
    { name: "keyId", isRequired: false },
    { name: "environment", isRequired: false },
    { name: "scopes", type: "array of strings", isRequired: false },
    { name: "expiresAt", type: "string (date-time) or null", isRequired: false },
    { name: "externalId", isRequired: false },
    { name: "applicationExternalId", isRequired: false },
    { name: "merchantExternalId", isRequired: false },
    { name: "metadata", isRequired: false },
    { name: "rateLimit", type: "object", isRequired: false },
    { name: "rateLimit.limit", type: "integer" },
    { name: "rateLimit.remaining", type: "integer" },
    { name: "rateLimit.resetSeconds", type: "integer" },
    { name: "code", isRequired: false },
    { name: "retryAfterSeconds", type: "integer", isRequired: false },
  ]);
  expect(body?.fields[0]?.facts).toEqual([{ label: "Options", values: ["true", "false"] }]);
});

test("what stands inside of a field is told by the path to it", () => {
  const names = getPage("list-api-keys").outputs[0]?.fields.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["data", "data[].id", "data[].rotation.previous.keyPrefix"]),
  );
});

test("an operation in Markdown has its samples and each of its answers", () => {
  const text = writeOperation(getPage("create-api-key"));
  expect(text).toContain(`curl -X POST "${origin}/api/v1/applications/`);
  expect(text).toContain("- **409 Conflict**: ");
  expect(text).toContain("- `description` (string, required): ");
});

test("the operator's API has no page unless the operator's configuration shows it", async () => {
  const name = "operator-create-merchant";
  const hiding = { ...config, docs: { ...config.docs, showsOperatorApi: false } };
  expect(findOperation(name, hiding)).toBeUndefined();
  expect(findOperation("create-api-key", hiding)).toBeDefined();
  const listTitles = async (showsOperatorApi: boolean) =>
    (await listSections({ ...config, docs: { ...config.docs, showsOperatorApi } })).map(
      ({ title }) => title,
    );
  expect(await listTitles(false)).not.toContain("Operator");
  expect(await listTitles(true)).toContain("Operator");
});
