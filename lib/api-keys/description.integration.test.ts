import fc from "fast-check";
import { expect, test } from "vitest";
import { GET as GET_ONE, PATCH } from "#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts";
import { GET as LIST, POST } from "#app/api/v1/applications/[id]/api-keys/route.ts";
import { call } from "#lib/testing/api/requests.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

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

test("a search finds a word however its letters are composed, and whatever its case", async () => {
  const { ctx, token } = await mintMerchant();
  const { id } = await mintApplication(ctx);
  // The fourth is as keyboards of Windows write it: neither in NFC nor in NFD.
  const words = [
    "Café 1",
    "CAFE\u0301 2",
    "cafe\u0301 3",
    "Vi\u00ea\u0323t",
    "Việt",
    "100%_e\u0301",
  ];
  for (const description of words) {
    const { status } = await call(POST, { token, params: { id }, body: { description } });
    expect(status).toBe(201);
  }
  const search = async (q: string, sort = "oldest") => {
    const query = `?${new URLSearchParams({ q, sort })}`;
    const { body } = await call(LIST, { token, params: { id }, query });
    return body.data.map(({ description }: { description: string }) => description);
  };
  for (const q of ["café", "Cafe\u0301", "CAFÉ", "afe\u0301 "]) {
    expect(await search(q)).toEqual(words.slice(0, 3));
  }
  expect(await search("é 2", "description")).toEqual([words[1]]);
  for (const q of ["Việt", "Việt".normalize("NFD"), "Vi\u00ea\u0323t"]) {
    expect(await search(q)).toEqual(words.slice(3, 5));
  }
  expect(await search("%_é")).toEqual([words[5]]);
  expect(await search("caf_")).toEqual([]);
});
