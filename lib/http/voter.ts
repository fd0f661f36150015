import { randomBytes } from "node:crypto";
import { cookieNameFor, isSecureRequest, readCookie, setCookieLine } from "#lib/auth/cookie.ts";
import type { Context } from "#lib/context.ts";
import { findCaller, requireOwnOrigin } from "#lib/http/caller.ts";
import type { About } from "#lib/http/serve.ts";
import type { Voter } from "#lib/page-votes/vote.ts";

const visitorCookie = "visitor";
const maxAge = 365 * 24 * 3600;
const visitorIdForm = /^[\w-]{43}$/;

/**
 * Whose vote a request is: the person's who is signed in, else that of the browser, which gets an
 * id of 256 random bits to be known by. Throws `unauthorized` for a bearer token that is not good,
 * and `forbidden` for a page of another origin.
 */
export async function findVoter(ctx: Context, { request, env, headers }: About): Promise<Voter> {
  const hasToken = request.headers.has("authorization");
  if (!hasToken) requireOwnOrigin(request.headers, env);
  const caller = await findCaller(ctx, request, env);
  if (hasToken) return { caller, visitorId: null };
  const isSecure = isSecureRequest(request.headers, env.KEYSMITH_URL);
  const known = readCookie(request.headers, cookieNameFor(isSecure, visitorCookie)) ?? "";
  if (visitorIdForm.test(known)) return { caller, visitorId: known };
  if (caller) return { caller, visitorId: null };
  const visitorId = randomBytes(32).toString("base64url");
  const line = setCookieLine(isSecure, { name: visitorCookie, value: visitorId, maxAge });
  headers.append("Set-Cookie", line);
  return { caller, visitorId };
}
