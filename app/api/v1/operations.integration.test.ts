import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { declarationOf } from "#lib/http/declaration.ts";
import { operations } from "#lib/reference/operations.ts";
import { folderOf, type Handler, listHandlers } from "#lib/testing/handlers.ts";
import { listDifferences } from "#lib/testing/operation-of.ts";

/** The document itself. */
const undescribed = ["GET openapi.json"];

const named = operations.map(
  (operation) =>
    [`${operation.method.toUpperCase()} ${folderOf(operation.path)}`, operation] as const,
);

let handlers = new Map<string, Handler>();

beforeAll(async () => {
  handlers = await listHandlers();
});

test("every endpoint has one operation, and every operation an endpoint", () => {
  const routes = [...handlers.keys()].filter((name) => !undescribed.includes(name));
  expect(named.map(([name]) => name).sort()).toEqual(routes.sort());
});

test.each(named)("%s is described by the very schemas that validate it", (name, operation) => {
  const declaration = declarationOf(handlers.get(name) as Handler);
  if (!declaration) throw new Error("It was not declared");
  expect(listDifferences(operation, declaration)).toEqual([]);
  const inFolder = [...name.matchAll(/\[(\w+)\]/g)].map(([, parameter]) => parameter);
  expect(Object.keys(operation.params ?? {})).toEqual(inFolder);
});

/** Names of the properties of a schema's JSON, however deep. */
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

/** What needs no recent proof though it looks as if it did, and why. */
const exempt: Record<string, string> = {
  offerPasskeyProof: "It is how a proof is given; the challenge opens nothing by itself.",
  renamePasskey: "A name opens nothing.",
  withdrawInvitation: "It only takes access away.",
};

test("what hands out a secret, widens a permission or changes a factor needs a recent proof", () => {
  const undeclared = operations.filter(({ id, method, path, access, needsProof, success }) => {
    if (needsProof || exempt[id] || access === "anyone" || access === "visitor") return false;
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

/** What takes such a field and compares it with nothing, and why. */
const comparesNothing: Record<string, string> = {
  signUp: "It sets the password of a new account.",
  receiveGithubAlerts: "GitHub signs what it has found; nobody types it.",
};

test("what compares a secret that a person types or was mailed counts the attempts", () => {
  const uncounted = named.filter(([name, { id, body, access }]) => {
    if (comparesNothing[id] || access === "service" || access === "api-key") return false;
    const isGuess = listFields(body, "input").some((field) => isGuessable.test(field));
    return isGuess && !declarationOf(handlers.get(name) as Handler)?.countsAttempts;
  });
  expect(uncounted.map(([name]) => name)).toEqual([]);
});
