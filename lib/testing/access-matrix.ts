import { randomBytes, randomUUID } from "node:crypto";
import { identities, passkeys } from "#drizzle/schema.ts";
import { createApiKey } from "#lib/api-keys/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/api-keys/rotate.ts";
import type { CreateApiKeyBody } from "#lib/api-keys/schema.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { startSession } from "#lib/auth/sessions.ts";
import { getServer } from "#lib/db/client.ts";
import { issuerOf } from "#lib/http/caller.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import type { Permission } from "#lib/merchants/schema.ts";
import { anHour } from "#lib/testing/api-keys.ts";
import {
  addMember,
  mintApplication,
  type TestMember,
  testPassword,
} from "#lib/testing/merchants.ts";
import type { CallOptions } from "#lib/testing/requests.ts";

/** What a call needs to succeed: ids in the path, a body, a query. */
export type Target = Pick<CallOptions, "params" | "body" | "query" | "token">;

export interface Row {
  /**
   * What of a role and a token lets them in; `account` is any person's own, and no machine's, and
   * `portal` its own in the browser.
   */
  access: Permission | "account" | "portal";
  status: number;
  /** A scope that it hands on, which a token must have itself. */
  grants?: Permission;
  /** Whether machines are kept out whatever they may do, so that no scope is missing. */
  isPersonal?: true;
  /** Whether it ends the caller's other credentials, so that each is tried on a person of its own. */
  endsOthers?: true;
  /**
   * Whether a person whose last proof is too old is refused: `always`, or `by-key` for what hands
   * out a live key's secret, revives it or lets it do more.
   */
  needsProof?: "always" | "by-key";
  /** Whether it gives the session a new id in place of the one that it had. */
  replacesSession?: true;
  /** Whether it is refused while the operator has suspended the merchant. */
  isRefusedWhenSuspended?: true;
  /** What it takes to do it to an API key: to be able to create it, or nothing further. */
  ceiling?: "creator" | "none";
  /** Made anew for each call that is to succeed, by the owner, for `caller`. */
  target?(owner: TestMember, caller: TestMember): Promise<Target>;
  /**
   * As `target`, for a call that lets an API key do more; where it is missing, every call does. The
   * key has the scopes of `keyOptions`.
   */
  widening?(owner: TestMember, keyOptions?: KeyOptions): Promise<Target>;
}

type KeyOptions = Partial<Pick<CreateApiKeyBody, "scopes" | "ipAllowlist">>;

const description = "Checkout";

async function anApplication({ ctx }: TestMember): Promise<Target> {
  return { params: { id: (await mintApplication(ctx)).id } };
}

async function aKey(
  { ctx }: TestMember,
  options: KeyOptions = {},
): Promise<Target & { params: Record<string, string> }> {
  const { id } = await mintApplication(ctx);
  const key = await createApiKey(ctx, { applicationId: id, description, ...options });
  return { params: { id, keyId: key.id } };
}

async function aRevokedKey(owner: TestMember, options?: KeyOptions): Promise<Target> {
  const { params } = await aKey(owner, options);
  await revokeApiKey(owner.ctx, { applicationId: params.id ?? "", keyId: params.keyId ?? "" });
  return { params };
}

async function aRotatingKey(owner: TestMember, options?: KeyOptions): Promise<Target> {
  const { params } = await aKey(owner, options);
  const ref = { applicationId: params.id ?? "", keyId: params.keyId ?? "" };
  await rotateApiKey(owner.ctx, { ...ref, ...anHour });
  return { params };
}

/** The caller's own, or where that would be at home elsewhere the owner's. */
function holderOf(owner: TestMember, caller: TestMember): TestMember {
  return caller.ctx.merchantId === owner.ctx.merchantId ? caller : owner;
}

async function aSession(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = holderOf(owner, caller);
  const { merchantId } = ctx;
  const { claim } = await startSession(ctx, "portal", { merchantId, userId: ctx.caller.userId });
  return { params: { id: claim.sessionId } };
}

const apiTokenBody = {
  name: "Deployment",
  scopes: ["applications:read" as const],
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};

async function anApiToken(owner: TestMember, caller: TestMember): Promise<Target> {
  const issuer = issuerOf(getServer().env);
  const { id } = await createApiToken(holderOf(owner, caller).ctx, apiTokenBody, issuer);
  return { params: { id } };
}

async function aPasskey(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = holderOf(owner, caller);
  const id = randomBytes(16).toString("base64url");
  const rest = { name: "Laptop", publicKey: Buffer.alloc(8), counter: 0, isSynced: false };
  const { userId } = ctx.caller;
  await ctx.db.insert(passkeys).values({ id, userId, transports: [], ...rest });
  return { params: { id } };
}

async function anIdentity(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = holderOf(owner, caller);
  const provider = "google";
  const { userId } = ctx.caller;
  await ctx.db.insert(identities).values({ provider, subject: randomUUID(), userId });
  return caller === owner || ctx === caller.ctx ? { params: { provider } } : {};
}

async function anInvitation({ ctx }: TestMember): Promise<Target> {
  const invited = { email: `${randomUUID()}@example.test`, role: "viewer" as const };
  const isVerified = { ...ctx, caller: { ...ctx.caller, isEmailVerified: true } };
  return { params: { id: (await inviteMember(isVerified, invited)).id } };
}

async function anApplicationAside({ ctx }: TestMember): Promise<Target> {
  await mintApplication(ctx);
  return {};
}

async function aMember(owner: TestMember): Promise<Target> {
  return { params: { userId: (await addMember(owner, "developer")).ctx.caller.userId } };
}

/** With `body` besides. */
function and(target: (owner: TestMember) => Promise<Target>, body: object): Row["target"] {
  return async (owner) => ({ ...(await target(owner)), body });
}

/** Every endpoint that a member calls; one without a row here fails, and so does a row without one. */
export const rows: Record<string, Row> = {
  "POST account/email-verification": { access: "account", status: 204 },
  "POST account/password": {
    needsProof: "always",
    access: "account",
    status: 400,
    target: async () => ({ body: { currentPassword: "wrong", newPassword: testPassword } }),
  },
  "GET account/sessions": { access: "account", status: 200 },
  "DELETE account/sessions": {
    access: "account",
    status: 204,
    endsOthers: true,
    needsProof: "always",
  },
  "DELETE account/sessions/[id]": {
    access: "account",
    status: 204,
    target: aSession,
    needsProof: "always",
  },
  "GET api-tokens": { access: "account", status: 200 },
  "POST api-tokens": {
    needsProof: "always",
    isRefusedWhenSuspended: true,
    access: "account",
    status: 201,
    grants: "applications:read",
    target: async () => ({ body: apiTokenBody }),
  },
  "DELETE api-tokens/[id]": { access: "account", status: 204, target: anApiToken },
  "GET applications": { access: "applications:read", status: 200 },
  "POST applications": {
    isRefusedWhenSuspended: true,
    access: "applications:write",
    status: 201,
    target: async () => ({ body: { name: "Shop" } }),
  },
  "GET applications/[id]": { access: "applications:read", status: 200, target: anApplication },
  "PATCH applications/[id]": {
    isRefusedWhenSuspended: true,
    access: "applications:write",
    status: 200,
    target: and(anApplication, { name: "Shop" }),
  },
  "DELETE applications/[id]": { access: "applications:write", status: 204, target: anApplication },
  "GET applications/[id]/api-keys": { access: "api-keys:read", status: 200, target: anApplication },
  "POST applications/[id]/api-keys": {
    needsProof: "by-key",
    isRefusedWhenSuspended: true,
    access: "api-keys:write",
    status: 201,
    target: and(anApplication, { description }),
  },
  "GET applications/[id]/api-keys/[keyId]": {
    access: "api-keys:read",
    status: 200,
    target: (owner) => aKey(owner),
  },
  "PATCH applications/[id]/api-keys/[keyId]": {
    needsProof: "by-key",
    ceiling: "creator",
    widening: async (owner, options) => ({
      ...(await aKey(owner, { ipAllowlist: ["203.0.113.7"], ...options })),
      body: { ipAllowlist: [] },
    }),
    access: "api-keys:write",
    status: 200,
    target: and((owner) => aKey(owner), { description }),
  },
  "DELETE applications/[id]/api-keys/[keyId]": {
    ceiling: "none",
    access: "api-keys:write",
    status: 204,
    target: (owner) => aKey(owner),
  },
  "POST applications/[id]/api-keys/[keyId]/restore": {
    needsProof: "by-key",
    isRefusedWhenSuspended: true,
    ceiling: "creator",
    widening: aRevokedKey,
    access: "api-keys:write",
    status: 200,
    target: (owner) => aRevokedKey(owner),
  },
  "POST applications/[id]/api-keys/[keyId]/rotate": {
    needsProof: "by-key",
    isRefusedWhenSuspended: true,
    ceiling: "creator",
    widening: aKey,
    access: "api-keys:write",
    status: 201,
    target: (owner) => aKey(owner),
  },
  "POST applications/[id]/api-keys/[keyId]/rotate/cancel": {
    ceiling: "creator",
    widening: aRotatingKey,
    access: "api-keys:write",
    status: 200,
    target: (owner) => aRotatingKey(owner),
  },
  "POST applications/[id]/api-keys/[keyId]/rotate/finish": {
    ceiling: "creator",
    widening: aRotatingKey,
    access: "api-keys:write",
    status: 200,
    target: (owner) => aRotatingKey(owner),
  },
  "GET applications/[id]/api-keys/[keyId]/usage": {
    access: "api-keys:read",
    status: 200,
    target: (owner) => aKey(owner),
  },
  "GET audit-events": { access: "audit:read", status: 200 },
  "GET audit-events/export": {
    access: "audit:read",
    status: 200,
    target: async () => ({ query: "?format=jsonl&actor=operator" }),
  },
  "GET hygiene": { access: "api-keys:read", status: 200 },
  "GET hygiene/counts": { access: "api-keys:read", status: 200 },
  "POST account/console-token": { access: "portal", status: 201, needsProof: "always" },
  "GET account/identities": { access: "account", status: 200 },
  // There is nothing to link without a visit to a provider.
  "POST account/identities": { access: "account", status: 409, needsProof: "always" },
  "POST account/identities/connect": { access: "account", status: 204, needsProof: "always" },
  "DELETE account/identities/[provider]": {
    access: "account",
    status: 204,
    target: anIdentity,
    needsProof: "always",
  },
  "GET account/memberships": { access: "account", status: 200 },
  "POST account/passkeys/options": { access: "account", status: 200, needsProof: "always" },
  "POST account/passkeys": {
    access: "account",
    status: 400,
    target: async () => ({ body: {} }),
    needsProof: "always",
  },
  "PATCH account/passkeys/[id]": {
    access: "account",
    status: 200,
    target: async (owner, caller) => ({
      ...(await aPasskey(owner, caller)),
      body: { name: "Phone" },
    }),
  },
  "DELETE account/passkeys/[id]": {
    access: "account",
    status: 204,
    target: aPasskey,
    needsProof: "always",
  },
  "POST account/proof": { access: "account", status: 400, target: async () => ({ body: {} }) },
  "POST account/proof/options": {
    access: "account",
    status: 200,
    target: async (owner, caller) => ({ ...(await aPasskey(owner, caller)), params: undefined }),
  },
  "POST account/recovery-codes": {
    needsProof: "always",
    access: "account",
    status: 201,
    target: async (owner, caller) => ({ ...(await aPasskey(owner, caller)), params: undefined }),
  },
  "GET account/second-factor": { access: "account", status: 200 },
  "POST account/switch": {
    access: "portal",
    status: 204,
    endsOthers: true,
    replacesSession: true,
    target: async ({ ctx }) => ({ body: { merchantId: ctx.merchantId } }),
  },
  "POST account/totp": { access: "account", status: 201, needsProof: "always" },
  "POST account/totp/confirm": {
    needsProof: "always",
    access: "account",
    status: 400,
    target: async () => ({ body: {} }),
  },
  "DELETE account/totp": { access: "account", status: 204, needsProof: "always" },
  "GET invitations": { access: "members:write", status: 200 },
  "POST invitations": {
    needsProof: "always",
    isRefusedWhenSuspended: true,
    access: "members:write",
    status: 201,
    target: async () => ({ body: { email: `${randomUUID()}@example.test`, role: "viewer" } }),
  },
  "DELETE invitations/[id]": { access: "members:write", status: 204, target: anInvitation },
  "POST invitations/[id]/resend": {
    access: "members:write",
    status: 204,
    target: anInvitation,
    needsProof: "always",
    isRefusedWhenSuspended: true,
  },
  "GET members": { access: "members:write", status: 200 },
  "PATCH members/[userId]": {
    needsProof: "always",
    access: "members:write",
    status: 200,
    target: and(aMember, { role: "viewer" }),
  },
  "DELETE members/[userId]": {
    needsProof: "always",
    access: "members:write",
    status: 204,
    isPersonal: true,
    target: aMember,
  },
  "POST members/[userId]/transfer-ownership": {
    needsProof: "always",
    isRefusedWhenSuspended: true,
    access: "owners:write",
    status: 204,
    endsOthers: true,
    target: aMember,
  },
  "GET merchant": { access: "account", status: 200 },
  "PATCH merchant": {
    needsProof: "always",
    isRefusedWhenSuspended: true,
    access: "merchant:write",
    status: 200,
    target: async () => ({ body: { name: "Renamed shop" } }),
  },
  // It has applications by then, which come first.
  "DELETE merchant": {
    access: "owners:write",
    status: 409,
    target: anApplicationAside,
    needsProof: "always",
  },
};
