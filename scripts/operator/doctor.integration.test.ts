import { randomBytes } from "node:crypto";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { readEnv } from "#lib/env.ts";
import { getServer } from "#lib/runtime/server.ts";
import { secretNames } from "#lib/secret-list.ts";
import { getOwnerUrl } from "#lib/testing/database/owner.ts";
import { mintMerchant } from "#lib/testing/records/merchants.ts";
import { startSmtp } from "#lib/testing/services/smtp.ts";
import { runOperator } from "#scripts/operator/run.ts";

for (const name of secretNames) process.env[name] = randomBytes(32).toString("base64");
const sql = getServer().db.$client;

beforeAll(async () => {
  await mintMerchant();
  await checkSecrets(sql, readEnv(process.env), { isAdopting: true });
});

async function diagnose(env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { exitCode, text } = await runOperator(["doctor", "--json"]).finally(() =>
    vi.unstubAllEnvs(),
  );
  const findings = JSON.parse(text) as { check: string; status: string; message: string }[];
  const find = (check: string) => findings.find((finding) => finding.check === check);
  return { exitCode, find, problems: findings.filter(({ status }) => status === "problem") };
}

test("a sound installation has no problem, and the exit code says so", async () => {
  const smtp = await startSmtp();
  const { exitCode, find, problems } = await diagnose({ SMTP_URL: smtp.url });
  await smtp.close();
  expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
  for (const check of [
    "settings",
    "primary",
    "schema",
    "pooler",
    "secrets",
    "clock",
    "mail",
    "jobs",
  ]) {
    expect(find(check)).toMatchObject({ status: "ok" });
  }
  const { text, exitCode: shown } = await runOperator(["doctor"]);
  expect(text).toMatch(/^STATUS +CHECK +FINDING\n/);
  expect(shown).toBe(0);
});

test("each fault is a problem of its own, also when others are there", async () => {
  await sql`insert into password_reset_requests (email, source, created_at)
    values ('a@example.test', '192.0.2.1', now() - interval '10 minutes')`;
  const wrong = randomBytes(32).toString("base64");
  const { exitCode, find } = await diagnose({
    SMTP_URL: "smtp://127.0.0.1:1",
    KEYSMITH_SEALING_SECRET: wrong,
  });
  await sql`delete from password_reset_requests`;
  expect(exitCode).toBe(3);
  expect(find("secrets")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("KEYSMITH_SEALING_SECRET isn't the one"),
  });
  expect(find("mail")?.message).toContain("Couldn't connect to the server of SMTP_URL");
  expect(find("jobs")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("password-reset-requests (10 min)"),
  });
  expect(find("schema")).toMatchObject({ status: "ok" });
});

test("weak or missing secrets, and a database that does not answer, are named", async () => {
  const missing = await diagnose({ KEYSMITH_SESSION_SECRET: "" });
  expect(missing.exitCode).toBe(3);
  expect(missing.find("settings")?.message).toContain("KEYSMITH_SESSION_SECRET");
  const away = await diagnose({ DATABASE_URL: "postgres://127.0.0.1:1/x" });
  expect(away.find("primary")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("doesn't respond (ECONNREFUSED)"),
  });
  await sql`delete from secret_checks where name = 'KEYSMITH_SESSION_SECRET'`;
  const weak = await diagnose({ KEYSMITH_SESSION_SECRET: "secret".repeat(8) });
  expect(weak.find("secrets")).toMatchObject({
    status: "warning",
    message: expect.stringContaining("KEYSMITH_SESSION_SECRET: not random"),
  });
});

test("a database that other tools restored signs everybody out and reuses no sequence number", async () => {
  const { ctx } = await mintMerchant();
  const withoutOwner = await runOperator(["restore", "finish"]);
  expect(withoutOwner).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("Set MIGRATION_DATABASE_URL"),
  });
  vi.stubEnv("MIGRATION_DATABASE_URL", getOwnerUrl());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { exitCode, text } = await runOperator([
    ...["restore", "finish", "--taken-at", "2026-11-01T00:00:00Z"],
  ]);
  expect({ exitCode, text }).toMatchObject({
    exitCode: 0,
    text: expect.stringContaining("revoked, ended or removed after 2026-11-01T00:00:00.000Z"),
  });
  const [left] = await sql`
    select (select count(*)::int from sessions where merchant_id = ${ctx.merchantId}) as sessions,
      nextval('verifier_marks') > 1000000000 as "isPastMarks"`;
  expect(left).toEqual({ sessions: 0, isPastMarks: true });
  const wrong = await runOperator(["restore", "finish", "--taken-at", "yesterday"]);
  expect(wrong.exitCode).toBe(2);
});
