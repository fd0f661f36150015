import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type {
  AccountSession,
  ChangePasswordBody,
  RequestPasswordResetBody,
  ResetPasswordBody,
} from "#lib/accounts/schema.ts";
import type {
  CreateApiKeyBody,
  HygieneFinding,
  KeySort,
  KeyStatus,
  RotateApiKeyBody,
  UpdateApiKeyBody,
} from "#lib/api-keys/schema.ts";
import { call, request } from "#lib/api-request.ts";
import type { ApiToken, CreateApiTokenBody, CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type { CreateApplicationBody, UpdateApplicationBody } from "#lib/applications/schema.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { Identity, ProviderId, SignUpWithIdentityBody } from "#lib/identities/schema.ts";
import type {
  AcceptedInvitation,
  AcceptInvitationBody,
  Invitation,
  InviteBody,
  OpenedInvitation,
} from "#lib/invitations/schema.ts";
import type { Member, UpdateMemberBody } from "#lib/members/schema.ts";
import type {
  Merchant,
  MerchantSettings,
  SignUpBody,
  SwitchMerchantBody,
  UpdateMerchantBody,
} from "#lib/merchants/schema.ts";
import type { PageVote, VotePageBody } from "#lib/page-votes/schema.ts";
import { apiPaths } from "#lib/paths.ts";
import type { Page } from "#lib/schema.ts";
import type {
  AddedPasskey,
  AddPasskeyBody,
  ConfirmTotpBody,
  Passkey,
  ProveBody,
  RecoveryCodes,
  RenamePasskeyBody,
  SecondFactor,
  TotpSetup,
} from "#lib/second-factor/schema.ts";

export { KeysmithError as ApiError } from "#client/src/client.ts";
export { onProofNeeded, setShownMerchant } from "#lib/api-request.ts";

interface PageOf {
  cursor?: string;
  limit?: number;
}

const apiKeysPath = "/api/v1/applications/{id}/api-keys";
const apiKeyPath = `${apiKeysPath}/{keyId}` as const;

/** The portal's way to the public HTTP API; the browser's session cookie travels by itself. */
export const api = {
  signUp: (body: SignUpBody) => request<Merchant>("POST", apiPaths.merchants, { body }),
  requestPasswordReset: (body: RequestPasswordResetBody) =>
    request<void>("POST", apiPaths.requestPasswordReset, { body }),
  resetPassword: (body: ResetPasswordBody) =>
    request<void>("POST", apiPaths.resetPassword, { body }),
  verifyEmail: (token: string) => request<void>("POST", apiPaths.verifyEmail, { body: { token } }),
  requestVerification: () => request<void>("POST", apiPaths.emailVerification),
  signUpWithIdentity: (body: SignUpWithIdentityBody) =>
    request<Merchant>("POST", apiPaths.merchantFromIdentity, { body }),
  listIdentities: (signal?: AbortSignal) =>
    request<{ data: Identity[] }>("GET", apiPaths.identities, { signal }),
  connectIdentity: () => request<void>("POST", apiPaths.connectIdentity),
  linkIdentity: () => request<Identity>("POST", apiPaths.identities),
  unlinkIdentity: (provider: ProviderId) => request<void>("DELETE", apiPaths.identity(provider)),
  changePassword: (body: ChangePasswordBody) => request<void>("POST", apiPaths.password, { body }),
  listSessions: (signal?: AbortSignal) =>
    request<{ data: AccountSession[] }>("GET", apiPaths.sessions, { signal }),
  endSession: (sessionId: string) => request<void>("DELETE", apiPaths.session(sessionId)),
  endOtherSessions: () => request<void>("DELETE", apiPaths.sessions),
  listApiTokens: (query: PageOf, signal?: AbortSignal) =>
    request<Page<ApiToken>>("GET", apiPaths.apiTokens, { query: { ...query }, signal }),
  createApiToken: (body: CreateApiTokenBody) =>
    request<CreatedApiToken>("POST", apiPaths.apiTokens, { body }),
  revokeApiToken: (tokenId: string) => request<void>("DELETE", apiPaths.apiToken(tokenId)),
  updateMerchant: (body: UpdateMerchantBody) =>
    request<MerchantSettings>("PATCH", apiPaths.merchant, { body }),
  closeMerchant: () => request<void>("DELETE", apiPaths.merchant),
  switchMerchant: (body: SwitchMerchantBody) =>
    request<void>("POST", apiPaths.switchMerchant, { body, isRenewal: true }),
  listMembers: (query: PageOf, signal?: AbortSignal) =>
    request<Page<Member>>("GET", apiPaths.members, { query: { ...query }, signal }),
  updateMember: (userId: string, body: UpdateMemberBody) =>
    request<Member>("PATCH", apiPaths.member(userId), { body }),
  removeMember: (userId: string) => request<void>("DELETE", apiPaths.member(userId)),
  transferOwnership: (userId: string) => request<void>("POST", apiPaths.transferOwnership(userId)),
  listInvitations: (query: PageOf, signal?: AbortSignal) =>
    request<Page<Invitation>>("GET", apiPaths.invitations, { query: { ...query }, signal }),
  invite: (body: InviteBody) => request<Invitation>("POST", apiPaths.invitations, { body }),
  resendInvitation: (invitationId: string) =>
    request<void>("POST", apiPaths.resendInvitation(invitationId)),
  withdrawInvitation: (invitationId: string) =>
    request<void>("DELETE", apiPaths.invitation(invitationId)),
  lookUpInvitation: (token: string, signal?: AbortSignal) =>
    request<OpenedInvitation>("POST", apiPaths.lookUpInvitation, { body: { token }, signal }),
  acceptInvitation: (body: AcceptInvitationBody) =>
    request<AcceptedInvitation>("POST", apiPaths.acceptInvitation, { body }),
  getSecondFactor: (signal?: AbortSignal) =>
    request<SecondFactor>("GET", apiPaths.secondFactor, { signal }),
  beginTotp: () => request<TotpSetup>("POST", apiPaths.totp),
  confirmTotp: (body: ConfirmTotpBody) =>
    request<RecoveryCodes>("POST", apiPaths.confirmTotp, { body, isRenewal: true }),
  removeTotp: () => request<void>("DELETE", apiPaths.totp),
  makeRecoveryCodes: () => request<RecoveryCodes>("POST", apiPaths.recoveryCodes),
  offerNewPasskey: () =>
    request<PublicKeyCredentialCreationOptionsJSON>("POST", apiPaths.newPasskeyOptions),
  addPasskey: (body: AddPasskeyBody) =>
    request<AddedPasskey>("POST", apiPaths.passkeys, { body, isRenewal: true }),
  renamePasskey: (passkeyId: string, body: RenamePasskeyBody) =>
    request<Passkey>("PATCH", apiPaths.passkey(passkeyId), { body }),
  removePasskey: (passkeyId: string) => request<void>("DELETE", apiPaths.passkey(passkeyId)),
  offerPasskeySignIn: () =>
    request<PublicKeyCredentialRequestOptionsJSON>("POST", apiPaths.passkeySignInOptions),
  offerPasskeyProof: () =>
    request<PublicKeyCredentialRequestOptionsJSON>("POST", apiPaths.proofOptions),
  prove: (body: ProveBody) => request<void>("POST", apiPaths.proof, { body, isRenewal: true }),
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
    request<Page<AuditEvent>>("GET", apiPaths.auditEvents, { query: { ...query }, signal }),
  votePage: (body: VotePageBody) => request<PageVote>("PUT", apiPaths.pageVotes, { body }),
};
