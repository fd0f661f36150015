import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { canRun, describeLanguage, languages, runSamples } from "#lib/testing/api/samples.ts";
import { createApplication, createKey, product, signUpMerchant } from "./support/client.ts";
import { findHeadingIds, readGuides, type Sample } from "./support/guides.ts";
import { createServiceToken } from "./support/service-token.ts";

const guides = await readGuides();

/** What a reader puts in place of the placeholders, for a merchant of its own. */
async function fillIn(codes: string[]): Promise<string[]> {
  const { token, password } = await signUpMerchant("Blue Bottle");
  const application = await createApplication(token);
  const { id, fullKey } = await createKey(token, application.id);
  const isService = codes.some((code) => code.includes("YOUR_SERVICE_TOKEN"));
  const values = {
    "https://api.example.com": product.url,
    "http://verifier.internal:3001": product.verifierUrl,
    "ada@example.com": `${randomUUID()}@example.test`,
    YOUR_PASSWORD: password,
    YOUR_API_TOKEN: token,
    YOUR_API_KEY: fullKey,
    YOUR_SERVICE_TOKEN: isService ? (await createServiceToken(id)).token : "",
    app_01example: application.id,
    key_01example: id,
  };
  return codes.map((code) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), code),
  );
}

/** Words that stand in a guide as they come; of all else the names and types count. */
const exactNames = new Set(["code", "error", "message", "field", "status", "environment", "name"]);

function getShape(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => getShape(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, getShape(item, key)]),
    );
  }
  if (exactNames.has(name) || typeof value === "boolean") return value;
  return value === null || typeof value === "string" ? "text or null" : typeof value;
}

function expectAsWritten(output: string, { kind, text }: NonNullable<Sample["expected"]>): void {
  if (kind === "json") {
    expect(getShape(JSON.parse(output))).toEqual(getShape(JSON.parse(text)));
  } else {
    const withoutNumbers = (lines: string) => lines.trim().replace(/\d+/g, "0").split(/\r?\n/);
    expect(withoutNumbers(output)).toEqual(withoutNumbers(text));
  }
}

for (const { name, samples } of guides) {
  for (const language of languages) {
    const own = samples.filter((sample) => sample.language === language);
    if (own.length === 0) continue;
    const { name: languageName, needs } = describeLanguage(language);

    test(`the ${languageName} samples of ${name} work as they are written`, async () => {
      test.skip(!(await canRun(language)), `There is no ${needs} on this machine`);
      const outputs = await runSamples(language, await fillIn(own.map(({ code }) => code)));
      expect(outputs).toHaveLength(own.length);
      for (const [index, { expected }] of own.entries()) {
        if (expected) expectAsWritten(outputs[index] ?? "", expected);
      }
    });
  }
}

test("every link from a guide to another one leads to a place in it", () => {
  const places = guides.flatMap((guide) => {
    const address = `/docs/guides/${guide.name}`;
    return [address, ...findHeadingIds(guide).map((id) => `${address}#${id}`)];
  });
  const links = guides.flatMap(({ text }) => text.match(/(?<=\]\()\/docs\/guides\/[^)]+/g) ?? []);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !places.includes(link))).toEqual([]);
});
