import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as REPORT_LEAK } from "#app/api/v1/api-keys/report-leak/route.ts";
import { POST as CANCEL } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/cancel/route.ts";
import { POST as FINISH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts";
import { DELETE, PATCH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import { awaitEffect } from "#lib/await-effect.ts";
import { resumeMerchant } from "#lib/merchants/resume.ts";
import { suspendMerchant } from "#lib/merchants/suspend.ts";
import { makeFinal } from "#lib/testing/api/effect.ts";
import { call } from "#lib/testing/api/requests.ts";
import { startVerifierProcess, type TestVerifier } from "#lib/testing/product/verifier.ts";
import { startVerifyLoop, type VerifyLoop } from "#lib/testing/product/verify-loop.ts";
import { anHour, mintApiKeys } from "#lib/testing/records/api-keys.ts";

const repetitions = 20;

let verifiers: TestVerifier[] = [];
let loop: VerifyLoop;
beforeAll(async () => {
  verifiers = await Promise.all([startVerifierProcess(), startVerifierProcess()]);
  for (const verifier of verifiers) await verifier.untilTrusted();
  loop = startVerifyLoop(verifiers, 3);
});
afterAll(async () => {
  await loop.stop();
  for (const verifier of verifiers) await verifier.stop();
});

type Minted = Awaited<ReturnType<typeof mintApiKeys>>["keys"][number];

/** Applies `change` to each key while all verifiers are called, `lanes` keys at once. */
async function endEach<K extends Minted>(
  keys: readonly K[],
  change: (key: K) => Promise<unknown>,
  { lanes = 4, question = {} }: { lanes?: number; question?: { scope?: string; ip?: string } } = {},
): Promise<void> {
  const left = [...keys];
  const lane = async () => {
    for (let key = left.pop(); key; key = left.pop()) {
      await loop.add(key.fullKey, question);
      await change(key);
      loop.end(key.fullKey);
      await loop.finish(key.fullKey);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect(loop.faults).toEqual([]);
  expect(loop.counts).toMatchObject({ unavailable: 0, cut: 0 });
}

test("no key verifies that was asked for after its revocation was answered, 500 times", async () => {
  const { keys, token } = await mintApiKeys(500);
  await endEach(
    keys,
    async ({ params }) => {
      const { status, headers } = await makeFinal(() =>
        call(DELETE, { method: "DELETE", token, params }),
      );
      expect(status).toBe(204);
      expect(headers.get("effective-at")).not.toBeNull();
    },
    { lanes: 8 },
  );
}, 120_000);

test.each([
  ["scopes", { scopes: ["refunds:read"] }, { scope: "payments:read" }],
  ["allow-list", { ipAllowlist: ["192.0.2.0/24"] }, { ip: "198.51.100.7" }],
])(
  "what a key's %s no longer holds is not granted once that is answered",
  async (_, body, question) => {
    const { keys, token } = await mintApiKeys(repetitions);
    const narrow = async ({ params }: Minted) => {
      const narrowed = await makeFinal(() => call(PATCH, { method: "PATCH", token, params, body }));
      expect(narrowed.status).toBe(200);
    };
    await endEach(keys, narrow, { question });
  },
);

test("neither secret of a rotation verifies once it is answered that it is over", async () => {
  const { ctx, keys, token } = await mintApiKeys(2 * repetitions);
  const rotate = async ({ ref }: Minted) =>
    (await rotateApiKey(ctx, { ...ref, ...anHour })).answer.fullKey;
  await endEach(keys.slice(0, repetitions), async (key) => {
    const { params } = key;
    await loop.add(await rotate(key));
    const finished = await makeFinal(() => call(FINISH, { method: "POST", token, params }));
    expect(finished.status).toBe(200);
  });
  const withdrawn: Minted[] = [];
  for (const key of keys.slice(repetitions)) withdrawn.push({ ...key, fullKey: await rotate(key) });
  await endEach(withdrawn, async ({ params }) => {
    const canceled = await makeFinal(() => call(CANCEL, { method: "POST", token, params }));
    expect(canceled.status).toBe(200);
  });
});

test("no key of a merchant verifies once its suspension is answered", async () => {
  const { ctx, keys } = await mintApiKeys(repetitions);
  for (const key of keys) {
    await endEach([key], async () => {
      await suspendMerchant(ctx, ctx.merchantId);
      await makeFinal(() => awaitEffect(ctx));
    });
    await resumeMerchant(ctx, ctx.merchantId);
  }
});

test("no leaked key verifies once its report is answered", async () => {
  const { keys } = await mintApiKeys(repetitions);
  await endEach(keys, async ({ fullKey }) => {
    const reported = await makeFinal(() => call(REPORT_LEAK, { body: { keys: [fullKey] } }));
    expect(reported.status).toBe(200);
  });
});
