import { randomBytes, randomUUID } from "node:crypto";
import { identities, passkeys } from "#drizzle/schema.ts";
import { type MailedTokenPurpose, makeMailedToken } from "#lib/accounts/mailed-token.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { revokeApiKey } from "#lib/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/api-keys/rotation/rotate.ts";
import type { CreateApiKeyBody } from "#lib/api-keys/schema.ts";
import { createApiToken } from "#lib/auth/create-api-token.ts";
import { grantTokens } from "#lib/auth/tokens.ts";
import { type Contract, contract, findOperation, type OperationId } from "#lib/contract.ts";
import { inviteMember } from "#lib/invitations/create.ts";
import { startSession } from "#lib/sessions/sessions.ts";
import { mintCookie } from "#lib/testing/api/access.ts";
import { anHour } from "#lib/testing/records/api-keys.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import {
  addMember,
  mintApplication,
  mintMerchant,
  type TestMember,
  testPassword,
  verifyAddress,
} from "#lib/testing/records/merchants.ts";
import { getServiceToken } from "#lib/testing/records/service-token.ts";

/** What a call needs to succeed besides its operation's example. */
export interface Target {
  /** Ids in the path, by parameter. */
  params?: Record<string, string>;
  /** Body fields that replace the example's. */
  fields?: Record<string, unknown>;
  /** Whole body in place of the example. */
  body?: unknown;
  /** Bearer token in place of the operation's usual credentials. */
  bearer?: string;
}

export interface Scenario {
  /** Status of a valid call. */
  status: number;
  /** Whether the call affects other members, so that it needs a merchant of its own. */
  needsOwnMerchant?: true;
  /** Prepares one call with a merchant's owner, for a possibly different caller. */
  prepare?(owner: TestMember, caller: TestMember): Promise<Target>;
}

export type KeyOptions = Partial<Pick<CreateApiKeyBody, "scopes" | "ipAllowlist">>;

const description = "Checkout";
const inAMonth = () => new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
const newEmail = () => `${randomUUID()}@example.test`;

async function anApplication({ ctx }: TestMember): Promise<Target> {
  return { params: { id: (await mintApplication(ctx)).id } };
}

async function mintKey({ ctx }: TestMember, options: KeyOptions = {}) {
  const { id } = await mintApplication(ctx);
  const key = await createApiKey(ctx, { applicationId: id, description, ...options });
  const ref = { applicationId: id, keyId: key.id };
  return { ref, fullKey: key.fullKey, params: { id, keyId: key.id } };
}

export async function aKey(owner: TestMember, options?: KeyOptions): Promise<Target> {
  return { params: (await mintKey(owner, options)).params };
}

export async function aRevokedKey(owner: TestMember, options?: KeyOptions): Promise<Target> {
  const { ref, params } = await mintKey(owner, options);
  await revokeApiKey(owner.ctx, ref);
  return { params };
}

export async function aRotatingKey(owner: TestMember, options?: KeyOptions): Promise<Target> {
  const { ref, params } = await mintKey(owner, options);
  await rotateApiKey(owner.ctx, { ...ref, ...anHour });
  return { params };
}

/** Returns the caller, or the owner if the caller belongs to another merchant. */
function getHolder(owner: TestMember, caller: TestMember): TestMember {
  return caller.ctx.merchantId === owner.ctx.merchantId ? caller : owner;
}

async function aSession(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = getHolder(owner, caller);
  const { merchantId } = ctx;
  const { claim } = await startSession(ctx, "portal", { merchantId, userId: ctx.caller.userId });
  return { params: { id: claim.sessionId } };
}

async function anApiToken(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = getHolder(owner, caller);
  const scopes = ["applications:read" as const];
  const { id } = await createApiToken(ctx, { name: "Deployment", scopes, expiresAt: inAMonth() });
  return { params: { id } };
}

async function aPasskey(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = getHolder(owner, caller);
  const id = randomBytes(16).toString("base64url");
  const rest = { name: "Laptop", publicKey: Buffer.alloc(8), counter: 0, isSynced: false };
  const { userId } = ctx.caller;
  await ctx.db.insert(passkeys).values({ id, userId, transports: [], ...rest });
  return { params: { id } };
}

/** For a call that names no passkey. */
async function aPasskeyAside(owner: TestMember, caller: TestMember): Promise<Target> {
  await aPasskey(owner, caller);
  return {};
}

async function anIdentity(owner: TestMember, caller: TestMember): Promise<Target> {
  const { ctx } = getHolder(owner, caller);
  const provider = "google";
  const { userId } = ctx.caller;
  await ctx.db.insert(identities).values({ provider, subject: randomUUID(), userId });
  return caller === owner || ctx === caller.ctx ? { params: { provider } } : {};
}

async function mintInvitation({ ctx }: TestMember, email = newEmail()) {
  const isVerified = { ...ctx, caller: { ...ctx.caller, isEmailVerified: true } };
  const { id } = await inviteMember(isVerified, { email, role: "viewer" });
  const [mail] = await takeMail(ctx, email);
  return { id, token: /#([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "" };
}

async function anInvitation(owner: TestMember): Promise<Target> {
  return { params: { id: (await mintInvitation(owner)).id } };
}

async function aMember(owner: TestMember): Promise<Target> {
  return { params: { userId: (await addMember(owner, "developer")).ctx.caller.userId } };
}

/** Creates an emailed link for a new owner, and that person's access token. */
async function aMailedLink(purpose: MailedTokenPurpose): Promise<Target> {
  const { ctx, email, token: bearer } = await mintMerchant();
  const facts = { purpose, userId: ctx.caller.userId, email, validSeconds: 600 };
  return { bearer, fields: { token: await makeMailedToken(ctx, facts) } };
}

/** Prepares a call of the operator's about a merchant. */
function ofMerchant(prepare: (owner: TestMember) => Promise<Target> = async () => ({})) {
  return async (owner: TestMember): Promise<Target> => {
    const target = await prepare(owner);
    return { ...target, params: { merchantId: owner.ctx.merchantId, ...target.params } };
  };
}

/** How to call each operation successfully. Every call is prepared anew. */
export const scenarios: Record<OperationId, Scenario> = {
  createApiKey: { status: 201, prepare: anApplication },
  listApiKeys: { status: 200, prepare: anApplication },
  getApiKey: { status: 200, prepare: (owner) => aKey(owner) },
  updateApiKey: { status: 200, prepare: (owner) => aKey(owner) },
  revokeApiKey: { status: 204, prepare: (owner) => aKey(owner) },
  restoreApiKey: { status: 200, prepare: (owner) => aRevokedKey(owner) },
  rotateApiKey: { status: 201, prepare: (owner) => aKey(owner) },
  finishRotation: { status: 200, prepare: (owner) => aRotatingKey(owner) },
  cancelRotation: { status: 200, prepare: (owner) => aRotatingKey(owner) },
  getApiKeyUsage: { status: 200, prepare: (owner) => aKey(owner) },
  listHygiene: { status: 200 },
  countHygiene: { status: 200 },

  createApplication: { status: 201 },
  listApplications: { status: 200 },
  getApplication: { status: 200, prepare: anApplication },
  updateApplication: { status: 200, prepare: anApplication },
  deleteApplication: { status: 204, prepare: anApplication },

  whoami: {
    status: 200,
    prepare: async (owner) => ({ bearer: (await mintKey(owner)).fullKey }),
  },
  verifyApiKey: {
    status: 200,
    prepare: async (owner) => ({ fields: { key: (await mintKey(owner)).fullKey } }),
  },
  reportLeak: {
    status: 200,
    prepare: async (owner) => ({ fields: { keys: [(await mintKey(owner)).fullKey] } }),
  },
  // Only GitHub can sign it.
  receiveGithubAlerts: { status: 401 },

  createAccessToken: {
    status: 200,
    prepare: async ({ email }) => ({ fields: { email, password: testPassword } }),
  },
  refreshAccessToken: {
    status: 200,
    prepare: async ({ ctx }) => {
      const member = { merchantId: ctx.merchantId, userId: ctx.caller.userId };
      const session = await startSession(ctx, "token", member);
      return { fields: { refreshToken: (await grantTokens(session)).refreshToken } };
    },
  },
  requestPasswordReset: { status: 204, prepare: async ({ email }) => ({ fields: { email } }) },
  resetPassword: {
    status: 204,
    prepare: async () => ({ ...(await aMailedLink("reset_password")), bearer: undefined }),
  },
  lookUpMailedLink: { status: 200, prepare: () => aMailedLink("verify_email") },
  verifyEmail: { status: 204, prepare: () => aMailedLink("verify_email") },
  offerPasskeySignIn: { status: 200 },

  listApiTokens: { status: 200 },
  createApiToken: {
    status: 201,
    prepare: async () => ({ fields: { scopes: ["applications:read"], expiresAt: inAMonth() } }),
  },
  revokeApiToken: { status: 204, prepare: anApiToken },

  listAuditEvents: { status: 200 },
  exportAuditEvents: { status: 200 },

  listMembers: { status: 200 },
  updateMember: { status: 200, prepare: aMember },
  removeMember: { status: 204, prepare: aMember },
  transferOwnership: { status: 204, needsOwnMerchant: true, prepare: aMember },
  listInvitations: { status: 200 },
  inviteMember: { status: 201, prepare: async () => ({ fields: { email: newEmail() } }) },
  withdrawInvitation: { status: 204, prepare: anInvitation },
  resendInvitation: { status: 204, prepare: anInvitation },
  lookUpInvitation: {
    status: 200,
    prepare: async (owner) => ({ fields: { token: (await mintInvitation(owner)).token } }),
  },
  acceptInvitation: {
    status: 200,
    prepare: async (owner) => {
      const guest = await mintMerchant();
      await verifyAddress(guest);
      const { token } = await mintInvitation(owner, guest.email);
      return { bearer: guest.token, fields: { token } };
    },
  },

  signUp: { status: 201, prepare: async () => ({ fields: { email: newEmail() } }) },
  // No identity is pending.
  signUpWithIdentity: { status: 403 },
  getMerchant: { status: 200 },
  updateMerchant: { status: 200, needsOwnMerchant: true },
  closeMerchant: { status: 204, needsOwnMerchant: true },
  listOwnMemberships: { status: 200 },
  switchMerchant: {
    status: 204,
    needsOwnMerchant: true,
    prepare: async ({ ctx }) => ({ fields: { merchantId: ctx.merchantId } }),
  },

  createConsoleToken: { status: 201 },
  listSessions: { status: 200 },
  endOtherSessions: { status: 204, needsOwnMerchant: true },
  endSession: { status: 204, prepare: aSession },
  changePassword: {
    status: 204,
    needsOwnMerchant: true,
    prepare: async () => ({
      fields: { currentPassword: testPassword, newPassword: `${testPassword} anew` },
    }),
  },
  requestEmailVerification: { status: 204 },

  getSecondFactor: { status: 200 },
  beginTotp: { status: 201, needsOwnMerchant: true },
  confirmTotp: { status: 409, needsOwnMerchant: true },
  removeTotp: { status: 204 },
  makeRecoveryCodes: { status: 201, needsOwnMerchant: true, prepare: aPasskeyAside },
  offerNewPasskey: { status: 200 },
  // Needs an authenticator.
  addPasskey: { status: 400 },
  renamePasskey: { status: 200, needsOwnMerchant: true, prepare: aPasskey },
  removePasskey: { status: 204, needsOwnMerchant: true, prepare: aPasskey },
  offerPasskeyProof: { status: 200, needsOwnMerchant: true, prepare: aPasskeyAside },
  proveIdentity: { status: 204, prepare: async () => ({ fields: { password: testPassword } }) },
  listIdentities: { status: 200 },
  connectIdentity: { status: 204 },
  // No identity is pending.
  linkIdentity: { status: 409 },
  unlinkIdentity: { status: 204, needsOwnMerchant: true, prepare: anIdentity },

  votePage: { status: 200 },

  operatorCreateMerchant: {
    status: 201,
    prepare: async () => ({ fields: { externalId: randomUUID() } }),
  },
  operatorListMerchants: { status: 200 },
  operatorGetMerchant: { status: 200, prepare: ofMerchant() },
  operatorUpdateMerchant: { status: 200, prepare: ofMerchant() },
  operatorSuspendMerchant: { status: 200, needsOwnMerchant: true, prepare: ofMerchant() },
  operatorResumeMerchant: { status: 200, prepare: ofMerchant() },
  operatorCloseMerchant: { status: 200, needsOwnMerchant: true, prepare: ofMerchant() },
  operatorRevokeApiKeys: { status: 200, needsOwnMerchant: true, prepare: ofMerchant() },
  operatorFindApiKeys: {
    status: 200,
    prepare: async (owner) => {
      const { ref } = await mintKey(owner);
      return { body: { id: ref.keyId } };
    },
  },
  operatorListApplications: { status: 200, prepare: ofMerchant() },
  operatorCreateApplication: { status: 201, prepare: ofMerchant() },
  operatorGetApplication: { status: 200, prepare: ofMerchant(anApplication) },
  operatorUpdateApplication: { status: 200, prepare: ofMerchant(anApplication) },
  operatorDeleteApplication: { status: 204, prepare: ofMerchant(anApplication) },
  operatorListApiKeys: { status: 200, prepare: ofMerchant(anApplication) },
  operatorCreateApiKey: { status: 201, prepare: ofMerchant(anApplication) },
  operatorGetApiKey: { status: 200, prepare: ofMerchant(aKey) },
  operatorUpdateApiKey: { status: 200, prepare: ofMerchant(aKey) },
  operatorRevokeApiKey: { status: 204, prepare: ofMerchant(aKey) },
  operatorRestoreApiKey: { status: 200, prepare: ofMerchant(aRevokedKey) },
  operatorRotateApiKey: { status: 201, prepare: ofMerchant(aKey) },
  operatorFinishRotation: { status: 200, prepare: ofMerchant(aRotatingKey) },
  operatorCancelRotation: { status: 200, prepare: ofMerchant(aRotatingKey) },
  operatorGetApiKeyUsage: { status: 200, prepare: ofMerchant(aKey) },
  operatorListMembers: { status: 200, prepare: ofMerchant() },
  operatorInviteMember: {
    status: 201,
    prepare: ofMerchant(async () => ({ fields: { email: newEmail() } })),
  },
  operatorUpdateMember: { status: 200, prepare: ofMerchant(aMember) },
  operatorRemoveMember: { status: 204, prepare: ofMerchant(aMember) },
  operatorListAuditEvents: { status: 200, prepare: ofMerchant() },
};

/** A prepared request to an operation. */
export interface PreparedCall {
  method: string;
  params: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Sent as JSON; undefined for no body. */
  body: unknown;
}

/** Returns the example's body with the target's real values. */
export function bodyFor(id: OperationId, { body, fields }: Target): unknown {
  const { bodyExample } = findOperation(id);
  if (body !== undefined || bodyExample === undefined) return body;
  return Array.isArray(bodyExample) ? bodyExample : { ...(bodyExample as object), ...fields };
}

/** Prepares a call without credentials; `credentialFor` returns those. */
export function callFor(id: OperationId, target: Target): PreparedCall {
  const { method, queryExample = {} } = findOperation(id);
  return {
    method: method.toUpperCase(),
    params: target.params ?? {},
    query: { ...queryExample },
    headers: {},
    body: bodyFor(id, target),
  };
}

/** Adapts the call for a server at `url`: cookies need the server's own origin. */
export function addressTo(url: string, call: PreparedCall): PreparedCall {
  const { host: _, ...headers } = call.headers;
  return { ...call, headers: headers.origin ? { ...headers, origin: url } : headers };
}

/** Returns headers that let a member call an operation; none for public operations. */
export async function credentialFor(
  id: OperationId,
  member: TestMember,
  target: Target,
): Promise<Record<string, string>> {
  const { access }: { access: Contract[OperationId]["access"] } = contract[id];
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  if (target.bearer !== undefined) return bearer(target.bearer);
  if (access === "anyone") return {};
  if (access === "portal") return (await mintCookie(member)).headers;
  if (access !== "service") return bearer(member.token);
  return bearer(await getServiceToken());
}

/** Prepares a merchant whose owner may do everything, and an operation's successful call. */
export async function prepareGoodCall(
  id: OperationId,
  shared: TestMember,
): Promise<{ call: PreparedCall; status: number; target: Target }> {
  const { status, needsOwnMerchant, prepare } = scenarios[id];
  const owner = needsOwnMerchant ? await mintMerchant() : shared;
  if (needsOwnMerchant) await verifyAddress(owner);
  const target = (await prepare?.(owner, owner)) ?? {};
  const call = callFor(id, target);
  return { call: { ...call, headers: await credentialFor(id, owner, target) }, status, target };
}
