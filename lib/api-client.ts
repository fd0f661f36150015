import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { ChangePasswordBody } from "#lib/accounts/schema.ts";
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
import type {
  Application,
  CreateApplicationBody,
  UpdateApplicationBody,
} from "#lib/applications/schema.ts";
import type { AuditEvent, AuditFilters } from "#lib/audit/schema.ts";
import type { Merchant, SignUpBody } from "#lib/merchants/schema.ts";
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

export { ApiError, onProofNeeded } from "#lib/api-request.ts";

interface PageOf {
  cursor?: string;
  limit?: number;
}

/** The portal's way to the public HTTP API; the browser's session cookie travels by itself. */
export const api = {
  signUp: (body: SignUpBody) => request<Merchant>("POST", apiPaths.merchants, { body }),
  changePassword: (body: ChangePasswordBody) => request<void>("POST", apiPaths.password, { body }),
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
};
