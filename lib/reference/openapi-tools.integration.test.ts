import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OperationId, operations } from "#lib/contract.ts";
import { requireDescribed } from "#lib/testing/api/answers.ts";
import { type ApiServer, startApiServer } from "#lib/testing/api/api-server.ts";
import { prepareGoodCall } from "#lib/testing/api/scenarios.ts";
import {
  type Collection,
  fillIn,
  isRequestFor,
  listRequests,
  runCollection,
} from "#lib/testing/openapi-tools/collection.ts";
import { generate, generators, travel } from "#lib/testing/openapi-tools/generators.ts";
import { hasPassed, keepPassed, manifests } from "#lib/testing/openapi-tools/passed.ts";
import { run } from "#lib/testing/openapi-tools/run.ts";
import { mintMerchant, type TestMember, verifyAddress } from "#lib/testing/records/merchants.ts";

const docs = join(import.meta.dirname, "../../docs");
const patience = 600_000;

// Skipped if the tools have accepted these documents before.
describe.skipIf(hasPassed())("third-party tools take the documents of the API", () => {
  /** Folder of the installed tools: half a gigabyte, needed only after a change of a document. */
  let place = "";
  let server: ApiServer;
  let owner: TestMember;

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "keysmith-openapi-tools-"));
    for (const name of ["package.json", "package-lock.json"]) {
      await cp(join(manifests, name), join(place, name));
    }
    const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["ci", ...quietly], { cwd: place });
    server = await startApiServer();
    owner = await mintMerchant();
    await verifyAddress(owner);
  }, patience);

  afterAll(async () => {
    await rm(place, { recursive: true, force: true });
    await server.close();
  });

  test.each(generators)(
    "$name makes of the document what compiles",
    (generator) => generate(generator, place, join(docs, "openapi.json")),
    patience,
  );

  test(
    "a generated client makes an application and a key, uses, lists and revokes it",
    async () => {
      expect(await travel(place, server.url, owner.token)).toEqual({
        isOne: true,
        listed: [["Checkout", "active"]],
        revoked: 204,
        refused: "Authentication required. Please provide a valid API token",
      });
    },
    patience,
  );

  test(
    "each request of the Postman collection gets its answer, sent by newman",
    async () => {
      const collection: Collection = JSON.parse(await readFile(join(docs, "postman.json"), "utf8"));
      for (const variable of collection.variable) {
        if (variable.key === "baseUrl") variable.value = server.url;
      }
      const entries = listRequests(collection);
      const requests = [];
      for (const operation of operations) {
        const [entry, ...others] = entries.filter((one) => isRequestFor(operation, one));
        if (!entry || others.length > 0) throw new Error(`${operation.id} is not one request`);
        // Only GitHub can sign this call, and an unsigned one would fetch GitHub's keys.
        if (operation.id === "receiveGithubAlerts") continue;
        const { call, status } = await prepareGoodCall(operation.id as OperationId, owner);
        fillIn(entry, operation, call, server.url);
        requests.push({ entry, operation, status });
      }
      expect(entries).toHaveLength(operations.length);

      const item = requests.map(({ entry }) => entry);
      const executions = await runCollection(place, { ...collection, item });
      const codes = executions.map(({ response }) => response?.code);
      expect(requests.map(({ operation }, index) => [operation.id, codes[index]])).toEqual(
        requests.map(({ operation, status }) => [operation.id, status]),
      );
      for (const [index, { entry, operation, status }] of requests.entries()) {
        const { response } = executions[index] ?? {};
        const headers = new Headers(response?.headers.map(({ key, value }) => [key, value]));
        requireDescribed(operation, { status, headers, text: `${response?.stream}` });
        if (status < 300) expect(entry.response?.map(({ code }) => code)).toContain(status);
      }
    },
    patience,
  );

  test("what has passed need not run again until the documents change", () => {
    keepPassed();
    expect(hasPassed()).toBe(true);
  });
});
