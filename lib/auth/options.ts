import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { tokenBody } from "#lib/accounts/schema.ts";
import { cookieNameFor, cookieOptionsFor, portalClaim } from "#lib/auth/cookie.ts";
import { readPasskeyAnswer, signInWithPasskey } from "#lib/auth/passkey-sign-in.ts";
import { endSession, findSession } from "#lib/auth/sessions.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { paths } from "#lib/paths.ts";
import { relyingPartyOf } from "#lib/second-factor/relying-party.ts";

const passwordSignIn = tokenBody.pick({ email: true, password: true, otp: true });

/**
 * next-auth for the portal: it holds the cookie, the database holds the session that the cookie
 * names. `isSecure` says whether the browser came over TLS, `publicUrl` where it found us.
 */
export function authOptions(
  ctx: Context,
  secret: string,
  isSecure: boolean,
  publicUrl: string,
): NextAuthOptions {
  return {
    secret,
    session: { strategy: "jwt", maxAge: ctx.config.sessions.longestHours * 3600 },
    pages: { signIn: paths.signIn, signOut: paths.signIn, error: paths.signIn },
    cookies: {
      sessionToken: {
        name: cookieNameFor(isSecure),
        options: cookieOptionsFor(isSecure),
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "next-auth"),
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
            toSignInError(error, body.data.otp === undefined ? "second_factor" : "wrong_code"),
          );
          return session && { id: session.claim.sessionId };
        },
      }),
      CredentialsProvider({
        id: "passkey",
        credentials: { answer: {} },
        authorize: async (given) => {
          const answer = readPasskeyAnswer(given?.answer);
          if (!answer) return null;
          const party = relyingPartyOf(publicUrl);
          const session = await signInWithPasskey(ctx, answer, party).catch(toSignInError);
          return session && { id: session.claim.sessionId };
        },
      }),
    ],
    callbacks: {
      // `user` is there at sign-in only, and its id is the session that `authorize` began.
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const session = await findSession(ctx, portalClaim(String(token.sid)));
        if (session) await endSession(session);
      },
    },
  };
}

/**
 * The browser learns "wrong", "throttled" or "unavailable", and after a right password that the
 * second factor is missing or wrong; nothing else.
 */
function toSignInError(error: unknown, factorProblem = "second_factor"): null {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
  if (error.options.challenge === "insufficient_user_authentication") {
    throw new Error(factorProblem);
  }
  if (error.code === "unauthorized") return null;
  throw new Error(error.code === "too_many_requests" ? "throttled" : "unavailable");
}
