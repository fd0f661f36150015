/** Addresses of the portal's own pages and of the HTTP API, in one place for links and fetches. */
export const paths = {
  signIn: "/sign-in",
  signUp: "/sign-up",
  signUpCompany: "/sign-up/company",
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
  linkIdentity: "/account/link",
  company: "/company",
  secretScanning: "/docs/secret-scanning",
} as const;

const apiKeys = (applicationId: string) => `/api/v1/applications/${applicationId}/api-keys`;
const apiKey = (applicationId: string, keyId: string) => `${apiKeys(applicationId)}/${keyId}`;

export const apiPaths = {
  merchants: "/api/v1/merchants",
  merchantFromIdentity: "/api/v1/merchants/from-identity",
  password: "/api/v1/account/password",
  identities: "/api/v1/account/identities",
  identity: (provider: string) => `/api/v1/account/identities/${provider}`,
  connectIdentity: "/api/v1/account/identities/connect",
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
