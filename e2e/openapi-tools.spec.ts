import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { operations } from "#lib/reference/operations.ts";
import { requireDescribed } from "#lib/testing/answers.ts";
import {
  type Collection,
  fillIn,
  isRequestOf,
  listRequests,
  runCollection,
} from "./openapi-tools/collection.ts";
import { generate, generators, travel } from "./openapi-tools/generators.ts";
import { hasPassed, keepPassed, manifests } from "./openapi-tools/passed.ts";
import { run } from "./openapi-tools/run.ts";
import { product, signUpMerchant } from "./support/client.ts";
import { prepareGoodCall } from "./support/good-calls.ts";

const docs = join(import.meta.dirname, "../docs");
/** Where the tools are installed: half a gigabyte, which nobody needs until the document changes. */
let place = "";

// In order and in one process: the tools are installed once.
test.describe.configure({ mode: "serial", timeout: 600_000 });
test.skip(
  hasPassed(),
  "The tools have taken these documents before (scripts/openapi-tools/passed)",
);

test.beforeAll(async () => {
  test.setTimeout(600_000);
  place = await mkdtemp(join(tmpdir(), "keysmith-openapi-tools-"));
  for (const name of ["package.json", "package-lock.json"]) {
    await cp(join(manifests, name), join(place, name));
  }
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["ci", ...quietly], { cwd: place });
});

test.afterAll(() => rm(place, { recursive: true, force: true }));

for (const generator of generators) {
  test(`${generator.name} makes of the document what compiles`, async () => {
    await generate(generator, place, join(docs, "openapi.json"));
  });
}

test("a generated client makes an application and a key, uses, lists and revokes it", async () => {
  const { token } = await signUpMerchant();
  expect(await travel(place, product.url, token)).toEqual({
    isOne: true,
    listed: [["Checkout", "active"]],
    revoked: 204,
    refused: "Authentication required. Please provide a valid API token",
  });
});

test("each request of the Postman collection gets its answer, sent by newman", async () => {
  const collection: Collection = JSON.parse(await readFile(join(docs, "postman.json"), "utf8"));
  for (const variable of collection.variable) {
    if (variable.key === "baseUrl") variable.value = product.url;
  }
  const entries = listRequests(collection);
  const requests = [];
  for (const operation of operations) {
    const [entry, ...others] = entries.filter((one) => isRequestOf(operation, one));
    if (!entry || others.length > 0) throw new Error(`${operation.id} is not one request`);
    // GitHub alone can sign what this one is for, and an unsigned call would ask GitHub for its keys.
    if (operation.id === "receiveGithubAlerts") continue;
    const call = await prepareGoodCall(operation.method, operation.path);
    fillIn(entry, operation, call);
    requests.push({ entry, operation, call });
  }
  expect(entries).toHaveLength(operations.length);

  const item = requests.map(({ entry }) => entry);
  const executions = await runCollection(place, { ...collection, item });
  const codes = executions.map(({ response }) => response?.code);
  expect(requests.map(({ operation }, index) => [operation.id, codes[index]])).toEqual(
    requests.map(({ operation, call }) => [operation.id, call.status]),
  );
  for (const [index, { entry, operation, call }] of requests.entries()) {
    const { response } = executions[index] ?? {};
    const headers = new Headers(response?.headers.map(({ key, value }) => [key, value]));
    requireDescribed(operation, { status: call.status, headers, text: `${response?.stream}` });
    const isSuccess = call.status < 300;
    if (isSuccess) expect(entry.response?.map(({ code }) => code)).toContain(call.status);
  }
});

test("what has passed need not run again until the documents change", () => {
  keepPassed();
  expect(hasPassed()).toBe(true);
});
