import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/api-keys/rotate.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { startSession } from "#lib/auth/sessions.ts";
import { getServer } from "#lib/db/client.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { newId } from "#lib/ids.ts";
import {
  isPermitted,
  type Permission,
  permissionsOf,
  type Role,
  roles,
} from "#lib/merchants/schema.ts";
import { type Credential, mintCredentials } from "#lib/testing/access.ts";
import { anHour } from "#lib/testing/api-keys.ts";
import {
  addMember,
  mintApplication,
  mintMerchant,
  type TestMember,
  testPassword,
} from "#lib/testing/merchants.ts";
import { type CallOptions, call } from "#lib/testing/requests.ts";

type Handler = Parameters<typeof call>[0];

/** What a call needs to succeed: ids in the path, a body, a query. */
type Target = Pick<CallOptions, "params" | "body" | "query" | "token">;

interface Row {
  /** What of a role and a token lets them in; `account` is any person's own, and no machine's. */
  access: Permission | "account";
  status: number;
  /** A scope that it hands on, which a token must have itself. */
  grants?: Permission;
  /** Whether it ends the caller's other credentials, so that each is tried on a person of its own. */
  endsOthers?: true;
  /** Made anew for each call that is to succeed, by the owner, for `caller`. */
  target?(owner: TestMember, caller: TestMember): Promise<Target>;
}

const description = "Checkout";

async function anApplication({ ctx }: TestMember): Promise<Target> {
  return { params: { id: (await mintApplication(ctx)).id } };
}

async function aKey({ ctx }: TestMember): Promise<Target & { params: Record<string, string> }> {
  const { id } = await mintApplication(ctx);
  const key = await createApiKey(ctx, { applicationId: id, description });
  return { params: { id, keyId: key.id } };
}

async function aRevokedKey(owner: TestMember): Promise<Target> {
  const { params } = await aKey(owner);
  await revokeApiKey(owner.ctx, { applicationId: params.id ?? "", keyId: params.keyId ?? "" });
  return { params };
}

async function aRotatingKey(owner: TestMember): Promise<Target> {
  const { params } = await aKey(owner);
  const ref = { applicationId: params.id ?? "", keyId: params.keyId ?? "" };
  await rotateApiKey(owner.ctx, { ...ref, ...anHour });
  return { params };
}

/** The caller's own, or where that would be at home elsewhere the owner's. */
function holderOf(owner: TestMember, caller: TestMember): TestMember {
  return caller.ctx.merchantId === owner.ctx.merchantId ? caller : owner;
}

async function aSession(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = holderOf(owner, caller);
  const { merchantId } = ctx;
  const { claim } = await startSession(ctx, "portal", { merchantId, userId: ctx.caller.userId });
  return { params: { id: claim.sessionId } };
}

const apiTokenBody = {
  name: "Deployment",
  scopes: ["applications:read" as const],
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};

async function anApiToken(owner: TestMember, caller: TestMember): Promise<Target> {
  const issuer = issuerOf(getServer().env);
  const { id } = await createApiToken(holderOf(owner, caller).ctx, apiTokenBody, issuer);
  return { params: { id } };
}

/** With `body` besides. */
function and(target: (owner: TestMember) => Promise<Target>, body: object): Row["target"] {
  return async (owner) => ({ ...(await target(owner)), body });
}

/** Every endpoint that a member calls; one without a row here fails, and so does a row without one. */
const rows: Record<string, Row> = {
  "POST account/email-verification": { access: "account", status: 204 },
  "POST account/password": {
    access: "account",
    status: 400,
    target: async () => ({ body: { currentPassword: "wrong", newPassword: testPassword } }),
  },
  "GET account/sessions": { access: "account", status: 200 },
  "DELETE account/sessions": { access: "account", status: 204, endsOthers: true },
  "DELETE account/sessions/[id]": { access: "account", status: 204, target: aSession },
  "GET api-tokens": { access: "account", status: 200 },
  "POST api-tokens": {
    access: "account",
    status: 201,
    grants: "applications:read",
    target: async () => ({ body: apiTokenBody }),
  },
  "DELETE api-tokens/[id]": { access: "account", status: 204, target: anApiToken },
  "GET applications": { access: "applications:read", status: 200 },
  "POST applications": {
    access: "applications:write",
    status: 201,
    target: async () => ({ body: { name: "Shop" } }),
  },
  "GET applications/[id]": { access: "applications:read", status: 200, target: anApplication },
  "PATCH applications/[id]": {
    access: "applications:write",
    status: 200,
    target: and(anApplication, { name: "Shop" }),
  },
  "DELETE applications/[id]": { access: "applications:write", status: 204, target: anApplication },
  "GET applications/[id]/api-keys": { access: "api-keys:read", status: 200, target: anApplication },
  "POST applications/[id]/api-keys": {
    access: "api-keys:write",
    status: 201,
    target: and(anApplication, { description }),
  },
  "GET applications/[id]/api-keys/[keyId]": { access: "api-keys:read", status: 200, target: aKey },
  "PATCH applications/[id]/api-keys/[keyId]": {
    access: "api-keys:write",
    status: 200,
    target: and(aKey, { description }),
  },
  "DELETE applications/[id]/api-keys/[keyId]": {
    access: "api-keys:write",
    status: 204,
    target: aKey,
  },
  "POST applications/[id]/api-keys/[keyId]/restore": {
    access: "api-keys:write",
    status: 200,
    target: aRevokedKey,
  },
  "POST applications/[id]/api-keys/[keyId]/rotate": {
    access: "api-keys:write",
    status: 201,
    target: aKey,
  },
  "POST applications/[id]/api-keys/[keyId]/rotate/cancel": {
    access: "api-keys:write",
    status: 200,
    target: aRotatingKey,
  },
  "POST applications/[id]/api-keys/[keyId]/rotate/finish": {
    access: "api-keys:write",
    status: 200,
    target: aRotatingKey,
  },
  "GET applications/[id]/api-keys/[keyId]/usage": {
    access: "api-keys:read",
    status: 200,
    target: aKey,
  },
  "GET audit-events": { access: "audit:read", status: 200 },
  "GET audit-events/export": {
    access: "audit:read",
    status: 200,
    target: async () => ({ query: "?format=jsonl&actor=operator" }),
  },
  "GET hygiene": { access: "api-keys:read", status: 200 },
  "GET hygiene/counts": { access: "api-keys:read", status: 200 },
};

/** Those that ask for no membership; each has tests of its own. */
const others = [
  "POST api-keys/report-leak",
  "POST api-keys/verify",
  "POST auth/password-reset",
  "POST auth/password-reset/confirm",
  "POST auth/token",
  "POST auth/token/refresh",
  "POST auth/verify-email",
  "POST merchants",
  "POST secret-scanning/github",
  "GET whoami",
];

/** Every method of every route, as the folders have them. */
async function listHandlers(): Promise<Map<string, Handler>> {
  const files = await readdir(import.meta.dirname, { recursive: true });
  const found = files.filter((file) => file.endsWith("route.ts")).sort();
  const entries = found.map(async (file) => {
    const handlers: Record<string, Handler> = await import(join(import.meta.dirname, file));
    const path = file.replace(/\/route\.ts$/, "");
    const allow = (await call(handlers.OPTIONS as Handler)).headers.get("allow") ?? "";
    const methods = allow.split(", ").filter((method) => !["HEAD", "OPTIONS"].includes(method));
    return methods.map((method) => [`${method} ${path}`, handlers[method] as Handler] as const);
  });
  return new Map((await Promise.all(entries)).flat());
}

interface Person {
  member: TestMember;
  credentials: Credential[];
}

let handlers = new Map<string, Handler>();
let owner: TestMember;
let stranger: TestMember;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  handlers = await listHandlers();
  owner = await mintMerchant();
  stranger = await mintMerchant();
  for (const role of roles) people[role] = await mintPerson(role);
}, 60_000);

async function mintPerson(role: Role): Promise<Person> {
  const member = await addMember(owner, role);
  return { member, credentials: await mintCredentials(member) };
}

function run(name: string, headers: Record<string, string>, target: Target) {
  const method = name.slice(0, name.indexOf(" "));
  return call(handlers.get(name) as Handler, { ...target, method, headers });
}

/** All that a merchant has, as one text: it tells whether anything of it was changed. */
async function describeMerchant({ ctx }: TestMember): Promise<string> {
  const [row] = await ctx.db.execute<{ text: string }>(sql`
    select concat(
      (select json_agg(t) from merchants t where t.id = ${ctx.merchantId}),
      (select json_agg(t) from memberships t where t.merchant_id = ${ctx.merchantId}),
      (select json_agg(t) from invitations t where t.merchant_id = ${ctx.merchantId}),
      (select json_agg(t) from applications t where t.merchant_id = ${ctx.merchantId}),
      (select json_agg(t) from api_keys t where t.merchant_id = ${ctx.merchantId})
    ) as text`);
  return row?.text ?? "";
}

function isAllowed({ access, grants }: Row, role: Role, { kind, scopes }: Credential): boolean {
  if (access === "account") return kind !== "api_token" && (!grants || isPermitted(scopes, grants));
  return permissionsOf(role).includes(access) && isPermitted(scopes, access);
}

test("every endpoint is in this matrix, and nothing else is", () => {
  expect([...handlers.keys()].sort()).toEqual([...Object.keys(rows), ...others].sort());
});

describe.each(Object.entries(rows))("%s", (name, row) => {
  const targetFor = async (maker: TestMember, caller: TestMember): Promise<Target> =>
    (await row.target?.(maker, caller)) ?? {};

  test.each(roles)("for each credential of a member who is %s", async (role) => {
    const denied = await targetFor(owner, people[role].member);
    for (const index of people[role].credentials.keys()) {
      const { member, credentials } = row.endsOthers ? await mintPerson(role) : people[role];
      const credential = credentials[index] as Credential;
      const isIn = isAllowed(row, role, credential);
      const target = isIn ? await targetFor(owner, member) : denied;
      const { status, headers } = await run(name, credential.headers, target);
      expect([role, credential.name, status]).toEqual([
        role,
        credential.name,
        isIn ? row.status : 403,
      ]);
      const lacksScope = !isIn && permissionsOf(role).includes(row.access as Permission);
      if (lacksScope) {
        expect(headers.get("www-authenticate")).toBe('Bearer error="insufficient_scope"');
      }
    }
  });

  test("for another merchant: as what does not exist", async () => {
    const theirs = await targetFor(stranger, people.owner.member);
    if (!theirs.params) return;
    const before = await describeMerchant(stranger);
    const unknown = Object.fromEntries(
      Object.entries(theirs.params).map(([key, id]) => [key, newId(id.slice(0, 3) as "app")]),
    );
    for (const { headers, kind } of people.owner.credentials.slice(0, 3)) {
      if (row.access === "account" && kind === "api_token") continue;
      const foreign = await run(name, headers, theirs);
      const missing = await run(name, headers, { ...theirs, params: unknown });
      const nonsense = Object.fromEntries(Object.keys(unknown).map((key) => [key, "nonsense"]));
      const malformed = await run(name, headers, { ...theirs, params: nonsense });
      expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
      expect([missing.status, malformed.body]).toEqual([404, missing.body]);
    }
    expect(await describeMerchant(stranger)).toBe(before);
  });

  test("for nobody, and for a token that is not good", async () => {
    const target = await targetFor(owner, people.owner.member);
    const before = await describeMerchant(owner);
    for (const token of [undefined, owner.token.slice(0, -2)]) {
      const { status, body } = await run(name, {}, { ...target, token });
      expect([status, body.error]).toEqual([401, "Unauthorized"]);
    }
    expect(await describeMerchant(owner)).toBe(before);
  });
});
