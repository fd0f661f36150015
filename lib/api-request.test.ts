import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { call, onProofNeeded, setShownMerchant } from "#lib/api-request.ts";

const fetchMock = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal("fetch", fetchMock);
  vi.stubGlobal("location", new URL("https://keys.example.com"));
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetchMock.mockReset();
});

const ok = () => Response.json({ id: "key_1" }, { status: 201 });
const refusal = (status: number, challenge?: string) =>
  Response.json(
    { error: "", message: "No", code: status },
    { status, headers: challenge ? { "WWW-Authenticate": challenge } : {} },
  );
const proofNeeded = () =>
  refusal(403, 'Bearer error="insufficient_user_authentication", max_age="600"');
const path = { id: "app_1" };
const create = () =>
  call(({ POST }) =>
    POST("/api/v1/applications/{id}/api-keys", {
      params: { path, header: { "Idempotency-Key": "once" } },
      body: { description: "Checkout" },
    }),
  );
const list = () => call(({ GET }) => GET("/api/v1/applications"));
const prove = () =>
  call(({ DELETE }) => DELETE("/api/v1/applications/{id}", { params: { path } }), {
    isRenewal: true,
  });
/** The requests sent, each as one string. */
const sent = () =>
  Promise.all(
    fetchMock.mock.calls.map(async ([input]) => {
      const { method, url, headers, ...rest } = input as Request;
      return JSON.stringify([method, url, [...headers], await (input as Request).text(), rest]);
    }),
  );

describe("a request that needs a new proof", () => {
  test("is repeated as it was, under the same Idempotency-Key, once the proof is given", async () => {
    fetchMock.mockResolvedValueOnce(proofNeeded()).mockResolvedValueOnce(ok());
    const ask = vi.fn(async () => true);
    const stop = onProofNeeded(ask);
    await expect(create()).resolves.toEqual({ id: "key_1" });
    stop();
    expect(ask).toHaveBeenCalledTimes(1);
    const [first, second, ...others] = await sent();
    expect([second, others]).toEqual([first, []]);
    expect(second).toContain('["idempotency-key","once"]');
  });

  test("fails as it did where the person cancels, and where nobody can ask", async () => {
    fetchMock.mockImplementation(async () => proofNeeded());
    const stop = onProofNeeded(async () => false);
    await expect(create()).rejects.toMatchObject({ status: 403 });
    stop();
    await expect(create()).rejects.toMatchObject({ status: 403 });
    expect(fetchMock).toHaveBeenCalledTimes(2);
  });

  test("is not what any other 403 is", async () => {
    fetchMock.mockResolvedValueOnce(refusal(403, 'Bearer error="insufficient_scope"'));
    const ask = vi.fn(async () => true);
    const stop = onProofNeeded(ask);
    await expect(create()).rejects.toMatchObject({ status: 403 });
    stop();
    expect(ask).not.toHaveBeenCalled();
  });
});

describe("a request that was under way while the session got a new id", () => {
  test("is repeated once", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<Response>();
    fetchMock
      .mockReturnValueOnce(answer)
      .mockResolvedValueOnce(new Response(null, { status: 204 }))
      .mockResolvedValueOnce(ok());
    const pending = list();
    await prove();
    resolve(refusal(401));
    await expect(pending).resolves.toEqual({ id: "key_1" });
    expect(fetchMock).toHaveBeenCalledTimes(3);
  });

  test("waits for the change where it is not done yet", async () => {
    const { promise: renewed, resolve } = Promise.withResolvers<Response>();
    fetchMock
      .mockReturnValueOnce(renewed)
      .mockResolvedValueOnce(refusal(401))
      .mockResolvedValueOnce(ok());
    const renewal = prove();
    const pending = list();
    resolve(new Response(null, { status: 204 }));
    await renewal;
    await expect(pending).resolves.toEqual({ id: "key_1" });
  });

  test("is 401 otherwise, at once", async () => {
    fetchMock.mockImplementation(async () => refusal(401));
    await expect(list()).rejects.toMatchObject({ name: "UnauthorizedError", status: 401 });
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });
});

test("a request names the merchant that the page shows", async () => {
  fetchMock.mockImplementation(async () => ok());
  setShownMerchant("mer_1");
  await list();
  expect((await sent())[0]).toContain('["keysmith-merchant","mer_1"]');
});
