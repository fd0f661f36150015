import { randomBytes } from "node:crypto";
import { getCookieName, readCookie, setCookieLine } from "#lib/auth/cookie.ts";
import type { Context } from "#lib/context.ts";
import { findCaller, requireOwnOrigin } from "#lib/http/caller.ts";
import type { About } from "#lib/http/serve.ts";
import type { Voter } from "#lib/page-votes/vote.ts";

const visitorCookie = "visitor";
const maxAge = 365 * 24 * 3600;
const visitorIdForm = /^[\w-]{43}$/;

/**
 * Finds who votes: the signed-in person, else the browser, which gets a cookie with an id of 256
 * random bits. Throws `unauthorized` for an invalid bearer token, and `forbidden` for a page of
 * another origin.
 */
export async function findVoter(ctx: Context, about: About): Promise<Voter> {
  const { request, env, headers, isSecure } = about;
  const hasToken = request.headers.has("authorization");
  if (!hasToken) requireOwnOrigin(request.headers, env);
  const caller = await findCaller(ctx, about);
  if (hasToken) return { caller, visitorId: null };
  const known = readCookie(request.headers, getCookieName(isSecure, visitorCookie)) ?? "";
  if (visitorIdForm.test(known)) return { caller, visitorId: known };
  if (caller) return { caller, visitorId: null };
  const visitorId = randomBytes(32).toString("base64url");
  const line = setCookieLine(isSecure, { name: visitorCookie, value: visitorId, maxAge });
  headers.append("Set-Cookie", line);
  return { caller, visitorId };
}
