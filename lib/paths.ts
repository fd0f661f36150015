/** Addresses of the portal's own pages and of the HTTP API, in one place for links and fetches. */
export const paths = {
  signIn: "/sign-in",
  signUp: "/sign-up",
  resetPassword: "/reset-password",
  verifyEmail: "/verify-email",
  invitation: "/invitation",
  applications: "/applications",
  application: (applicationId: string) => `/applications/${applicationId}`,
  apiKey: (applicationId: string, keyId: string) =>
    `/applications/${applicationId}/api-keys/${keyId}`,
  hygiene: "/hygiene",
  auditLog: "/audit-log",
  team: "/team",
  apiTokens: "/api-tokens",
  account: "/account",
  company: "/company",
  secretScanning: "/docs/secret-scanning",
} as const;

const apiKeys = (applicationId: string) => `/api/v1/applications/${applicationId}/api-keys`;
const apiKey = (applicationId: string, keyId: string) => `${apiKeys(applicationId)}/${keyId}`;

export const apiPaths = {
  merchants: "/api/v1/merchants",
  password: "/api/v1/account/password",
  proof: "/api/v1/account/proof",
  proofOptions: "/api/v1/account/proof/options",
  secondFactor: "/api/v1/account/second-factor",
  totp: "/api/v1/account/totp",
  confirmTotp: "/api/v1/account/totp/confirm",
  recoveryCodes: "/api/v1/account/recovery-codes",
  passkeys: "/api/v1/account/passkeys",
  passkey: (passkeyId: string) => `/api/v1/account/passkeys/${passkeyId}`,
  newPasskeyOptions: "/api/v1/account/passkeys/options",
  passkeySignInOptions: "/api/v1/auth/passkey/options",
  applications: "/api/v1/applications",
  application: (applicationId: string) => `/api/v1/applications/${applicationId}`,
  apiKeys,
  apiKey,
  restore: (applicationId: string, keyId: string) => `${apiKey(applicationId, keyId)}/restore`,
  rotate: (applicationId: string, keyId: string) => `${apiKey(applicationId, keyId)}/rotate`,
  finishRotation: (applicationId: string, keyId: string) =>
    `${apiKey(applicationId, keyId)}/rotate/finish`,
  cancelRotation: (applicationId: string, keyId: string) =>
    `${apiKey(applicationId, keyId)}/rotate/cancel`,
  usage: (applicationId: string, keyId: string) => `${apiKey(applicationId, keyId)}/usage`,
  hygiene: "/api/v1/hygiene",
  hygieneCounts: "/api/v1/hygiene/counts",
  auditEvents: "/api/v1/audit-events",
  exportAuditEvents: "/api/v1/audit-events/export",
  verify: "/api/v1/api-keys/verify",
  reportLeak: "/api/v1/api-keys/report-leak",
  githubSecretScanning: "/api/v1/secret-scanning/github",
  whoami: "/api/v1/whoami",
} as const;
