import { beforeAll, describe, expect, test } from "vitest";
import { contract, type OperationId, operations } from "#lib/contract.ts";
import { newId } from "#lib/ids.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { type ServiceTokenScope, serviceTokenScopes } from "#lib/service-tokens/schema.ts";
import { mintCredentials } from "#lib/testing/api/access.ts";
import { loadHandlers } from "#lib/testing/api/handlers.ts";
import { call } from "#lib/testing/api/requests.ts";
import { callFor, scenarios, type Target } from "#lib/testing/api/scenarios.ts";
import { serviceRows } from "#lib/testing/api/service-matrix.ts";
import { mintMerchant, type TestMember } from "#lib/testing/records/merchants.ts";

const handlers = await loadHandlers();
const rows = Object.entries(serviceRows) as [OperationId, ServiceTokenScope][];

let owner: TestMember;
const only = {} as Record<ServiceTokenScope, string>;
const allBut = {} as Record<ServiceTokenScope, string>;

beforeAll(async () => {
  owner = await mintMerchant();
  const mint = async (scopes: ServiceTokenScope[]) =>
    (await createServiceToken(owner.ctx, { name: newId("svc"), scopes })).token;
  for (const scope of serviceTokenScopes) {
    only[scope] = await mint([scope]);
    allBut[scope] = await mint(serviceTokenScopes.filter((other) => other !== scope));
  }
});

function run(id: OperationId, headers: Record<string, string>, target: Target) {
  const { method, params, query, body } = callFor(id, target);
  return call(handlers[id], {
    method,
    params,
    query: `?${new URLSearchParams(query)}`,
    body,
    headers,
  });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("every operation for service tokens is in this matrix, and nothing else is", () => {
  const ids = operations.filter(({ access }) => access === "service").map(({ id }) => id);
  expect(Object.keys(serviceRows).sort()).toEqual(ids.sort());
});

test("all of the operator's paths are for service tokens alone", () => {
  const others = operations.filter(
    ({ path, access }) => path.startsWith("/api/v1/operator/") && access !== "service",
  );
  expect(others).toEqual([]);
});

describe.each(rows)("%s", (id, scope) => {
  const { status: expected, needsOwnMerchant, prepare } = scenarios[id];
  const targetFor = async () => {
    const maker = needsOwnMerchant ? await mintMerchant() : owner;
    return (await prepare?.(maker, maker)) ?? {};
  };

  test("takes a token with its scope alone", async () => {
    expect((await run(id, bearer(only[scope]), await targetFor())).status).toBe(expected);
  });

  test("refuses a token with every other scope, and names the one that is missing", async () => {
    const { status, headers, body } = await run(id, bearer(allBut[scope]), await targetFor());
    expect([status, body.message]).toEqual([
      403,
      `This service token doesn't have the scope ${scope}`,
    ]);
    expect(headers.get("www-authenticate")).toBe('Bearer error="insufficient_scope"');
  });

  test("refuses every credential of a merchant's owner", async () => {
    const target = await targetFor();
    for (const { name, headers } of (await mintCredentials(owner)).slice(0, 3)) {
      expect([name, (await run(id, headers, target)).status]).toEqual([name, 401]);
    }
  });

  test("shows an unknown merchant as one that does not exist", async () => {
    const { params = {}, ...target } = await targetFor();
    if (!contract[id].path.includes("{merchantId}")) return;
    const unknown = [newId("mer"), "nonsense", "externalId:none", "externalId:\0", newId("app")];
    for (const merchantId of unknown) {
      const { status } = await run(id, bearer(only[scope]), {
        ...target,
        params: { ...params, merchantId },
      });
      expect([merchantId, status]).toEqual([merchantId, 404]);
    }
  });

  test("shows what belongs to another merchant as what does not exist", async () => {
    const { params = {}, ...target } = await targetFor();
    if (Object.keys(params).length < 2) return;
    const { merchantId } = (await mintMerchant()).ctx;
    const { status } = await run(id, bearer(only[scope]), {
      ...target,
      params: { ...params, merchantId },
    });
    // An invitation and a new application name nothing of the other merchant's.
    expect(status).toBe(404);
  });
});
