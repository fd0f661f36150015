import { expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#lib/contract.ts";
import { loadHandlers } from "#lib/testing/api/handlers.ts";

test("every operation is answered by the route of its path, and its parameters are described", async () => {
  const handlers = await loadHandlers();
  for (const { id, path, params = {} } of operations) {
    expect(handlers).toHaveProperty(id);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([id, Object.keys(params)]).toEqual([id, inPath]);
  }
});

test("no two fields of an operation's path, query and body have the same name", () => {
  for (const { id, params = {}, query, body } of operations) {
    const names = [
      ...Object.entries(params).map(([name, { as = name }]) => as),
      ...Object.keys(query?.shape ?? {}),
      ...Object.keys(
        (body && z.toJSONSchema(body, { io: "input", unrepresentable: "any" }).properties) ?? {},
      ),
    ];
    expect([id, names]).toEqual([id, [...new Set(names)]]);
  }
});

/** Lists the property names of a schema's JSON at any depth. */
function listFields(schema: z.ZodType | undefined, io: "input" | "output"): string[] {
  if (!schema) return [];
  const names = new Set<string>();
  const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: "any" }));
  JSON.parse(text, (key, value) => {
    if (key === "properties") for (const name of Object.keys(value)) names.add(name);
    return value;
  });
  return [...names];
}

const isSecret = /^(fullKey|token|accessToken|refreshToken|secret|uri|recoveryCodes|challenge)$/;
const isGuessable = /^(password|currentPassword|otp|code|recoveryCode|token|passkey)$/;
const isFactorPath =
  /^\/api\/v1\/account\/(password|totp|passkeys|recovery-codes|identities|sessions)/;
const isPeoplePermission = /^(members|merchant|owners):write$/;

/** Operations that need no recent authentication although they appear to, and why. */
const exempt: Record<string, string> = {
  offerPasskeyProof: "It is how a proof is given; the challenge opens nothing by itself.",
  renamePasskey: "A name opens nothing.",
  withdrawInvitation: "It only takes access away.",
};

test("what hands out a secret, widens a permission or changes a factor needs a recent proof", () => {
  const undeclared = operations.filter(({ id, method, path, access, needsProof, success }) => {
    if (needsProof || exempt[id]) return false;
    // A service has no person who could prove anything.
    if (access === "anyone" || access === "visitor" || access === "service") return false;
    const isChange = method !== "get";
    return (
      (isChange && listFields(success.schema, "output").some((name) => isSecret.test(name))) ||
      (isChange && isFactorPath.test(path)) ||
      (isChange && isPeoplePermission.test(access))
    );
  });
  expect(undeclared.map(({ id }) => id)).toEqual([]);
  const ids = operations.map(({ id }) => id);
  expect(Object.keys(exempt).filter((id) => !ids.includes(id))).toEqual([]);
});

/** Operations with such a field that compare it with nothing, and why. */
const comparesNothing: Record<string, string> = {
  signUp: "It sets the password of a new account.",
  receiveGithubAlerts: "GitHub signs what it has found; nobody types it.",
};

test("what compares a secret that a person types or was mailed counts the attempts", () => {
  const uncounted = operations.filter(({ id, body, access, guesses }) => {
    if (comparesNothing[id] || access === "service" || access === "api-key") return false;
    const isGuess = listFields(body, "input").some((field) => isGuessable.test(field));
    return isGuess && !guesses;
  });
  expect(uncounted.map(({ id }) => id)).toEqual([]);
});
