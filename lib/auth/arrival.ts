import { emailSchema } from "#lib/accounts/schema.ts";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { getCookieName, portalClaim, readCookie, readSessionId } from "#lib/auth/cookie.ts";
import { linkingLine, pendingIdentityLine, readLinking } from "#lib/auth/identity-cookies.ts";
import type { ProviderProfile } from "#lib/auth/openid-provider.ts";
import type { ProviderSettings } from "#lib/auth/providers.ts";
import {
  type Arrival,
  signInWithIdentity,
  type Visitor,
  type Vouched,
} from "#lib/auth/sign-in-with-identity.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { providerIdSchema } from "#lib/identities/schema.ts";
import { log } from "#lib/log.ts";
import { paths } from "#lib/paths.ts";
import type { SecretList } from "#lib/secret-list.ts";
import { findSession } from "#lib/sessions/sessions.ts";

/** One request to next-auth, and what we add to its response. */
export interface Visit {
  settings: ProviderSettings;
  secrets: SecretList;
  isSecure: boolean;
  /** The URL under which the browser knows us. */
  publicUrl: string;
  headers: Headers;
  /** The session that this request has started. */
  sessionId: string | null;
  /** Whether the session of the browser has ended. */
  isSignedOut: boolean;
  /** Set-Cookie lines. */
  cookies: string[];
}

/** Methods of RFC 8176 that are a second factor by themselves or together with another one. */
const strongMethods = ["mfa", "hwk"];

interface Account {
  provider: string;
  providerAccountId: string;
}

/**
 * Signs a person in who returns from an identity provider: `true` once a session has started, else
 * the page to continue on. What needs their consent waits in a cookie.
 */
export async function arrive(
  ctx: Context,
  visit: Visit,
  account: Account,
  profile: ProviderProfile,
): Promise<true | string> {
  const visitor = await findVisitor(ctx, visit);
  if (visitor.isLinking) visit.cookies.push(linkingLine(ctx, visit.isSecure, null));
  try {
    const arrival = await signInWithIdentity(ctx, toVouched(account, profile), visitor);
    return lead(ctx, visit, arrival, visitor);
  } catch (error) {
    recordRefusal(ctx, error);
    if (error instanceof AppError && error.code === "forbidden") return failurePath("refused");
    log.error({ err: error }, "sign-in by an identity provider failed");
    return failurePath("unavailable");
  }
}

async function findVisitor(ctx: Context, visit: Visit): Promise<Visitor> {
  const { headers, isSecure, secrets } = visit;
  const sessionId = await readSessionId(readCookie(headers, getCookieName(isSecure)), secrets);
  const current = sessionId ? await findSession(ctx, portalClaim(sessionId)) : null;
  // Whoever gave a link up, and signs in once more for another reason, goes elsewhere from here.
  const goal = readCookie(headers, getCookieName(isSecure, "callback-url")) ?? "";
  const isLinking =
    current !== null &&
    decodeURIComponent(goal).endsWith(paths.linkIdentity) &&
    readLinking(ctx, headers, isSecure) === sessionId;
  return { current, isLinking };
}

function lead(
  ctx: Context,
  visit: Visit,
  arrival: Arrival,
  { current, isLinking }: Visitor,
): true | string {
  const { outcome } = arrival;
  if (outcome === "signed-in") {
    visit.sessionId = arrival.sessionId;
    return true;
  }
  if (outcome === "link" || outcome === "sign-up") {
    visit.cookies.push(pendingIdentityLine(ctx, visit.isSecure, arrival.pending));
    if (outcome === "sign-up") return paths.signUpCompany;
    const search = new URLSearchParams({ callbackUrl: paths.linkIdentity });
    return current ? paths.linkIdentity : `${paths.signIn}?${search}`;
  }
  return isLinking ? `${paths.linkIdentity}?outcome=${outcome}` : failurePath(outcome);
}

function failurePath(error: string): string {
  return `${paths.signIn}?${new URLSearchParams({ error })}`;
}

function toVouched(account: Account, profile: ProviderProfile): Vouched {
  const provider = providerIdSchema.parse(account.provider);
  const email = emailSchema.safeParse(profile.email);
  const now = Date.now();
  const { amr, auth_time: authTime } = profile;
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  return {
    provider,
    subject: account.providerAccountId,
    email: email.success ? email.data : null,
    // Amazon Cognito says so in a text.
    isEmailVerified: profile.email_verified === true || profile.email_verified === "true",
    hasSecondFactor: methods.some((method) => strongMethods.includes(String(method))),
    provedAt: typeof authTime === "number" ? Math.min(now, authTime * 1000) : now,
  };
}
