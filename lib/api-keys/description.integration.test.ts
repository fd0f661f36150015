import fc from "fast-check";
import { expect, test } from "vitest";
import { GET as GET_ONE, PATCH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as LIST, POST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { mintApplication, mintMerchant } from "#lib/testing/merchants.ts";
import { call } from "#lib/testing/requests.ts";

const anyDescription = fc.oneof(
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.string({ unit: "grapheme", maxLength: 50 }),
  fc.string({ unit: "binary-ascii", maxLength: 50 }),
  fc.string({
    unit: fc.constantFrom("%", "_", "\\", "'", '"', "é", "e\u0301", " ", "\u2028"),
    maxLength: 9,
  }),
);

test("a description that is accepted goes through database and API as it was, but for its ends", async () => {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  const params = { id };
  const { body: first } = await call(POST, { token, params, body: { description: "first" } });
  const keyParams = { id, keyId: first.id };
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(anyDescription, async (description) => {
      const body = { description };
      const edited = await call(PATCH, { method: "PATCH", token, params: keyParams, body });
      if (edited.status === 400) {
        expect(edited.body.details[0].field).toBe("description");
        return;
      }
      accepted += 1;
      const kept = description.trim();
      expect([edited.status, edited.body.description]).toEqual([200, kept]);
      const read = await call(GET_ONE, { token, params: keyParams });
      expect(read.body.description).toBe(kept);
      const query = `?${new URLSearchParams({ q: kept, sort: "description" })}`;
      const found = await call(LIST, { token, params, query });
      expect(found.body.data).toEqual([expect.objectContaining({ description: kept })]);
    }),
    { numRuns: 100 },
  );
  expect(accepted).toBeGreaterThan(10);

  const created = fc.sample(anyDescription, 40);
  const answers = await Promise.all(
    created.map((description) => call(POST, { token, params, body: { description } })),
  );
  for (const [index, { status, body }] of answers.entries()) {
    if (status === 400) continue;
    const kept = created[index]?.trim();
    expect([status, body.description]).toEqual([201, kept]);
    const read = await call(GET_ONE, { token, params: { id, keyId: body.id } });
    expect(read.body.description).toBe(kept);
  }
});
