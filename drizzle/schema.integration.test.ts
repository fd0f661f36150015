import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { migrateDatabase } from "#lib/db/migrate.ts";
import { getServer } from "#lib/runtime/server.ts";
import { getOwnerUrl, runAsOwner } from "#lib/testing/database/owner.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";

async function refusal(statement: string): Promise<string> {
  const error = await getServer()
    .db.execute(sql.raw(statement))
    .then(
      () => null,
      (cause) => cause.cause ?? cause,
    );
  return error?.constraint_name ?? error?.message ?? "accepted";
}

describe("the database itself", () => {
  test("keeps the audit log append-only", async () => {
    await mintMerchant();
    for (const statement of [
      "update audit_events set action = 'x'",
      "delete from audit_events",
      "truncate audit_events",
    ]) {
      expect(await refusal(statement)).toBe("permission denied for table audit_events");
      await expect(runAsOwner(statement)).rejects.toThrow("audit_events is append-only");
    }
  });

  test("refuses what the API would refuse", async () => {
    const { ctx } = await mintMerchant();
    const { id: applicationId } = await mintApplication(ctx);
    const { id } = await createApiKey(ctx, { applicationId, description: "a" });
    const other = await mintMerchant();
    const set = (change: string) => refusal(`update api_keys set ${change} where id = '${id}'`);
    expect(await set(`description = repeat('🔑', 50)`)).toBe("accepted");
    expect(await set(`description = repeat('🔑', 51)`)).toBe("api_keys_description_length");
    expect(await set("description = ''")).toBe("api_keys_description_length");
    expect(await set("key_prefix = 'ks_live_abc'")).toBe("api_keys_prefix_length");
    expect(await set("key_prefix = repeat('k', 27)")).toBe("api_keys_prefix_length");
    expect(await set("key_prefix = repeat('k', 26)")).toBe("accepted");
    expect(await set(`merchant_id = '${other.ctx.merchantId}'`)).toBe("api_keys_application_fk");
    expect(await refusal("update applications set environment = 'prod'")).toBe(
      "applications_environment",
    );
    expect(
      await refusal("insert into api_key_secrets select '\\x00', api_key_id from api_key_secrets"),
    ).toBe("api_key_secrets_hash_length");
  });

  test("is migrated once however often and by however many it is asked", async () => {
    const url = getOwnerUrl();
    await expect(Promise.all([1, 2, 3].map(() => migrateDatabase(url)))).resolves.toHaveLength(3);
  });
});
