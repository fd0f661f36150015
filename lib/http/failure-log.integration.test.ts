import { expect, test, vi } from "vitest";
import { GET as USAGE } from "#app/api/v1/applications/[id]/api-keys/[keyId]/usage/route.ts";
import { GET as WHOAMI } from "#app/api/v1/whoami/route.ts";
import { log } from "#lib/log.ts";
import { runAsOwner } from "#lib/testing/database/owner.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";

test("a path without parameters, for which Next passes none, is refused like any other", async () => {
  const about = { params: Promise.resolve(undefined) } as never;
  const response = await WHOAMI(new Request("http://localhost/api/v1/whoami"), about);
  expect(response.status).toBe(401);
});

test("a request that failed is logged with its method, route, status and merchant", async () => {
  const { ctx, token, keys } = await mintApiKeys(1);
  await runAsOwner("alter table api_key_usage_days rename to api_key_usage_gone");
  const error = vi.spyOn(log, "error");
  const params = keys[0]?.params ?? { id: "", keyId: "" };
  const { id, keyId } = params;
  const url = `http://localhost/api/v1/applications/${id}/api-keys/${keyId}/usage?days=2`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${token}` } });
  expect((await USAGE(request, { params: Promise.resolve(params) })).status).toBe(500);
  const route = "/api/v1/applications/{id}/api-keys/{keyId}/usage";
  expect(error.mock.calls.map(([fields]) => fields)).toEqual([
    expect.objectContaining({ method: "GET", route, status: 500, merchantId: ctx.merchantId }),
  ]);
});
