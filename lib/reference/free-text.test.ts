import { describe, expect, test } from "vitest";
import { z } from "zod";
import { generateFullKey } from "#lib/api-keys/token.ts";
import { operations } from "#lib/contract.ts";
import { generateServiceToken } from "#lib/service-tokens/token.ts";
import { verifyBatchBody } from "#lib/verifier/schema.ts";

/** Fields that accept a full key or token, and why that is safe. */
const exceptions: [field: RegExp, reason: string][] = [
  [/^operatorFindApiKeys\.body\.key$/, "is there for a full key"],
  [/^verify(ApiKey|Batch\.body\.keys\[\])?.*\.key$/, "is there for a full key"],
  [/^reportLeak\.body\.keys\[\]$/, "is there for full keys, whatever stands around them"],
  [/^receiveGithubAlerts\.body\[\]\.token$/, "is there for full keys"],
  [/^receiveGithubAlerts\.body\[\]\.url$/, "is not shown where it holds one"],
  [/^receiveGithubAlerts\.body\[\]\.type$/, "returns to GitHub, which sent it, and is not kept"],
  [/^(list|operatorList)ApiKeys\.query\.q$/, "is cut to the prefix before it is looked for"],
  [/^(list|operatorList)\w+\.query\.cursor$/, "is opened by the server alone, and not kept"],
  [/^verify.*\.scope$/, "is compared, and not kept"],
  [
    /^(create|update|operator)\w*\.body\.(scopes|overrides\.allowedScopes)\[\]$/,
    "is looked up in the operator's catalogue",
  ],
  [/\.(password|currentPassword|newPassword)$/, "is hashed"],
  [/\.(token|refreshToken)$/, "is hashed"],
  [/^addPasskey\.body\.response\.\w+/, "holds bytes that the server decodes and verifies"],
  [/^proveIdentity\.body\.passkey\.\w+/, "holds bytes that the server decodes and verifies"],
];

type Field = [path: string, schema: z.ZodType];

/** Lists the leaves of a schema. */
function listFields(path: string, schema: z.ZodType): Field[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      listFields(`${path}.${name}`, field as z.ZodType),
    );
  }
  if (schema instanceof z.ZodArray) return listFields(`${path}[]`, schema.element as z.ZodType);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return listFields(path, schema.unwrap() as z.ZodType);
  }
  return [[path, schema]];
}

const fields = [
  ...operations.flatMap(({ id, query, body }) => [
    ...(query ? listFields(`${id}.query`, query) : []),
    ...(body ? listFields(`${id}.body`, body) : []),
  ]),
  ...listFields("verifyBatch.body", verifyBatchBody),
];

const secrets = [generateFullKey("ks", "live"), generateServiceToken("ks")];
const texts = secrets.flatMap((secret) => [secret, `It is ${secret}.`, `${secret}@example.test`]);

describe("a field of a request", () => {
  test("refuses a key or token in full without quoting it, or is known to take it", () => {
    const taking = new Set<string>();
    for (const [path, schema] of fields) {
      for (const text of texts) {
        const { success, error } = schema.safeParse(text);
        if (success) taking.add(path);
        else expect(JSON.stringify(error.issues)).not.toMatch(/_(live|svc)_[0-9A-Za-z]{5}/);
      }
    }
    const unexpected = [...taking].filter(
      (path) => !exceptions.some(([field]) => field.test(path)),
    );
    expect(unexpected).toEqual([]);
    const idle = exceptions.filter(([field]) => ![...taking].some((path) => field.test(path)));
    expect(idle).toEqual([]);
  });

  test("is found in the texts that people write", () => {
    const paths = fields.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "createApiKey.body.description",
        "revokeApiKey.query.reason",
        "votePage.body.comment",
        "createApplication.body.name",
      ]),
    );
  });
});
