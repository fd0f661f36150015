import { spawnSync } from "node:child_process";
import { and, desc, eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { auditEvents } from "#drizzle/schema.ts";
import { findSession } from "#lib/auth/sessions.ts";
import { createContext } from "#lib/db/client.ts";
import { newId } from "#lib/ids.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { mintApiKey, verdictOf } from "#lib/testing/api-keys.ts";
import { takeMail } from "#lib/testing/mail.ts";
import { mintMerchant } from "#lib/testing/merchants.ts";
import { addTotp } from "#lib/testing/totp.ts";
import { runOperator } from "#scripts/operator/run.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });

/** What an operator types, on the test's own database. */
async function run(args: string[], env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const result = await runOperator(args).finally(() => vi.unstubAllEnvs());
  for (const name of ["KEYSMITH_KEY_HASH_SECRET", "KEYSMITH_SEALING_SECRET"]) {
    expect(result.text).not.toContain(process.env[name]);
  }
  return result;
}

describe("service-token", () => {
  test("create prints a token once, which is good at once; list does not show it", async () => {
    const name = newId("svc");
    const created = await run(["service-token", "create", name]);
    expect(created.exitCode).toBe(0);
    const [token = ""] = /ks_svc_[0-9A-Za-z]{49}/.exec(created.text) ?? [];
    await authenticateServiceToken(ctx, token);
    const listed = await run(["service-token", "list"]);
    expect(listed.text).toMatch(new RegExp(`${name} +${token.slice(0, 12)}… +\\S+Z +active`));
    expect(listed.text).not.toContain(token);
  });

  test("speaks JSON to scripts", async () => {
    const name = newId("svc");
    const created = JSON.parse((await run(["service-token", "create", name, "--json"])).text);
    expect(created).toMatchObject({ name, token: expect.stringMatching(/^ks_svc_/) });
    const { token, ...shown } = created;
    const list = async () => JSON.parse((await run(["--json", "service-token", "list"])).text);
    expect(await list()).toContainEqual(shown);
    const revoked = JSON.parse((await run(["service-token", "revoke", shown.id, "--json"])).text);
    expect(revoked).toEqual({ ...shown, revokedAt: expect.stringMatching(/Z$/) });
    expect(await list()).toContainEqual(revoked);
  });

  test("revoke says how soon it holds", async () => {
    const { text } = await run(["service-token", "create", newId("svc"), "--json"]);
    const revoked = await run(["service-token", "revoke", JSON.parse(text).id]);
    expect(revoked.text).toContain("It stops working within 5 seconds.");
  });
});

describe("merchant", () => {
  test("suspend has all keys refused until resume, and both are in the audit log once", async () => {
    const { ctx: owner, key, email } = await mintApiKey();
    const { merchantId } = owner;
    const readActions = async () => {
      const rows = await owner.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.merchantId, merchantId))
        .orderBy(desc(auditEvents.id));
      return rows
        .filter(({ actorId }) => actorId === "operator")
        .map(({ action, via, address, sessionId }) => [action, via, address, sessionId]);
    };
    for (let i = 0; i < 2; i++) await run(["merchant", "suspend", merchantId]);
    expect(await verdictOf(owner, key.fullKey)).toBe("suspended");
    const listed = await run(["merchant", "list"]);
    expect(listed.text).toMatch(new RegExp(`${merchantId} +Test shop +${email} +\\S+Z +suspended`));
    for (let i = 0; i < 2; i++) await run(["merchant", "resume", merchantId]);
    expect(await verdictOf(owner, key.fullKey)).toBe("valid");
    expect(await readActions()).toEqual([
      ["merchant.resumed", "operator", null, null],
      ["merchant.suspended", "operator", null, null],
    ]);
  });
});

describe("person", () => {
  test("reset-second-factor takes every factor, ends the sessions, and tells everyone", async () => {
    const member = await mintMerchant();
    const { ctx: person, email } = member;
    await addTotp(member);
    await takeMail(person, email);
    const reset = await run(["person", "reset-second-factor", email.toUpperCase()]);
    expect([reset.exitCode, reset.text]).toEqual([
      0,
      `The second factor of ${email} is reset. They are signed out everywhere, and told by mail.`,
    ]);
    const { userId } = person.caller;
    expect(await findFactors(person, userId)).toEqual({
      hasPassword: true,
      hasTotp: false,
      hasPasskey: false,
      recoveryCodesLeft: 0,
    });
    expect(await findSession(person, person.claim)).toBe(null);
    const events = await person.db
      .select({ actorId: auditEvents.actorId, after: auditEvents.after })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.merchantId, person.merchantId),
          eq(auditEvents.action, "account.second_factor_reset"),
        ),
      );
    expect(events).toEqual([{ actorId: "operator", after: { person: email } }]);
    const mails = await takeMail(person, email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "The second factor of your account was reset",
    ]);
  });
});

describe("the operator's command line", () => {
  test.each([
    [["--help"], 7],
    [["service-token", "-h"], 3],
    [["merchant", "suspend", "--help"], 0],
  ])("teaches by %j, without a database", async (args, commands) => {
    const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const { exitCode, text } = await run(args, env);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^Usage: npm run operator -- /);
    expect(text.match(/^ {2}(service-token|merchant|person) /gm) ?? []).toHaveLength(commands);
  });

  test.each([
    [[], "Say what to do."],
    [["merchant"], "Say what to do."],
    [["merchant", "delete", "x"], 'There is no command "merchant delete".'],
    [["service-token", "create"], "NAME is missing."],
    [["service-token", "create", "a", "b"], '"b" is more than it takes.'],
    [["service-token", "create", "a\u0001"], "The name must not contain control characters"],
    [["merchant", "list", "x"], '"x" is more than it takes.'],
    [["person", "reset-second-factor", "nobody"], "Invalid email format"],
    [["merchant", "list", "--all"], "Unknown option '--all'"],
  ])("ends with 2 and a word of advice on %j", async (args, advice) => {
    const { exitCode, text } = await run(args);
    expect(exitCode).toBe(2);
    expect(text).toContain(advice);
  });

  test.each<[string[], Record<string, string>, string]>([
    [["merchant", "suspend", "mer_x"], {}, "There is no merchant mer_x"],
    [["merchant", "resume", "mer_x"], {}, "There is no merchant mer_x"],
    [["service-token", "revoke", "svc_x"], {}, "There is no service token svc_x"],
    [["person", "reset-second-factor", "a@b.test"], {}, "There is no person a@b.test"],
    [
      ["merchant", "list"],
      { DATABASE_URL: "postgres://x:hidden@127.0.0.1:1/x" },
      "does not answer",
    ],
    [
      ["merchant", "list"],
      { DATABASE_URL: "mysql://x" },
      "DATABASE_URL must start with postgres://",
    ],
    [["merchant", "list"], { KEYSMITH_SESSION_SECRET: "" }, "KEYSMITH_SESSION_SECRET is not set"],
    [
      ["merchant", "list"],
      { DATABASE_URL: "", KEYSMITH_DATA_DIR: "no/such" },
      "There is no database",
    ],
  ])("ends with 1 and the reason on %j %j", async (args, env, reason) => {
    const { exitCode, text } = await run(args, env);
    expect(exitCode).toBe(1);
    expect(text).toContain(reason);
    expect(text).not.toContain("hidden");
  });

  test("writes results to standard output and the rest to standard error, for scripts", () => {
    const type = (...args: string[]) =>
      spawnSync(process.execPath, ["scripts/operator.ts", ...args], { encoding: "utf8" });
    const listed = type("merchant", "list", "--json");
    expect([listed.status, Array.isArray(JSON.parse(listed.stdout)), listed.stderr]).toEqual([
      0,
      true,
      "",
    ]);
    const mistyped = type("merchant");
    expect([mistyped.status, mistyped.stdout]).toEqual([2, ""]);
    expect(mistyped.stderr).toContain("Say what to do.");
  });
});
