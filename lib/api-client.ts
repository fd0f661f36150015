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
import type { ApiToken, CreateApiTokenBody, CreatedApiToken } from "#lib/api-tokens/schema.ts";
import type {
  Application,
  CreateApplicationBody,
  UpdateApplicationBody,
} from "#lib/applications/schema.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { ErrorDetail, ErrorEnvelope } from "#lib/errors.ts";
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
import { apiPaths } from "#lib/paths.ts";
import type { Page } from "#lib/schema.ts";

/** An answer that is not a success: the envelope's words, or why none came (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly details: readonly ErrorDetail[];

  constructor(status: number, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.details = details;
  }
}

/** For whose people this page was rendered; the browser's session may have gone on to others. */
let shownMerchantId: string | undefined;

/** Has every request say for which merchant it is meant; one that comes too late is refused. */
export function setShownMerchant(merchantId: string): void {
  shownMerchantId = merchantId;
}

type Query = Record<string, string | number | undefined>;

async function request<T>(
  method: string,
  path: string,
  options: { body?: unknown; query?: Query; signal?: AbortSignal; idempotencyKey?: string } = {},
): Promise<T> {
  const { body, query = {}, signal, idempotencyKey } = options;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const headers = new Headers();
  const init: RequestInit = { method, signal, headers, cache: "no-store" };
  if (shownMerchantId !== undefined) headers.set("Keysmith-Merchant", shownMerchantId);
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
    if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
    init.body = JSON.stringify(body);
  }
  const response = await fetch(search.size > 0 ? `${path}?${search}` : path, init).catch(
    (cause) => {
      if (signal?.aborted) throw cause;
      throw new ApiError(0, "The server could not be reached. Check the connection and try again.");
    },
  );
  if (response.status === 204) return undefined as T;
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const envelope = answer as ErrorEnvelope | null;
  throw new ApiError(
    response.status,
    envelope?.message ?? "The server gave an answer that could not be read.",
    envelope?.details,
  );
}

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
    request<void>("POST", apiPaths.switchMerchant, { body }),
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
};
