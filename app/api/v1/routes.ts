import type { ApiPath } from "#lib/contract.ts";
import type { Route } from "#lib/http/route.ts";

type LoadRoute = () => Promise<Route>;

/** Routes outside the contract that a server without Next also serves. */
export const plainRoutes: Readonly<Record<string, LoadRoute>> = {
  "/.well-known/jwks.json": () => import("#app/.well-known/jwks.json/route.ts"),
  "/api/v1/openapi.json": () => import("#app/api/v1/openapi.json/route.ts"),
  "/metrics": () => import("#app/metrics/route.ts"),
  "/readyz": () => import("#app/readyz/route.ts"),
};

/** The route file of every path of the contract. */
export const apiRoutes: Readonly<Record<ApiPath, LoadRoute>> = {
  "/api/v1/account/console-token": () => import("#app/api/v1/account/console-token/route.ts"),
  "/api/v1/account/email-verification": () =>
    import("#app/api/v1/account/email-verification/route.ts"),
  "/api/v1/account/identities/{provider}": () =>
    import("#app/api/v1/account/identities/[provider]/route.ts"),
  "/api/v1/account/identities/connect": () =>
    import("#app/api/v1/account/identities/connect/route.ts"),
  "/api/v1/account/identities": () => import("#app/api/v1/account/identities/route.ts"),
  "/api/v1/account/memberships": () => import("#app/api/v1/account/memberships/route.ts"),
  "/api/v1/account/passkeys/{id}": () => import("#app/api/v1/account/passkeys/[id]/route.ts"),
  "/api/v1/account/passkeys/options": () => import("#app/api/v1/account/passkeys/options/route.ts"),
  "/api/v1/account/passkeys": () => import("#app/api/v1/account/passkeys/route.ts"),
  "/api/v1/account/password": () => import("#app/api/v1/account/password/route.ts"),
  "/api/v1/account/proof/options": () => import("#app/api/v1/account/proof/options/route.ts"),
  "/api/v1/account/proof": () => import("#app/api/v1/account/proof/route.ts"),
  "/api/v1/account/recovery-codes": () => import("#app/api/v1/account/recovery-codes/route.ts"),
  "/api/v1/account/second-factor": () => import("#app/api/v1/account/second-factor/route.ts"),
  "/api/v1/account/sessions/{id}": () => import("#app/api/v1/account/sessions/[id]/route.ts"),
  "/api/v1/account/sessions": () => import("#app/api/v1/account/sessions/route.ts"),
  "/api/v1/account/switch": () => import("#app/api/v1/account/switch/route.ts"),
  "/api/v1/account/totp/confirm": () => import("#app/api/v1/account/totp/confirm/route.ts"),
  "/api/v1/account/totp": () => import("#app/api/v1/account/totp/route.ts"),
  "/api/v1/api-keys/report-leak": () => import("#app/api/v1/api-keys/report-leak/route.ts"),
  "/api/v1/api-keys/verify": () => import("#app/api/v1/api-keys/verify/route.ts"),
  "/api/v1/api-tokens/{id}": () => import("#app/api/v1/api-tokens/[id]/route.ts"),
  "/api/v1/api-tokens": () => import("#app/api/v1/api-tokens/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}/restore": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/restore/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}/rotate/cancel": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/cancel/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}/rotate/finish": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}/rotate": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/rotate/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/route.ts"),
  "/api/v1/applications/{id}/api-keys/{keyId}/usage": () =>
    import("#app/api/v1/applications/[id]/api-keys/[keyId]/usage/route.ts"),
  "/api/v1/applications/{id}/api-keys": () =>
    import("#app/api/v1/applications/[id]/api-keys/route.ts"),
  "/api/v1/applications/{id}": () => import("#app/api/v1/applications/[id]/route.ts"),
  "/api/v1/applications": () => import("#app/api/v1/applications/route.ts"),
  "/api/v1/audit-events/export": () => import("#app/api/v1/audit-events/export/route.ts"),
  "/api/v1/audit-events": () => import("#app/api/v1/audit-events/route.ts"),
  "/api/v1/auth/mailed-link": () => import("#app/api/v1/auth/mailed-link/route.ts"),
  "/api/v1/auth/passkey/options": () => import("#app/api/v1/auth/passkey/options/route.ts"),
  "/api/v1/auth/password-reset/confirm": () =>
    import("#app/api/v1/auth/password-reset/confirm/route.ts"),
  "/api/v1/auth/password-reset": () => import("#app/api/v1/auth/password-reset/route.ts"),
  "/api/v1/auth/token/refresh": () => import("#app/api/v1/auth/token/refresh/route.ts"),
  "/api/v1/auth/token": () => import("#app/api/v1/auth/token/route.ts"),
  "/api/v1/auth/verify-email": () => import("#app/api/v1/auth/verify-email/route.ts"),
  "/api/v1/hygiene/counts": () => import("#app/api/v1/hygiene/counts/route.ts"),
  "/api/v1/hygiene": () => import("#app/api/v1/hygiene/route.ts"),
  "/api/v1/invitations/{id}/resend": () => import("#app/api/v1/invitations/[id]/resend/route.ts"),
  "/api/v1/invitations/{id}": () => import("#app/api/v1/invitations/[id]/route.ts"),
  "/api/v1/invitations/accept": () => import("#app/api/v1/invitations/accept/route.ts"),
  "/api/v1/invitations/look-up": () => import("#app/api/v1/invitations/look-up/route.ts"),
  "/api/v1/invitations": () => import("#app/api/v1/invitations/route.ts"),
  "/api/v1/members/{userId}": () => import("#app/api/v1/members/[userId]/route.ts"),
  "/api/v1/members/{userId}/transfer-ownership": () =>
    import("#app/api/v1/members/[userId]/transfer-ownership/route.ts"),
  "/api/v1/members": () => import("#app/api/v1/members/route.ts"),
  "/api/v1/merchant": () => import("#app/api/v1/merchant/route.ts"),
  "/api/v1/merchants/from-identity": () => import("#app/api/v1/merchants/from-identity/route.ts"),
  "/api/v1/merchants": () => import("#app/api/v1/merchants/route.ts"),
  "/api/v1/operator/api-keys/find": () => import("#app/api/v1/operator/api-keys/find/route.ts"),
  "/api/v1/operator/merchants": () => import("#app/api/v1/operator/merchants/route.ts"),
  "/api/v1/operator/merchants/{merchantId}": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/applications": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/applications/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/applications/[id]/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/restore": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/restore/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/rotate/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate/cancel": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/rotate/cancel/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/rotate/finish": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/rotate/finish/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/applications/{id}/api-keys/{keyId}/usage": () =>
    import(
      "#app/api/v1/operator/merchants/[merchantId]/applications/[id]/api-keys/[keyId]/usage/route.ts"
    ),
  "/api/v1/operator/merchants/{merchantId}/audit-events": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/audit-events/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/close": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/close/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/invitations": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/invitations/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/members": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/members/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/members/{userId}": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/members/[userId]/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/resume": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/resume/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/revoke-api-keys": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/revoke-api-keys/route.ts"),
  "/api/v1/operator/merchants/{merchantId}/suspend": () =>
    import("#app/api/v1/operator/merchants/[merchantId]/suspend/route.ts"),
  "/api/v1/page-votes": () => import("#app/api/v1/page-votes/route.ts"),
  "/api/v1/secret-scanning/github": () => import("#app/api/v1/secret-scanning/github/route.ts"),
  "/api/v1/whoami": () => import("#app/api/v1/whoami/route.ts"),
};
