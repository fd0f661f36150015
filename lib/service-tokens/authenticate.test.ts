import { hash } from "node:crypto";
import { expect, test } from "vitest";
import type { Context } from "#lib/context.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { generateServiceToken, hashServiceToken } from "#lib/service-tokens/token.ts";
import { createRing } from "#lib/testing/records/rings.ts";

test("a question that the database never answers holds nobody up but those who wait for it", async () => {
  const serviceToken = createRing(1);
  const token = generateServiceToken("ks");
  const digest = hash("sha256", hashServiceToken(serviceToken, token), "hex");
  let questions = 0;
  const unsafe = () => {
    questions += 1;
    return questions === 1
      ? new Promise(() => undefined)
      : Promise.resolve([
          { digest, id: "svc", name: "till", scopes: ["verify"], milliseconds: null },
        ]);
  };
  const ctx = {
    db: { _: { session: { client: { unsafe } } } },
    config: { keyPrefix: "ks" },
    secrets: { serviceToken },
  } as unknown as Pick<Context, "db" | "config" | "secrets">;
  const admit = () => authenticateServiceToken(ctx, token, "verify");
  const held = await Promise.allSettled([admit(), admit()]);
  expect(held.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await admit();
  expect(questions).toBe(2);
}, 10_000);
