/** The look-up of a key as the product does it, but for the hash that it ends with. */
export const selectKey = `
  select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
    s.generation, k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
    k.rate_limit as "rateLimit", k.rate_limit_window_seconds as "rateLimitWindowSeconds",
    k.revoked_at is not null as "isRevoked",
    least(k.expires_at, s.expires_at) <= now() is true as "isExpired",
    m.suspended_at is not null as "isSuspended",
    (k.rotation_generation = s.generation and k.rotation_used_at is null) is true
      as "isFirstUse"
  from api_key_secrets s
  join api_keys k on k.id = s.api_key_id
  join merchants m on m.id = k.merchant_id
  where s.key_hash = `;
