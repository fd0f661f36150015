import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { tokenBody } from "#lib/accounts/schema.ts";
import { recordRefusal } from "#lib/audit/record-refusal.ts";
import { arrive, type Visit } from "#lib/auth/arrival.ts";
import { decodeCookie, getCookieName, getCookieOptions, portalClaim } from "#lib/auth/cookie.ts";
import type { ProviderProfile } from "#lib/auth/openid-provider.ts";
import { readPasskeyAnswer, signInWithPasskey } from "#lib/auth/passkey-sign-in.ts";
import { oauthProviders } from "#lib/auth/providers.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { paths } from "#lib/paths.ts";
import { toRelyingParty } from "#lib/second-factor/relying-party.ts";
import { endSession, findSession } from "#lib/sessions/sessions.ts";

const signInOperation = "POST /api/auth/callback/{provider}";
const passwordSignIn = tokenBody.pick({ email: true, password: true, otp: true });

/**
 * Configures next-auth for the portal: it holds the cookie, and the database the session that the
 * cookie names.
 */
export function authOptions(ctx: Context, visit: Visit): NextAuthOptions {
  const cookie = (name?: string) => ({
    name: getCookieName(visit.isSecure, name),
    options: getCookieOptions(visit.isSecure),
  });
  return {
    secret: visit.secrets[0].text,
    jwt: {
      decode: ({ secret: _first, ...params }) => decodeCookie(visit.secrets, params),
    },
    session: { strategy: "jwt", maxAge: ctx.config.sessions.longestHours * 3600 },
    pages: { signIn: paths.signIn, signOut: paths.signIn, error: paths.signIn },
    cookies: {
      sessionToken: cookie(),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf-token"),
      pkceCodeVerifier: cookie("pkce-code-verifier"),
      state: cookie("state"),
      nonce: cookie("nonce"),
    },
    logger: {
      error: (code, about) => log.warn({ code, reason: getReason(about) }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, otp: {} },
        authorize: async (given) => {
          const body = passwordSignIn.safeParse({
            email: given?.email,
            password: given?.password,
            otp: given?.otp || undefined,
          });
          if (!body.success) return null;
          const session = await signInWithPassword(ctx, "portal", body.data).catch((error) =>
            toSignInError(ctx, error),
          );
          return session && begun(visit, session.claim.sessionId);
        },
      }),
      CredentialsProvider({
        id: "passkey",
        credentials: { answer: {} },
        authorize: async (given) => {
          const answer = readPasskeyAnswer(given?.answer);
          if (!answer) return null;
          const party = toRelyingParty(visit.publicUrl);
          const session = await signInWithPasskey(ctx, answer, party).catch((error) =>
            toSignInError(ctx, error),
          );
          return session && begun(visit, session.claim.sessionId);
        },
      }),
      ...oauthProviders(visit.settings),
    ],
    callbacks: {
      signIn: async ({ account, profile }) =>
        account?.type === "oauth"
          ? arrive(ctx, visit, account, profile as unknown as ProviderProfile)
          : true,
      // At sign-in, whichever way it was, the visit has begun the session.
      jwt: ({ token, user }) => ({ sid: user ? visit.sessionId : token.sid }),
      redirect: ({ url, baseUrl }) => toOwnUrl(url, baseUrl),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const session = await findSession(ctx, portalClaim(String(token.sid)));
        if (session) await endSession(session);
        visit.isSignedOut = true;
      },
    },
  };
}

function begun(visit: Visit, sessionId: string): { id: string } {
  visit.sessionId = sessionId;
  return { id: sessionId };
}

const maxReasonLength = 200;

/** Cuts a message at its first comma: what follows quotes values that a caller may have sent. */
function getReason(about: Error | { error?: unknown }): string | undefined {
  const error = about instanceof Error ? about : about.error;
  return error instanceof Error
    ? error.message.split(",")[0]?.slice(0, maxReasonLength)
    : undefined;
}

/** Returns the URL to open after signing in: always on our own origin. */
function toOwnUrl(url: string, baseUrl: string): string {
  const isOurs = URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl;
  return isOurs ? new URL(url, baseUrl).href : baseUrl;
}

/**
 * Tells the browser "refused", "unavailable" or "throttled" and for how many seconds, and after a
 * correct password which second factors there are or that the code is wrong; nothing else.
 */
function toSignInError(ctx: Context, error: unknown): null {
  recordRefusal(ctx, error, signInOperation);
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
  const { challenge, factors, retryAfterSeconds } = error.options;
  if (challenge === "insufficient_user_authentication") {
    throw new Error(factors ? ["second_factor", ...factors].join(" ") : "wrong_code");
  }
  if (error.code === "unauthorized") return null;
  if (error.code === "forbidden") throw new Error("refused");
  throw new Error(
    error.code === "too_many_requests" ? `throttled ${retryAfterSeconds}` : "unavailable",
  );
}
