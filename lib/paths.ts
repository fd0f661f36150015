/** Paths of the portal's pages, for links and redirects. */
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
  docs: "/docs",
  docsSearch: "/docs/search",
  guides: "/docs/guides",
  reference: "/docs/reference",
  guide: (name: string) => `/docs/guides/${name}`,
  operation: (name: string) => `/docs/reference/${name}`,
  /** Image of a page of the documentation, for links to it. */
  docsImage: (path: string) => path.replace("/docs", "/docs/image"),
  secretScanning: "/docs/secret-scanning",
  touchIcon: "/brand/touch-icon.png",
  /** Help for an error code. */
  errorHelp: (code: string) => `/docs/guides/errors#${code.replaceAll("_", "-")}`,
} as const;

/** API paths that people see or open; the portal's own calls use `lib/api-client.ts`. */
export const apiPaths = {
  applications: "/api/v1/applications",
  hygieneCounts: "/api/v1/hygiene/counts",
  auditEvents: "/api/v1/audit-events",
  exportAuditEvents: "/api/v1/audit-events/export",
  reportLeak: "/api/v1/api-keys/report-leak",
  githubSecretScanning: "/api/v1/secret-scanning/github",
  whoami: "/api/v1/whoami",
} as const;
