import { describe, expect, test } from "vitest";
import type { OperationId } from "#lib/contract.ts";
import { loadHandlers } from "#lib/testing/api/handlers.ts";
import { call } from "#lib/testing/api/requests.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { mintMerchant, type TestMember, testPassword } from "#lib/testing/records/merchants.ts";

const handlers = await loadHandlers();
const wrong = "not the right one";
const code = "000000";

interface Attempt {
  id: OperationId;
  body: object;
  /** Whether the caller is signed in, so that the account is known without an email. */
  isMember?: true;
  /** Gives the account the secret. */
  prepare?(member: TestMember): Promise<unknown>;
  limit: number;
}

const begin = async ({ token }: TestMember) => {
  expect((await call(handlers.beginTotp, { method: "POST", token })).status).toBe(201);
};

const attempts: Record<string, Attempt> = {
  "a current password": {
    id: "changePassword",
    body: { currentPassword: wrong, newPassword: "another long passphrase" },
    isMember: true,
    limit: 10,
  },
  "a proof by password": {
    id: "proveIdentity",
    body: { password: wrong },
    isMember: true,
    limit: 10,
  },
  "a proof by code": {
    id: "proveIdentity",
    body: { otp: code },
    isMember: true,
    prepare: addTotp,
    limit: 10,
  },
  "a first code of an authenticator app": {
    id: "confirmTotp",
    body: { code },
    isMember: true,
    prepare: begin,
    limit: 10,
  },
  "a link to reset a password": {
    id: "resetPassword",
    body: { token: "A".repeat(43), newPassword: "another long passphrase" },
    limit: 100,
  },
  "a link to confirm an address": {
    id: "verifyEmail",
    body: { token: "A".repeat(43) },
    limit: 100,
  },
  "a link to an invitation": {
    id: "lookUpInvitation",
    body: { token: "A".repeat(43) },
    limit: 100,
  },
};

/** Each test uses its own IP address, so that none counts for another. */
let last = 0;
const newAddress = () => `198.51.100.${++last}`;

describe.each(Object.entries(attempts))("%s", (_name, attempt) => {
  const { id, body, isMember, prepare, limit } = attempt;

  test("can be guessed only so often", async () => {
    const member = isMember ? await mintMerchant() : undefined;
    if (member) await prepare?.(member);
    const guess = (address: string) =>
      call(handlers[id], {
        token: member?.token,
        headers: { "x-forwarded-for": address },
        body,
      });
    const address = newAddress();
    const statuses = new Set<number>();
    for (let i = 0; i < limit; i++) statuses.add((await guess(address)).status);
    expect(statuses).not.toContain(429);
    const refused = await guess(address);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

test("one password has one counter, wherever it is typed", async () => {
  const member = await mintMerchant();
  const headers = { "x-forwarded-for": newAddress() };
  const { token, email } = member;
  const change = { currentPassword: wrong, newPassword: "another long passphrase" };
  for (let i = 0; i < 4; i++) {
    await call(handlers.changePassword, { token, headers, body: change });
    await call(handlers.proveIdentity, { token, headers, body: { password: wrong } });
  }
  const signIn = (password: string) =>
    call(handlers.createAccessToken, { headers, body: { email, password } });
  for (let i = 0; i < 2; i++) expect((await signIn(wrong)).status).toBe(401);
  expect((await signIn(testPassword)).status).toBe(429);
  const elsewhere = { "x-forwarded-for": newAddress() };
  const proof = { token, headers: elsewhere, body: { password: testPassword } };
  expect((await call(handlers.proveIdentity, proof)).status).toBe(204);
});

test("a code counts for its account, from whichever address", async () => {
  const member = await mintMerchant();
  await addTotp(member);
  const guess = () =>
    call(handlers.proveIdentity, {
      token: member.token,
      headers: { "x-forwarded-for": newAddress() },
      body: { otp: code },
    });
  for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
});

test("an attempt that says nothing about the secret costs nothing", async () => {
  const member = await mintMerchant();
  const headers = { "x-forwarded-for": newAddress() };
  const confirm = () =>
    call(handlers.confirmTotp, { token: member.token, headers, body: { code } });
  for (let i = 0; i < 12; i++) expect((await confirm()).status).toBe(409);
});
