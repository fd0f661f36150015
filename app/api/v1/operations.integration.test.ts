import { beforeAll, expect, test } from "vitest";
import { declarationOf } from "#lib/http/declaration.ts";
import { operations } from "#lib/reference/operations.ts";
import { folderOf, type Handler, listHandlers } from "#lib/testing/handlers.ts";
import { listDifferences } from "#lib/testing/operation-of.ts";

/** The document itself. */
const undescribed = ["GET openapi.json"];

const named = operations.map(
  (operation) =>
    [`${operation.method.toUpperCase()} ${folderOf(operation.path)}`, operation] as const,
);

let handlers = new Map<string, Handler>();

beforeAll(async () => {
  handlers = await listHandlers();
});

test("every endpoint has one operation, and every operation an endpoint", () => {
  const routes = [...handlers.keys()].filter((name) => !undescribed.includes(name));
  expect(named.map(([name]) => name).sort()).toEqual(routes.sort());
});

test.each(named)("%s is described by the very schemas that validate it", (name, operation) => {
  const declaration = declarationOf(handlers.get(name) as Handler);
  if (!declaration) throw new Error("It was not declared");
  expect(listDifferences(operation, declaration)).toEqual([]);
  const inFolder = [...name.matchAll(/\[(\w+)\]/g)].map(([, parameter]) => parameter);
  expect(Object.keys(operation.params ?? {})).toEqual(inFolder);
});
