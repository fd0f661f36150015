import type {
  ChangePasswordBody,
  RequestPasswordResetBody,
  ResetPasswordBody,
  VerifyEmailBody,
} from "#lib/accounts/schema.ts";
import type {
  CreateApiKeyBody,
  HygieneFinding,
  KeySort,
  KeyStatus,
  RotateApiKeyBody,
  UpdateApiKeyBody,
} from "#lib/api-keys/schema.ts";
import { call } from "#lib/api-request.ts";
import type { CreateApiTokenBody } from "#lib/api-tokens/schema.ts";
import type { CreateApplicationBody, UpdateApplicationBody } from "#lib/applications/schema.ts";
import type { AuditFilters } from "#lib/audit/schema.ts";
import type { ProviderId, SignUpWithIdentityBody } from "#lib/identities/schema.ts";
import type { AcceptInvitationBody, InviteBody } from "#lib/invitations/schema.ts";
import type { UpdateMemberBody } from "#lib/members/schema.ts";
import type { SignUpBody, SwitchMerchantBody, UpdateMerchantBody } from "#lib/merchants/schema.ts";
import type { VotePageBody } from "#lib/page-votes/schema.ts";
import type {
  AddPasskeyBody,
  ConfirmTotpBody,
  ProveBody,
  RenamePasskeyBody,
} from "#lib/second-factor/schema.ts";

export { KeysmithError as ApiError } from "#client/src/client.ts";
export { onProofNeeded, proveAgain, setShownMerchant } from "#lib/api-request.ts";

interface PageOf {
  cursor?: string;
  limit?: number;
}

const apiKeysPath = "/api/v1/applications/{id}/api-keys";
const apiKeyPath = `${apiKeysPath}/{keyId}` as const;
const memberPath = "/api/v1/members/{userId}";
const passkeyPath = "/api/v1/account/passkeys/{id}";

/** The portal's way to the public HTTP API; the browser's session cookie travels by itself. */
export const api = {
  signUp: (body: SignUpBody) => call(({ POST }) => POST("/api/v1/merchants", { body })),
  requestPasswordReset: (body: RequestPasswordResetBody) =>
    call(({ POST }) => POST("/api/v1/auth/password-reset", { body })),
  resetPassword: (body: ResetPasswordBody) =>
    call(({ POST }) => POST("/api/v1/auth/password-reset/confirm", { body })),
  lookUpMailedLink: (token: string, signal?: AbortSignal) =>
    call(({ POST }) => POST("/api/v1/auth/mailed-link", { body: { token }, signal })),
  verifyEmail: (body: VerifyEmailBody) =>
    call(({ POST }) => POST("/api/v1/auth/verify-email", { body })),
  requestVerification: () => call(({ POST }) => POST("/api/v1/account/email-verification")),
  signUpWithIdentity: (body: SignUpWithIdentityBody) =>
    call(({ POST }) => POST("/api/v1/merchants/from-identity", { body })),
  listIdentities: (signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/account/identities", { signal })),
  connectIdentity: () => call(({ POST }) => POST("/api/v1/account/identities/connect")),
  linkIdentity: () => call(({ POST }) => POST("/api/v1/account/identities")),
  unlinkIdentity: (provider: ProviderId) =>
    call(({ DELETE }) =>
      DELETE("/api/v1/account/identities/{provider}", { params: { path: { provider } } }),
    ),
  changePassword: (body: ChangePasswordBody) =>
    call(({ POST }) => POST("/api/v1/account/password", { body })),
  createConsoleToken: () => call(({ POST }) => POST("/api/v1/account/console-token")),
  listSessions: (signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/account/sessions", { signal })),
  endSession: (id: string) =>
    call(({ DELETE }) => DELETE("/api/v1/account/sessions/{id}", { params: { path: { id } } })),
  endOtherSessions: () => call(({ DELETE }) => DELETE("/api/v1/account/sessions")),
  listApiTokens: (query: PageOf, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/api-tokens", { params: { query }, signal })),
  createApiToken: (body: CreateApiTokenBody) =>
    call(({ POST }) => POST("/api/v1/api-tokens", { body })),
  revokeApiToken: (id: string) =>
    call(({ DELETE }) => DELETE("/api/v1/api-tokens/{id}", { params: { path: { id } } })),
  updateMerchant: (body: UpdateMerchantBody) =>
    call(({ PATCH }) => PATCH("/api/v1/merchant", { body })),
  closeMerchant: () => call(({ DELETE }) => DELETE("/api/v1/merchant")),
  switchMerchant: (body: SwitchMerchantBody) =>
    call(({ POST }) => POST("/api/v1/account/switch", { body }), { isRenewal: true }),
  listMembers: (query: PageOf, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/members", { params: { query }, signal })),
  updateMember: (userId: string, body: UpdateMemberBody) =>
    call(({ PATCH }) => PATCH(memberPath, { params: { path: { userId } }, body })),
  removeMember: (userId: string) =>
    call(({ DELETE }) => DELETE(memberPath, { params: { path: { userId } } })),
  transferOwnership: (userId: string) =>
    call(({ POST }) => POST(`${memberPath}/transfer-ownership`, { params: { path: { userId } } })),
  listInvitations: (query: PageOf, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/invitations", { params: { query }, signal })),
  invite: (body: InviteBody) => call(({ POST }) => POST("/api/v1/invitations", { body })),
  resendInvitation: (id: string) =>
    call(({ POST }) => POST("/api/v1/invitations/{id}/resend", { params: { path: { id } } })),
  withdrawInvitation: (id: string) =>
    call(({ DELETE }) => DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
  lookUpInvitation: (token: string, signal?: AbortSignal) =>
    call(({ POST }) => POST("/api/v1/invitations/look-up", { body: { token }, signal })),
  acceptInvitation: (body: AcceptInvitationBody) =>
    call(({ POST }) => POST("/api/v1/invitations/accept", { body })),
  getSecondFactor: (signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/account/second-factor", { signal })),
  beginTotp: () => call(({ POST }) => POST("/api/v1/account/totp")),
  confirmTotp: (body: ConfirmTotpBody) =>
    call(({ POST }) => POST("/api/v1/account/totp/confirm", { body }), { isRenewal: true }),
  removeTotp: () => call(({ DELETE }) => DELETE("/api/v1/account/totp")),
  makeRecoveryCodes: () => call(({ POST }) => POST("/api/v1/account/recovery-codes")),
  offerNewPasskey: () => call(({ POST }) => POST("/api/v1/account/passkeys/options")),
  addPasskey: (body: AddPasskeyBody) =>
    call(({ POST }) => POST("/api/v1/account/passkeys", { body }), { isRenewal: true }),
  renamePasskey: (id: string, body: RenamePasskeyBody) =>
    call(({ PATCH }) => PATCH(passkeyPath, { params: { path: { id } }, body })),
  removePasskey: (id: string) =>
    call(({ DELETE }) => DELETE(passkeyPath, { params: { path: { id } } })),
  offerPasskeySignIn: () => call(({ POST }) => POST("/api/v1/auth/passkey/options")),
  offerPasskeyProof: () => call(({ POST }) => POST("/api/v1/account/proof/options")),
  prove: (body: ProveBody) =>
    call(({ POST }) => POST("/api/v1/account/proof", { body }), { isRenewal: true }),
  listApplications: (query: PageOf, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/applications", { params: { query }, signal })),
  createApplication: (body: CreateApplicationBody) =>
    call(({ POST }) => POST("/api/v1/applications", { body })),
  updateApplication: (id: string, body: UpdateApplicationBody) =>
    call(({ PATCH }) => PATCH("/api/v1/applications/{id}", { params: { path: { id } }, body })),
  deleteApplication: (id: string) =>
    call(({ DELETE }) => DELETE("/api/v1/applications/{id}", { params: { path: { id } } })),
  listApiKeys: (
    id: string,
    query: PageOf & { status?: KeyStatus; q?: string; sort?: KeySort },
    signal?: AbortSignal,
  ) => call(({ GET }) => GET(apiKeysPath, { params: { path: { id }, query }, signal })),
  getApiKey: (id: string, keyId: string, signal?: AbortSignal) =>
    call(({ GET }) => GET(apiKeyPath, { params: { path: { id, keyId } }, signal })),
  createApiKey: (id: string, body: CreateApiKeyBody, idempotencyKey: string) => {
    const header = { "Idempotency-Key": idempotencyKey };
    return call(({ POST }) => POST(apiKeysPath, { params: { path: { id }, header }, body }));
  },
  updateApiKey: (id: string, keyId: string, body: UpdateApiKeyBody) =>
    call(({ PATCH }) => PATCH(apiKeyPath, { params: { path: { id, keyId } }, body })),
  revokeApiKey: (id: string, keyId: string, reason?: string) =>
    call(({ DELETE }) =>
      DELETE(apiKeyPath, { params: { path: { id, keyId }, query: { reason } } }),
    ),
  restoreApiKey: (id: string, keyId: string) =>
    call(({ POST }) => POST(`${apiKeyPath}/restore`, { params: { path: { id, keyId } } })),
  rotateApiKey: (id: string, keyId: string, body: RotateApiKeyBody, idempotencyKey: string) => {
    const params = { path: { id, keyId }, header: { "Idempotency-Key": idempotencyKey } };
    return call(({ POST }) => POST(`${apiKeyPath}/rotate`, { params, body }));
  },
  finishRotation: (id: string, keyId: string) =>
    call(({ POST }) => POST(`${apiKeyPath}/rotate/finish`, { params: { path: { id, keyId } } })),
  cancelRotation: (id: string, keyId: string) =>
    call(({ POST }) => POST(`${apiKeyPath}/rotate/cancel`, { params: { path: { id, keyId } } })),
  getUsage: (id: string, keyId: string, days: number, signal?: AbortSignal) => {
    const params = { path: { id, keyId }, query: { days } };
    return call(({ GET }) => GET(`${apiKeyPath}/usage`, { params, signal }));
  },
  listHygiene: (query: PageOf & { finding?: HygieneFinding }, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/hygiene", { params: { query }, signal })),
  countHygiene: (signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/hygiene/counts", { signal })),
  listAuditEvents: (query: PageOf & AuditFilters, signal?: AbortSignal) =>
    call(({ GET }) => GET("/api/v1/audit-events", { params: { query }, signal })),
  votePage: (body: VotePageBody) => call(({ PUT }) => PUT("/api/v1/page-votes", { body })),
};
