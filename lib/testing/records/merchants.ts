import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { memberships, sessions, users } from "#drizzle/schema.ts";
import { hashPassword } from "#lib/accounts/password.ts";
import { createApplication } from "#lib/applications/create.ts";
import type { Application, Environment } from "#lib/applications/schema.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import type { MerchantContext } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { Role } from "#lib/merchants/permissions.ts";
import { signUp } from "#lib/merchants/sign-up.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { takeMail } from "#lib/testing/records/mail.ts";

export const testPassword = "correct horse battery staple";

export interface TestMember {
  ctx: MerchantContext;
  email: string;
  /** A bearer access token of the session in `ctx`. */
  token: string;
}

function newContext() {
  return createContext({ id: randomUUID(), address: "192.0.2.1", userAgent: "vitest" });
}

/** Creates a merchant for a test, with its owner signed in by token and an empty mailbox. */
export async function mintMerchant(): Promise<TestMember> {
  const email = `${randomUUID()}@example.test`;
  await signUp(newContext(), { merchantName: "Test shop", email, password: testPassword });
  const ctx = await signInWithPassword(newContext(), "token", { email, password: testPassword });
  await takeMail(ctx, email);
  return { ctx, email, token: await createAccessToken(ctx) };
}

let knownHash: Promise<string> | undefined;

/** Adds a member to a member's merchant, with the test password, signed in by token. */
export async function addMember({ ctx }: TestMember, role: Role): Promise<TestMember> {
  const { merchantId } = ctx;
  const user = { id: newId("usr"), email: `${randomUUID()}@example.test` };
  knownHash ??= hashPassword(testPassword);
  const passwordHash = await knownHash;
  await ctx.db.insert(users).values({ ...user, passwordHash });
  await ctx.db.insert(memberships).values({ merchantId, userId: user.id, role });
  const member = await startSession(newContext(), "token", { merchantId, userId: user.id });
  return { ctx: member, email: user.email, token: await createAccessToken(member) };
}

/** Gives the same person another role. */
export async function withRole(member: TestMember, role: Role): Promise<TestMember> {
  const { merchantId, caller, db } = member.ctx;
  await db.update(memberships).set({ role }).where(eq(memberships.userId, caller.userId));
  const ctx = await startSession(newContext(), "token", { merchantId, userId: caller.userId });
  return { ...member, ctx, token: await createAccessToken(ctx) };
}

/** Marks a person's email as verified, as invitations require. */
export async function verifyAddress({ ctx }: TestMember): Promise<void> {
  await ctx.db
    .update(users)
    .set({ emailVerifiedAt: new Date() })
    .where(eq(users.id, ctx.caller.userId));
}

/** Ages the session's last authentication, by default beyond every limit. */
export async function ageProof({ ctx }: TestMember, minutes = 11): Promise<void> {
  const provedAt = new Date(Date.now() - minutes * 60_000);
  await ctx.db.update(sessions).set({ provedAt }).where(eq(sessions.id, ctx.claim.sessionId));
}

/** Like `ageProof`, for all sessions of the person. */
export async function ageProofs({ ctx }: TestMember): Promise<void> {
  const provedAt = new Date(Date.now() - 11 * 60_000);
  await ctx.db.update(sessions).set({ provedAt }).where(eq(sessions.userId, ctx.caller.userId));
}

/** Opens a portal session of the same person, with the headers of the portal's own page. */
export async function openPortal({ ctx }: TestMember) {
  const { merchantId, caller } = ctx;
  const portal = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
  return { ctx: portal, headers: await portalHeaders(portal.claim.sessionId) };
}

export async function portalHeaders(sessionId: string): Promise<Record<string, string>> {
  const secret = getServer().env.KEYSMITH_SESSION_SECRET[0].text;
  const cookie = `keysmith.session=${await encode({ token: { sid: sessionId }, secret })}`;
  return { cookie, host: "keys.test", origin: "http://keys.test" };
}

/** Creates an application for a test. */
export function mintApplication(
  ctx: MerchantContext,
  environment: Environment = "live",
): Promise<Application> {
  return createApplication(ctx, { name: "Checkout", environment });
}

async function createAccessToken(ctx: MerchantContext): Promise<string> {
  return (await grantTokens(ctx)).accessToken;
}
