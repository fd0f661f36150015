import { serve } from "#bench/verify/serve.ts";
import { hashFullKey } from "#lib/api-keys/token.ts";
import { connect } from "#lib/db/connect.ts";
import { deriveSecrets, readEnv } from "#lib/env.ts";

const env = readEnv(process.env);
const secrets = deriveSecrets(env);
const { $client: sql } = connect(env.DATABASE_URL ?? "", { poolSize: env.DATABASE_POOL_SIZE });

serve(async (body) => {
  const { key } = JSON.parse(body.toString());
  const [row] = await sql`
    select k.merchant_id as "merchantId", k.application_id as "applicationId", k.id as "keyId",
      s.generation, k.scopes, k.ip_allowlist as "ipAllowlist", k.expires_at as "expiresAt",
      k.revoked_at is not null as "isRevoked",
      least(k.expires_at, s.expires_at) <= now() is true as "isExpired",
      m.suspended_at is not null as "isSuspended"
    from api_key_secrets s
    join api_keys k on k.id = s.api_key_id
    join merchants m on m.id = k.merchant_id
    where s.key_hash = ${hashFullKey(secrets.keyHash, key)}`;
  if (!row) return JSON.stringify({ valid: false });
  const { merchantId, applicationId, keyId, scopes, expiresAt } = row;
  const verdict = { valid: true, merchantId, applicationId, keyId, environment: "live" };
  return JSON.stringify({ ...verdict, scopes, expiresAt });
});
