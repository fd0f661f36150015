import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { credentialsBody } from "#lib/accounts/schema.ts";
import { cookieNameFor, cookieOptionsFor, portalClaim } from "#lib/auth/cookie.ts";
import { endSession, findSession } from "#lib/auth/sessions.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { paths } from "#lib/paths.ts";

/**
 * next-auth for the portal: it holds the cookie, the database holds the session that the cookie
 * names. `isSecure` says whether the browser came over TLS.
 */
export function authOptions(ctx: Context, secret: string, isSecure: boolean): NextAuthOptions {
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
        credentials: { email: {}, password: {} },
        authorize: async (given) => {
          const body = credentialsBody.safeParse({
            email: given?.email,
            password: given?.password,
          });
          if (!body.success) return null;
          const session = await signInWithPassword(ctx, "portal", body.data).catch(toSignInError);
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

/** The browser learns "wrong", "throttled" or "unavailable", and nothing else. */
function toSignInError(error: unknown): null {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
  if (error.code === "unauthorized") return null;
  throw new Error(error.code === "too_many_requests" ? "throttled" : "unavailable");
}
