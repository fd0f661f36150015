import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { memberships } from "#drizzle/schema.ts";
import { changePassword } from "#lib/accounts/change-password.ts";
import { endOtherSessions } from "#lib/accounts/end-sessions.ts";
import type { TokenAnswer } from "#lib/accounts/schema.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { createConsoleToken } from "#lib/auth/create-console-token.ts";
import { proveIdentity } from "#lib/auth/prove.ts";
import { signInForTokens, signInWithPassword } from "#lib/auth/sign-in.ts";
import { switchMerchant } from "#lib/auth/switch-merchant.ts";
import { grantTokens, refreshTokensOnce } from "#lib/auth/tokens.ts";
import { type Context, inTransaction, type MerchantContext } from "#lib/context.ts";
import { findErrorCode } from "#lib/errors.ts";
import { toAppError } from "#lib/http/errors.ts";
import { leaveMerchant } from "#lib/members/leave.ts";
import { removeMember } from "#lib/members/remove.ts";
import { transferOwnership } from "#lib/members/transfer-ownership.ts";
import { closeMerchant } from "#lib/merchants/close.ts";
import { getServer } from "#lib/runtime/server.ts";
import { makeRecoveryCodes } from "#lib/second-factor/make-recovery-codes.ts";
import { removeTotp } from "#lib/second-factor/remove-totp.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import {
  addMember,
  mintMerchant,
  openPortal,
  testPassword,
} from "#lib/testing/records/merchants.ts";

const party = { id: "localhost", origin: "http://localhost" };
const ways = 50;

/** What an overloaded machine does to a statement; no interleaving brings it about. */
const statementTimeout = "57014";

type Work = (n: number) => Promise<unknown>;

/**
 * Runs 50 of these at once, in turns. Returns what a caller would have been answered with a 5xx for;
 * a refusal is as good an outcome as a success.
 */
async function race(...works: Work[]): Promise<string[]> {
  const runs = Array.from({ length: ways }, (_, n) => works[n % works.length]?.(n));
  const outcomes = await Promise.allSettled(runs);
  return outcomes.flatMap((outcome) => {
    if (outcome.status === "fulfilled") return [];
    const code = findErrorCode(outcome.reason);
    const isFault = toAppError(outcome.reason).status >= 500 && code !== statementTimeout;
    return isFault ? [`${code} ${outcome.reason}`] : [];
  });
}

/** The caller at an address of their own, so that no limit ends the race before it begins. */
const from = <C extends Context>(ctx: C, n: number): C => ({
  ...ctx,
  request: { ...ctx.request, address: `198.51.100.${n + 1}` },
});

const startPortalSession = (ctx: MerchantContext) =>
  startSession(ctx, "portal", { merchantId: ctx.merchantId, userId: ctx.caller.userId });

describe("50 at once never meet a fault of the server's", { timeout: 60_000 }, () => {
  test("signing in, and ending all other sessions", async () => {
    const { ctx, email } = await mintMerchant();
    const credentials = { email, password: testPassword };
    const faults = await race(
      (n) => signInForTokens(from(ctx, n), credentials),
      () => endOtherSessions(ctx),
    );
    expect(faults).toEqual([]);
  });

  test("refreshing, and ending the sessions", async () => {
    const { ctx } = await mintMerchant();
    const { merchantId, caller } = ctx;
    const granted: TokenAnswer[] = [];
    for (let n = 0; n < ways / 2; n++) {
      const session = await startSession(ctx, "token", { merchantId, userId: caller.userId });
      granted.push(await grantTokens(session));
    }
    const faults = await race(
      (n) => refreshTokensOnce(ctx, { refreshToken: granted[n >> 1]?.refreshToken ?? "" }),
      () => endOtherSessions(ctx),
    );
    expect(faults).toEqual([]);
  });

  test("reusing one refresh token, which ends its session", async () => {
    const { ctx, email } = await mintMerchant();
    const { refreshToken } = await signInForTokens(ctx, { email, password: testPassword });
    expect(await race(() => refreshTokensOnce(ctx, { refreshToken }))).toEqual([]);
  });

  test("signing in by recovery codes, making new ones, and removing the app", async () => {
    const owner = await mintMerchant();
    const { ctx, email } = owner;
    const { recoveryCodes } = await addTotp(owner);
    const faults = await race(
      (n) =>
        signInWithPassword(from(ctx, n), "token", {
          email,
          password: testPassword,
          otp: recoveryCodes[n % 10],
        }),
      () => makeRecoveryCodes(ctx),
      (n) => (n < 40 ? makeRecoveryCodes(ctx) : removeTotp(ctx)),
    );
    expect(faults).toEqual([]);
  });

  test("confirming who one is, changing the password, and ending the sessions", async () => {
    const owner = await mintMerchant();
    const { ctx } = owner;
    const portals = await Promise.all(
      Array.from({ length: 17 }, async () => (await openPortal(owner)).ctx),
    );
    const faults = await race(
      (n) => proveIdentity(portals[n % 17] ?? ctx, { password: testPassword }, party),
      () => changePassword(ctx, { currentPassword: testPassword, newPassword: testPassword }),
      () => endOtherSessions(ctx),
    );
    expect(faults).toEqual([]);
  });

  test("signing in, making tokens, switching companies, and being removed", async () => {
    const owner = await mintMerchant();
    const guest = await mintMerchant();
    const { userId } = guest.ctx.caller;
    const { merchantId } = owner.ctx;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const token = { name: "Deployment", scopes: ["applications:read" as const], expiresAt };
    const join = () =>
      owner.ctx.db
        .insert(memberships)
        .values({ merchantId, userId, role: "developer" })
        .onConflictDoNothing();
    await join();
    const there = await startSession(guest.ctx, "portal", { merchantId, userId });
    const home = await startPortalSession(guest.ctx);
    const credentials = { email: guest.email, password: testPassword };
    const faults = await race(
      (n) => signInForTokens(from(guest.ctx, n), { ...credentials, merchantId }),
      () => createApiToken(there, token),
      () => createConsoleToken(there),
      () => switchMerchant(home, { merchantId }),
      () => removeMember(owner.ctx, { userId }),
      join,
    );
    expect(faults).toEqual([]);
  });

  test("handing over, leaving, removing, and closing the company", async () => {
    const owner = await mintMerchant();
    const heirs = await Promise.all(Array.from({ length: 5 }, () => addMember(owner, "owner")));
    const others = await Promise.all(Array.from({ length: 5 }, () => addMember(owner, "admin")));
    const pick = (n: number) => (heirs[n % 5] ?? owner).ctx;
    const getUserId = (n: number) => others[n % 5]?.ctx.caller.userId ?? "";
    const faults = await race(
      (n) => transferOwnership(pick(n), { userId: getUserId(n) }),
      (n) => leaveMerchant(pick(n)),
      (n) => removeMember(owner.ctx, { userId: getUserId(n) }),
      (n) => startPortalSession(pick(n)),
      (n) =>
        n > 40 ? closeMerchant(owner.ctx) : startPortalSession(others[n % 5]?.ctx ?? owner.ctx),
    );
    expect(faults).toEqual([]);
  });

  test("using sessions, and ending them", async () => {
    const owner = await mintMerchant();
    const { lastSeen } = getServer();
    const portals = await Promise.all(
      Array.from({ length: 25 }, () => startPortalSession(owner.ctx)),
    );
    const faults = await race(
      async (n) => {
        lastSeen.record(portals[n >> 1]?.claim.sessionId ?? "", "192.0.2.1");
        await lastSeen.flush();
      },
      () => endOtherSessions(owner.ctx),
    );
    expect(faults).toEqual([]);
  });
});

describe("a transaction", () => {
  /** Two that each want what the other holds, so that PostgreSQL ends one of them. */
  async function deadlock(ctx: Context, ids: [string, string]) {
    const reached = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let runs = 0;
    const lock = (tx: Context, id: string) =>
      tx.db.execute(sql`select id from merchants where id = ${id} for update`);
    const work = (own: 0 | 1) =>
      inTransaction(ctx, async (tx) => {
        runs++;
        await lock(tx, ids[own]);
        reached[own]?.resolve();
        await reached[own === 0 ? 1 : 0]?.promise;
        await lock(tx, ids[own === 0 ? 1 : 0]);
        return own;
      });
    return { results: await Promise.all([work(0), work(1)]), runs };
  }

  test("that was ended for a deadlock is run once more, and both succeed", async () => {
    const [first, second] = [await mintMerchant(), await mintMerchant()];
    const ids: [string, string] = [first.ctx.merchantId, second.ctx.merchantId];
    expect(await deadlock(first.ctx, ids)).toEqual({ results: [0, 1], runs: 3 });
  });

  test("that collides each time gives up after the third try", async () => {
    const { ctx } = await mintMerchant();
    let runs = 0;
    const colliding = inTransaction(ctx, async (tx) => {
      runs++;
      await tx.db.execute(sql`do $$ begin raise sqlstate '40001'; end $$`);
    });
    await expect(colliding).rejects.toThrow();
    expect(runs).toBe(3);
  });

  test("within another one is not run again by itself", async () => {
    const { ctx } = await mintMerchant();
    let [outer, inner] = [0, 0];
    const colliding = inTransaction(ctx, (tx) => {
      outer++;
      return inTransaction(tx, async (nested) => {
        inner++;
        if (inner < 3) await nested.db.execute(sql`do $$ begin raise sqlstate '40P01'; end $$`);
      });
    });
    await colliding;
    expect([outer, inner]).toEqual([3, 3]);
  });
});
