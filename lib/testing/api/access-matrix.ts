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

/** Expected access, written independently of the contract that it is compared with. */
export interface Row {
  /**
   * The required permission; `account` for any person's own account, and no machine, and `portal`
   * for that person's browser.
   */
  access: Permission | "account" | "portal";
  /** A scope that the call passes on, which the token must have itself. */
  grants?: Permission;
  /** Whether machines are always refused, so that no scope is missing. */
  isPersonal?: true;
  /** Whether it ends the caller's other credentials, so that each needs a person of its own. */
  endsOthers?: true;
  /**
   * Whether an old authentication is refused: `always`, or `by-key` for calls that return a live
   * key's secret, revive it or extend its rights.
   */
  needsProof?: "always" | "by-key";
  /** Whether the session gets a new id. */
  replacesSession?: true;
  /** Whether it is refused while the merchant is suspended. */
  isRefusedWhenSuspended?: true;
  /** Required rights on an API key: the right to create it, or none. */
  ceiling?: "creator" | "none";
  /** A call without effect in place of the successful one, if that works only once. */
  instead?: { status: number; prepare(owner: TestMember): Promise<Target> };
  /** A call that extends an API key's rights; if missing, every call does. */
  widening?(owner: TestMember, keyOptions?: KeyOptions): Promise<Target>;
}

const empty = { status: 400, prepare: async () => ({ body: {} }) };

/** All operations that members call. */
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
    // A suspended merchant may only downgrade roles.
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
    // It has applications by then, which are checked first.
    instead: {
      status: 409,
      prepare: async ({ ctx }) => {
        await mintApplication(ctx);
        return {};
      },
    },
  },
};
