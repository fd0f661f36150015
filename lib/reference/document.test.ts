import { expect, test } from "vitest";
import { createReference } from "#lib/reference/document.ts";
import { findFaults } from "#lib/testing/api/answers.ts";

type Json = Record<string, unknown>;
type Found = { pointer: string[]; node: Json };

const document = createReference("https://keys.example");

/** Yields every object of the document with its path. */
function* walk(node: unknown, pointer: string[] = []): Generator<Found> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield { pointer, node: node as Json };
  for (const [name, child] of Object.entries(node)) {
    if (!isExample(name, pointer)) yield* walk(child, [...pointer, name]);
  }
}

/** Returns whether the object is an example value, not part of the document's structure. */
function isExample(name: string, pointer: string[]): boolean {
  return pointer.at(-1) !== "properties" && ["example", "default", "enum"].includes(name);
}

const nodes = [...walk(document)];

test("every example is valid", () => {
  // Many stand in several places, such as the parameters of lists; compiling a schema takes time.
  const distinct = new Map(nodes.map((found) => [JSON.stringify(found.node), found]));
  const faults = [...distinct.values()].flatMap(({ pointer, node }) => {
    if (!("example" in node)) return [];
    const schema = "schema" in node ? [...pointer, "schema"] : pointer;
    const fault = findFaults(schema, node.example);
    return fault ? [`${pointer.join(" ")}: ${fault}`] : [];
  });
  expect(faults).toEqual([]);
});

test("every property of every schema says what it is", () => {
  const silent = nodes.filter(({ pointer, node }) => {
    const isProperty = pointer.at(-2) === "properties" && !("$ref" in node);
    return isProperty && !node.description;
  });
  expect(silent.map(({ pointer }) => pointer.join(" "))).toEqual([]);
});

test("every operation has an id of its own, a summary, a description and an example", () => {
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operationId, summary, description, requestBody, responses } of operations) {
    expect([operationId, summary, description]).not.toContain(undefined);
    const media = [requestBody, ...Object.values(responses ?? {})].flatMap(
      (message) =>
        (message as { content?: Record<string, Json> })?.content?.["application/json"] ?? [],
    );
    for (const content of media) expect(content, operationId).toHaveProperty("example");
  }
});

test("a pattern stands only where text may, and escapes no slash", () => {
  const withPattern = nodes.filter(({ node }) => typeof node.pattern === "string");
  expect(withPattern.length).toBeGreaterThan(0);
  const faulty = withPattern.filter(
    ({ node }) => ![node.type].flat().includes("string") || String(node.pattern).includes("\\/"),
  );
  expect(faulty.map(({ pointer }) => pointer.join(" "))).toEqual([]);
});
