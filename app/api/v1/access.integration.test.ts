import { eq, type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { merchants } from "#drizzle/schema.ts";
import { contract, type OperationId } from "#lib/contract.ts";
import { newId } from "#lib/ids.ts";
import {
  getPermissions,
  isPermitted,
  type Permission,
  type Role,
  roles,
} from "#lib/merchants/permissions.ts";
import { type Credential, mintCookie, mintCredentials } from "#lib/testing/api/access.ts";
import { type Row, rows } from "#lib/testing/api/access-matrix.ts";
import { loadHandlers } from "#lib/testing/api/handlers.ts";
import { call } from "#lib/testing/api/requests.ts";
import { callFor, scenarios, type Target } from "#lib/testing/api/scenarios.ts";
import { serviceRows } from "#lib/testing/api/service-matrix.ts";
import {
  addMember,
  ageProofs,
  mintMerchant,
  type TestMember,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";

/**
 * Operations that need no membership; each has its own tests. Those for service tokens have a matrix
 * of their own.
 */
const others: readonly string[] = [
  ...Object.keys(serviceRows),
  "acceptInvitation",
  "createAccessToken",
  "lookUpInvitation",
  "lookUpMailedLink",
  "offerPasskeySignIn",
  "receiveGithubAlerts",
  "refreshAccessToken",
  "reportLeak",
  "requestPasswordReset",
  "resetPassword",
  "signUp",
  "signUpWithIdentity",
  "verifyEmail",
  "votePage",
  "whoami",
];

const proofChallenge = "insufficient_user_authentication";

interface Person {
  member: TestMember;
  credentials: Credential[];
}

const handlers = await loadHandlers();
let owner: TestMember;
let stranger: TestMember;
let suspended: TestMember;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  owner = await mintMerchant();
  stranger = await mintMerchant();
  suspended = await mintMerchant();
  for (const role of roles) people[role] = await mintPerson(role);
}, 60_000);

async function mintPerson(role: Role): Promise<Person> {
  const member = await addMember(owner, role);
  await verifyAddress(member);
  return { member, credentials: await mintCredentials(member) };
}

function run(id: OperationId, headers: Record<string, string>, target: Target) {
  const { method, params, query, body } = callFor(id, target);
  const search = `?${new URLSearchParams(query)}`;
  return call(handlers[id], { method, params, query: search, body, headers });
}

/** Returns all of a merchant's data as one text, to detect any change. */
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

/** Adds an owner to a merchant, with the kind of credentials that `row` accepts. */
async function mintOwner(merchant: TestMember, { access }: Row) {
  const member = await addMember(merchant, "owner");
  await verifyAddress(member);
  const { headers } =
    access === "portal"
      ? await mintCookie(member)
      : { headers: { authorization: `Bearer ${member.token}` } };
  return { member, headers };
}

/**
 * Lists everything that grants access: hashes of secrets, factors, sessions, invitations and roles.
 */
async function listSecrets({ ctx }: TestMember): Promise<Set<string>> {
  const { merchantId } = ctx;
  const people = sql`(select user_id from memberships where merchant_id = ${merchantId})`;
  const rows = await ctx.db.execute<{ secret: string }>(sql`
    select encode(s.key_hash, 'hex') as secret from api_key_secrets s
      join api_keys k on k.id = s.api_key_id and k.merchant_id = ${merchantId}
      where k.revoked_at is null
    union all select id from sessions where user_id in ${people}
    union all select concat('totp ', user_id, confirmed_at) from totp_secrets where user_id in ${people}
    union all select id from passkeys where user_id in ${people}
    union all select encode(code_hash, 'hex') from recovery_codes where user_id in ${people}
    union all select concat(provider, subject) from identities where user_id in ${people}
    union all select encode(token_hash, 'hex') from invitations where merchant_id = ${merchantId}
    union all select concat(user_id, role) from memberships where merchant_id = ${merchantId}`);
  return new Set(rows.map(({ secret }) => secret));
}

/** Returns an unused id of the same form. */
function anotherId(id: string): string {
  return /^[a-z]{3}_/.test(id) ? newId(id.slice(0, 3) as "app") : `${id.slice(0, -4)}none`;
}

function isAllowed({ access, grants }: Row, role: Role, { kind, scopes }: Credential): boolean {
  if (access === "portal") return kind === "portal";
  if (access === "account") return kind !== "api_token" && (!grants || isPermitted(scopes, grants));
  return getPermissions(role).includes(access) && isPermitted(scopes, access);
}

const entries = Object.entries(rows) as [OperationId, Row][];

test("every operation is in this matrix, and nothing else is", () => {
  expect(Object.keys(contract).sort()).toEqual([...Object.keys(rows), ...others].sort());
});

describe.each(entries)("%s", (id, row) => {
  const { status: expected, prepare } = row.instead ?? scenarios[id];
  const targetFor = async (maker: TestMember, caller: TestMember): Promise<Target> =>
    (await prepare?.(maker, caller)) ?? {};

  test.each(roles)("for each credential of a member who is %s", async (role) => {
    const denied = await targetFor(owner, people[role].member);
    for (const index of people[role].credentials.keys()) {
      const { member, credentials } = row.endsOthers ? await mintPerson(role) : people[role];
      const credential = credentials[index] as Credential;
      const isIn = isAllowed(row, role, credential);
      const target = isIn ? await targetFor(owner, member) : denied;
      const { status, headers } = await run(id, credential.headers, target);
      expect([role, credential.name, status]).toEqual([
        role,
        credential.name,
        isIn ? expected : 403,
      ]);
      const lacksScope = !isIn && getPermissions(role).includes(row.access as Permission);
      if (lacksScope && !row.isPersonal) {
        expect(headers.get("www-authenticate")).toBe('Bearer error="insufficient_scope"');
      }
    }
  });

  test("for another merchant: as what does not exist", async () => {
    const theirs = await targetFor(stranger, people.owner.member);
    if (!theirs.params) return;
    const before = await describeMerchant(stranger);
    const unknown = Object.fromEntries(
      Object.entries(theirs.params).map(([key, id]) => [key, anotherId(id)]),
    );
    for (const [index, { headers }] of people.owner.credentials.slice(0, 3).entries()) {
      if (!isAllowed(row, "owner", people.owner.credentials[index] as Credential)) continue;
      const foreign = await run(id, headers, theirs);
      const missing = await run(id, headers, { ...theirs, params: unknown });
      const nonsense = Object.fromEntries(Object.keys(unknown).map((key) => [key, "nonsense"]));
      const malformed = await run(id, headers, { ...theirs, params: nonsense });
      expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
      expect([missing.status, malformed.body]).toEqual([404, missing.body]);
    }
    expect(await describeMerchant(stranger)).toBe(before);
  });

  test("for nobody, and for a token that is not good", async () => {
    const target = await targetFor(owner, people.owner.member);
    const before = await describeMerchant(owner);
    for (const token of [undefined, owner.token.slice(0, -2)]) {
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      const { status, body } = await run(id, headers, target);
      expect([status, body.error]).toEqual([401, "Unauthorized"]);
    }
    expect(await describeMerchant(owner)).toBe(before);
  });

  test("for a person whose last proof is too old", async () => {
    const person = await mintOwner(owner, row);
    const target = (await row.widening?.(owner)) ?? (await targetFor(owner, person.member));
    await ageProofs(person.member);
    const before = await listSecrets(owner);
    const { status, headers, body } = await run(id, person.headers, target);
    const isAsked = headers.get("www-authenticate")?.includes(proofChallenge) ?? false;
    expect([status, isAsked]).toEqual(row.needsProof ? [403, true] : [expected, false]);
    if (row.replacesSession) return;
    expect([...(await listSecrets(owner))].filter((secret) => !before.has(secret))).toEqual([]);
    expect(JSON.stringify(body)).not.toMatch(/"(fullKey|token|accessToken|secret|recoveryCodes)":/);
  });

  test("for a suspended merchant", async () => {
    const person = await mintOwner(suspended, row);
    const target = await targetFor(suspended, person.member);
    await setSuspension(suspended, sql`now()`);
    const { status, body } = await run(id, person.headers, target);
    await setSuspension(suspended, sql`null`);
    if (row.isRefusedWhenSuspended) {
      expect([status, body.message]).toEqual([403, expect.stringContaining("is suspended")]);
    } else expect(status).toBe(expected);
  });
});

async function setSuspension({ ctx }: TestMember, suspendedAt: SQL): Promise<void> {
  await ctx.db.update(merchants).set({ suspendedAt }).where(eq(merchants.id, ctx.merchantId));
}

const onKeys = entries.filter(
  ([id]) => contract[id].path.includes("{keyId}") && contract[id].method !== "get",
);

test("every endpoint that acts on a key says what that takes", () => {
  expect(onKeys.filter(([, { ceiling }]) => !ceiling)).toEqual([]);
});

describe.each(onKeys)("%s on a key that only an admin could create", (id, row) => {
  const { status: expected, prepare } = row.instead ?? scenarios[id];
  const scopes = ["payments:read", "payouts:write"];
  const targetFor = async () =>
    (await (row.widening?.(owner, { scopes }) ?? prepare?.(owner, owner))) ?? {};

  test(`is ${row.ceiling === "creator" ? "for admins and owners" : "for developers too"}`, async () => {
    for (const role of ["developer", "admin", "owner"] as const) {
      const { credentials } = people[role];
      for (const { name: credential, headers } of credentials.slice(0, 3)) {
        const target = await targetFor();
        const [secrets, merchant] = [await listSecrets(owner), await describeMerchant(owner)];
        const { status } = await run(id, headers, target);
        const isRefused = row.ceiling === "creator" && role === "developer";
        expect([role, credential, status]).toEqual([role, credential, isRefused ? 403 : expected]);
        if (!isRefused) continue;
        expect(await listSecrets(owner)).toEqual(secrets);
        expect(await describeMerchant(owner)).toBe(merchant);
      }
    }
  });
});
