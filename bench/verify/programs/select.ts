import { selectKey } from "#bench/verify/select.ts";
import { serve } from "#bench/verify/serve.ts";
import { hashFullKey } from "#lib/api-keys/token.ts";
import { connect } from "#lib/db/connect.ts";
import { deriveSecrets, readEnv } from "#lib/env.ts";

const env = readEnv(process.env);
const secrets = deriveSecrets(env);
const { $client: sql } = connect(env.DATABASE_URL ?? "", {
  poolSize: env.DATABASE_POOL_SIZE,
  prepare: true,
});

await serve(async (body) => {
  const { key } = JSON.parse(body.toString());
  const hash = hashFullKey(secrets.keyHash, key);
  const [row] = await sql.unsafe(`${selectKey} $1`, [hash], { prepare: true });
  if (!row) return JSON.stringify({ valid: false });
  const { merchantId, applicationId, keyId, scopes, expiresAt } = row;
  const verdict = { valid: true, merchantId, applicationId, keyId, environment: "live" };
  return JSON.stringify({ ...verdict, scopes, expiresAt });
});
