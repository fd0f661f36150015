import type { OperationId } from "#lib/contract.ts";
import type { Permission } from "#lib/merchants/permissions.ts";
import {
  aKey,
  aRevokedKey,
  aRotatingKey,
  type KeyOptions,
  type Target,
} from "#lib/testing/api/scenarios.ts";
import {
  addMember,
  mintApplication,
  type TestMember,
  testPassword,
} from "#lib/testing/records/merchants.ts";

/** Who may do what, written down apart from the contract, so that it is not compared with itself. */
export interface Row {
  /**
   * What of a role and a token lets them in; `account` is any person's own, and no machine's, and
   * `portal` its own in the browser.
   */
  access: Permission | "account" | "portal";
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
  /** In place of the good call, one that changes nothing, for what would be gone after the first. */
  instead?: { status: number; prepare(owner: TestMember): Promise<Target> };
  /** A call that lets an API key do more; where it is missing, every call does. */
  widening?(owner: TestMember, keyOptions?: KeyOptions): Promise<Target>;
}

const empty = { status: 400, prepare: async () => ({ body: {} }) };

/** Every operation that a member calls. */
export const rows: Partial<Record<OperationId, Row>> = {
  requestEmailVerification: { access: "account" },
  changePassword: {
    access: "account",
    needsProof: "always",
    instead: {
      status: 400,
      prepare: async () => ({ body: { currentPassword: "wrong", newPassword: testPassword } }),
    },
  },
  listSessions: { access: "account" },
  endOtherSessions: { access: "account", endsOthers: true, needsProof: "always" },
  endSession: { access: "account", needsProof: "always" },
  listApiTokens: { access: "account" },
  createApiToken: {
    access: "account",
    needsProof: "always",
    isRefusedWhenSuspended: true,
    grants: "applications:read",
  },
  revokeApiToken: { access: "account" },
  listApplications: { access: "applications:read" },
  createApplication: { access: "applications:write", isRefusedWhenSuspended: true },
  getApplication: { access: "applications:read" },
  updateApplication: { access: "applications:write", isRefusedWhenSuspended: true },
  deleteApplication: { access: "applications:write" },
  listApiKeys: { access: "api-keys:read" },
  createApiKey: { access: "api-keys:write", needsProof: "by-key", isRefusedWhenSuspended: true },
  getApiKey: { access: "api-keys:read" },
  updateApiKey: {
    access: "api-keys:write",
    needsProof: "by-key",
    ceiling: "creator",
    instead: {
      status: 200,
      prepare: async (owner) => ({ ...(await aKey(owner)), body: { description: "Checkout" } }),
    },
    widening: async (owner, options) => ({
      ...(await aKey(owner, { ipAllowlist: ["203.0.113.7"], ...options })),
      body: { ipAllowlist: [] },
    }),
  },
  revokeApiKey: { access: "api-keys:write", ceiling: "none" },
  restoreApiKey: {
    access: "api-keys:write",
    needsProof: "by-key",
    isRefusedWhenSuspended: true,
    ceiling: "creator",
    widening: aRevokedKey,
  },
  rotateApiKey: {
    access: "api-keys:write",
    needsProof: "by-key",
    isRefusedWhenSuspended: true,
    ceiling: "creator",
    widening: aKey,
  },
  cancelRotation: { access: "api-keys:write", ceiling: "creator", widening: aRotatingKey },
  finishRotation: { access: "api-keys:write", ceiling: "creator", widening: aRotatingKey },
  getApiKeyUsage: { access: "api-keys:read" },
  listAuditEvents: { access: "audit:read" },
  exportAuditEvents: { access: "audit:read" },
  listHygiene: { access: "api-keys:read" },
  countHygiene: { access: "api-keys:read" },
  createConsoleToken: { access: "portal", needsProof: "always" },
  listIdentities: { access: "account" },
  linkIdentity: { access: "account", needsProof: "always" },
  connectIdentity: { access: "account", needsProof: "always" },
  unlinkIdentity: { access: "account", needsProof: "always" },
  listOwnMemberships: { access: "account" },
  offerNewPasskey: { access: "account", needsProof: "always" },
  addPasskey: { access: "account", needsProof: "always" },
  renamePasskey: { access: "account" },
  removePasskey: { access: "account", needsProof: "always" },
  proveIdentity: { access: "account", instead: empty },
  offerPasskeyProof: { access: "account" },
  makeRecoveryCodes: { access: "account", needsProof: "always" },
  getSecondFactor: { access: "account" },
  switchMerchant: { access: "portal", endsOthers: true, replacesSession: true },
  beginTotp: { access: "account", needsProof: "always" },
  confirmTotp: { access: "account", needsProof: "always", instead: empty },
  removeTotp: { access: "account", needsProof: "always" },
  listInvitations: { access: "members:write" },
  inviteMember: { access: "members:write", needsProof: "always", isRefusedWhenSuspended: true },
  withdrawInvitation: { access: "members:write" },
  resendInvitation: {
    access: "members:write",
    needsProof: "always",
    isRefusedWhenSuspended: true,
  },
  listMembers: { access: "members:write" },
  updateMember: {
    access: "members:write",
    needsProof: "always",
    // While the merchant is suspended, a role may only become a lesser one.
    instead: {
      status: 200,
      prepare: async (owner) => {
        const { ctx } = await addMember(owner, "developer");
        return { params: { userId: ctx.caller.userId }, body: { role: "viewer" } };
      },
    },
  },
  removeMember: { access: "members:write", needsProof: "always", isPersonal: true },
  transferOwnership: {
    access: "owners:write",
    needsProof: "always",
    isRefusedWhenSuspended: true,
    endsOthers: true,
  },
  getMerchant: { access: "account" },
  updateMerchant: {
    access: "merchant:write",
    needsProof: "always",
    isRefusedWhenSuspended: true,
    instead: { status: 200, prepare: async () => ({ body: { name: "Renamed shop" } }) },
  },
  closeMerchant: {
    access: "owners:write",
    needsProof: "always",
    // It has applications by then, which come first.
    instead: {
      status: 409,
      prepare: async ({ ctx }) => {
        await mintApplication(ctx);
        return {};
      },
    },
  },
};
