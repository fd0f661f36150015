import { expect, test } from "vitest";
import { sealAuditLog } from "#lib/audit/seal.ts";
import { verifyAuditSeals } from "#lib/audit/verify-seals.ts";
import { newId } from "#lib/ids.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { createServiceToken } from "#lib/service-tokens/create.ts";
import { runAsOwner } from "#lib/testing/database/owner.ts";
import { mintApiKeys } from "#lib/testing/records/api-keys.ts";
import { runOperator } from "#scripts/operator/run.ts";

const sql = getServer().db.$client;
const ctx = createContext({ id: "test", address: null, userAgent: null });
const sealAll = () => sealAuditLog(ctx, Date.now() + 1000);

/** Changes the log as only the owner of the table can. */
async function tamper(statement: string): Promise<void> {
  await runAsOwner(
    `alter table audit_events disable trigger audit_events_append_only; ${statement};
    alter table audit_events enable trigger audit_events_append_only`,
  );
}

test("each event is sealed once, in the chain of its merchant, however many seal at once", async () => {
  const first = await mintApiKeys(3);
  await createServiceToken(ctx, { name: newId("svc") });
  await Promise.all([sealAll(), sealAll(), sealAll()]);
  await mintApiKeys(2);
  await sealAll();
  const [count] = await sql`select count(*)::int from audit_events`;
  const report = await verifyAuditSeals(ctx);
  expect(report).toMatchObject({ events: count?.count, faults: [] });
  const own = await verifyAuditSeals(ctx, first.ctx.merchantId);
  expect(own.seals).toBe(1);
  expect(own.events).toBeGreaterThan(3);
  const { exitCode, text } = await runOperator(["audit", "verify"]);
  expect({ exitCode, text }).toEqual({
    exitCode: 0,
    text: expect.stringContaining("as they were sealed"),
  });
});

test("recent events wait, so that none that is committed late is missed", async () => {
  const before = await verifyAuditSeals(ctx);
  await mintApiKeys(1);
  await sealAuditLog(ctx);
  expect(await verifyAuditSeals(ctx)).toEqual(before);
});

test.each<[string, (id: string) => string]>([
  ["changed", (id) => `update audit_events set after = '{}' where id = '${id}'`],
  ["removed", (id) => `delete from audit_events where id = '${id}'`],
  [
    "added",
    (id) => `insert into audit_events select (jsonb_populate_record(e, '{"id": "${id}0"}')).*
    from audit_events e where id = '${id}'`,
  ],
])(
  "an event that is %s after its seal breaks the chain of its merchant alone",
  async (_, change) => {
    const { ctx: victim } = await mintApiKeys(2);
    const others = await mintApiKeys(1);
    await sealAll();
    const [event] = await sql`
    select id from audit_events where merchant_id = ${victim.merchantId}
      and action = 'api_key.created' order by id limit 1`;
    await tamper(change(event?.id));
    expect((await verifyAuditSeals(ctx, others.ctx.merchantId)).faults).toEqual([]);
    const { faults } = await verifyAuditSeals(ctx, victim.merchantId);
    expect(faults).toMatchObject([{ chain: victim.merchantId }]);
    const { exitCode, text } = await runOperator([
      "audit",
      "verify",
      "--merchant",
      victim.merchantId,
    ]);
    expect({ exitCode, text }).toEqual({
      exitCode: 3,
      text: expect.stringContaining(victim.merchantId),
    });
  },
);

test("the database refuses to change seals", async () => {
  for (const change of [
    "update audit_seals set events = 0",
    "delete from audit_seals",
    "truncate audit_seals",
  ]) {
    await expect(sql.unsafe(change)).rejects.toThrow("permission denied");
    await expect(runAsOwner(change)).rejects.toThrow("audit_seals is append-only");
  }
});
