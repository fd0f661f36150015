import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/ids.ts";
import {
  isPermitted,
  type Permission,
  permissionsOf,
  type Role,
  roles,
} from "#lib/merchants/schema.ts";
import { type Credential, mintCredentials } from "#lib/testing/access.ts";
import { type Row, rows, type Target } from "#lib/testing/access-matrix.ts";
import { type Handler, listHandlers } from "#lib/testing/handlers.ts";
import { addMember, mintMerchant, type TestMember, verifyAddress } from "#lib/testing/merchants.ts";
import { call } from "#lib/testing/requests.ts";

/** Those that ask for no membership; each has tests of its own. */
const others = [
  "POST api-keys/report-leak",
  "POST api-keys/verify",
  "POST auth/passkey/options",
  "POST auth/password-reset",
  "POST auth/password-reset/confirm",
  "POST auth/token",
  "POST auth/token/refresh",
  "POST auth/verify-email",
  "POST invitations/accept",
  "POST invitations/look-up",
  "POST merchants",
  "POST merchants/from-identity",
  "PUT page-votes",
  "POST secret-scanning/github",
  "GET openapi.json",
  "GET whoami",
];

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
  await verifyAddress(member);
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

/** An id of the same form that nothing has. */
function anotherId(id: string): string {
  return /^[a-z]{3}_/.test(id) ? newId(id.slice(0, 3) as "app") : `${id.slice(0, -4)}none`;
}

function isAllowed({ access, grants }: Row, role: Role, { kind, scopes }: Credential): boolean {
  if (access === "portal") return kind === "portal";
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
