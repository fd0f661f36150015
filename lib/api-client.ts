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
  ApiKey,
  CreateApiKeyBody,
  CreatedApiKey,
  HygieneCounts,
  HygieneFinding,
  HygieneRow,
  KeySort,
  KeyStatus,
  RotateApiKeyBody,
  UpdateApiKeyBody,
  Usage,
} from "#lib/api-keys/schema.ts";
import { request } from "#lib/api-request.ts";
import type { ApiToken, CreateApiTokenBody, CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type {
  Application,
  CreateApplicationBody,
  UpdateApplicationBody,
} from "#lib/applications/schema.ts";
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

export { ApiError, onProofNeeded, setShownMerchant } from "#lib/api-request.ts";

interface PageOf {
  cursor?: string;
  limit?: number;
}

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
    request<Page<Application>>("GET", apiPaths.applications, { query: { ...query }, signal }),
  createApplication: (body: CreateApplicationBody) =>
    request<Application>("POST", apiPaths.applications, { body }),
  updateApplication: (applicationId: string, body: UpdateApplicationBody) =>
    request<Application>("PATCH", apiPaths.application(applicationId), { body }),
  deleteApplication: (applicationId: string) =>
    request<void>("DELETE", apiPaths.application(applicationId)),
  listApiKeys: (
    applicationId: string,
    query: PageOf & { status?: KeyStatus; q?: string; sort?: KeySort },
    signal?: AbortSignal,
  ) =>
    request<Page<ApiKey>>("GET", apiPaths.apiKeys(applicationId), { query: { ...query }, signal }),
  getApiKey: (applicationId: string, keyId: string, signal?: AbortSignal) =>
    request<ApiKey>("GET", apiPaths.apiKey(applicationId, keyId), { signal }),
  createApiKey: (applicationId: string, body: CreateApiKeyBody, idempotencyKey: string) =>
    request<CreatedApiKey>("POST", apiPaths.apiKeys(applicationId), { body, idempotencyKey }),
  updateApiKey: (applicationId: string, keyId: string, body: UpdateApiKeyBody) =>
    request<ApiKey>("PATCH", apiPaths.apiKey(applicationId, keyId), { body }),
  revokeApiKey: (applicationId: string, keyId: string, reason?: string) =>
    request<void>("DELETE", apiPaths.apiKey(applicationId, keyId), { query: { reason } }),
  restoreApiKey: (applicationId: string, keyId: string) =>
    request<ApiKey>("POST", apiPaths.restore(applicationId, keyId)),
  rotateApiKey: (
    applicationId: string,
    keyId: string,
    body: RotateApiKeyBody,
    idempotencyKey: string,
  ) =>
    request<CreatedApiKey>("POST", apiPaths.rotate(applicationId, keyId), { body, idempotencyKey }),
  finishRotation: (applicationId: string, keyId: string) =>
    request<ApiKey>("POST", apiPaths.finishRotation(applicationId, keyId)),
  cancelRotation: (applicationId: string, keyId: string) =>
    request<ApiKey>("POST", apiPaths.cancelRotation(applicationId, keyId)),
  getUsage: (applicationId: string, keyId: string, days: number, signal?: AbortSignal) =>
    request<Usage>("GET", apiPaths.usage(applicationId, keyId), { query: { days }, signal }),
  listHygiene: (query: PageOf & { finding?: HygieneFinding }, signal?: AbortSignal) =>
    request<Page<HygieneRow>>("GET", apiPaths.hygiene, { query: { ...query }, signal }),
  countHygiene: (signal?: AbortSignal) =>
    request<HygieneCounts>("GET", apiPaths.hygieneCounts, { signal }),
  listAuditEvents: (query: PageOf & AuditFilters, signal?: AbortSignal) =>
    request<Page<AuditEvent>>("GET", apiPaths.auditEvents, { query: { ...query }, signal }),
  votePage: (body: VotePageBody) => request<PageVote>("PUT", apiPaths.pageVotes, { body }),
};
