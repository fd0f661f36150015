/** Addresses of the portal's own pages and of the HTTP API, in one place for links and fetches. */
export const paths = {
  signIn: "/sign-in",
  signUp: "/sign-up",
  applications: "/applications",
  application: (applicationId: string) => `/applications/${applicationId}`,
  account: "/account",
} as const;

export const apiPaths = {
  merchants: "/api/v1/merchants",
  password: "/api/v1/account/password",
  applications: "/api/v1/applications",
  apiKeys: (applicationId: string) => `/api/v1/applications/${applicationId}/api-keys`,
  apiKey: (applicationId: string, keyId: string) =>
    `/api/v1/applications/${applicationId}/api-keys/${keyId}`,
  whoami: "/api/v1/whoami",
} as const;
