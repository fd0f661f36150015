import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { sessions } from "#drizzle/schema.ts";
import { signToken } from "#lib/auth/access-token.ts";
import { newId } from "#lib/ids.ts";
import { type ApiTokenScope, apiTokenScopes, getPermissions } from "#lib/merchants/permissions.ts";
import { getServer } from "#lib/runtime/server.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import type { TestMember } from "#lib/testing/records/merchants.ts";

/** Credentials as headers, and the scopes that they are limited to. */
export interface Credential {
  name: string;
  kind: "portal" | "token" | "api_token";
  scopes: readonly string[];
  headers: Record<string, string>;
}

const host = "keys.test";

/** Creates every kind of credentials of a person, and tokens that lack one scope each. */
export async function mintCredentials(member: TestMember): Promise<Credential[]> {
  const all = getPermissions(member.ctx.caller.role);
  const narrowed = await Promise.all(
    apiTokenScopes.map((missing) => {
      const without = (scopes: readonly string[]) => scopes.filter((scope) => scope !== missing);
      return Promise.all([
        mintToken(member, "token", without(all), `access token without ${missing}`),
        mintToken(member, "api_token", without(apiTokenScopes), `API token without ${missing}`),
      ]);
    }),
  );
  return [
    await mintCookie(member),
    await mintToken(member, "token", all, "access token"),
    await mintToken(member, "api_token", apiTokenScopes, "API token"),
    ...narrowed.flat(),
  ];
}

/** Creates the portal's cookie, with the headers of the portal's own origin. */
export async function mintCookie({ ctx }: TestMember): Promise<Credential> {
  const { merchantId, caller } = ctx;
  const { claim } = await startSession(ctx, "portal", { merchantId, userId: caller.userId });
  const secret = getServer().env.KEYSMITH_SESSION_SECRET[0].text;
  const cookie = `keysmith.session=${await encode({ token: { sid: claim.sessionId }, secret })}`;
  const headers = { cookie, host, origin: `http://${host}` };
  return { name: "session", kind: "portal", scopes: getPermissions(caller.role), headers };
}

async function mintToken(
  { ctx }: TestMember,
  kind: "token" | "api_token",
  scopes: readonly string[],
  name: string,
): Promise<Credential> {
  const { merchantId, caller, db } = ctx;
  const sessionId = newId(kind === "token" ? "ses" : "tok");
  const expiresAt = new Date(Date.now() + 600_000);
  const facts = { kind, merchantId, userId: caller.userId, expiresAt };
  const label = kind === "token" ? {} : { name: randomUUID(), scopes: scopes as ApiTokenScope[] };
  await db.insert(sessions).values({ id: sessionId, ...facts, ...label });
  const token = await signToken(ctx, { ...facts, sessionId, scopes });
  return { name, kind, scopes, headers: { authorization: `Bearer ${token}` } };
}
