import { spawnSync } from "node:child_process";
import { and, desc, eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { auditEvents, secretChecks, users } from "#drizzle/schema.ts";
import { resetPassword } from "#lib/accounts/reset-password.ts";
import { listApplications } from "#lib/applications/list.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { checkSecrets } from "#lib/db/check-secrets.ts";
import { newId } from "#lib/ids.ts";
import { votePage } from "#lib/page-votes/vote.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { pageQuery } from "#lib/schema.ts";
import { findFactors } from "#lib/second-factor/factors.ts";
import { authenticateServiceToken } from "#lib/service-tokens/authenticate.ts";
import { findSession } from "#lib/sessions/sessions.ts";
import { SecurityLog } from "#lib/telemetry/security-log.ts";
import { addTotp } from "#lib/testing/identity/totp.ts";
import { getVerdict, mintApiKey } from "#lib/testing/records/api-keys.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintMerchant, testPassword } from "#lib/testing/records/merchants.ts";
import { runOperator } from "#scripts/operator/run.ts";

const ctx = createContext({ id: "test", address: null, userAgent: null });

/** Runs an operator's command on the test's database. */
async function run(args: string[], env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const result = await runOperator(args).finally(() => vi.unstubAllEnvs());
  for (const name of ["KEYSMITH_KEY_HASH_SECRET", "KEYSMITH_SEALING_SECRET"]) {
    expect(result.text).not.toContain(process.env[name]);
  }
  return result;
}

describe("secret", () => {
  const name = "KEYSMITH_SESSION_SECRET";

  test("is added, becomes first in its environment variable, and is retired", async () => {
    const { db, env } = getServer();
    await checkSecrets(db.$client, env, { isAdopting: true });
    const first = `v1:${process.env[name]}`;
    const added = await run(["secret", "add", "session"]);
    const [second = ""] = /v2:[\w-]{43}/.exec(added.text) ?? [];
    expect(added.text).toContain(`${name}=v1:…,${second}`);
    expect((await run(["secret", "add", "session"])).text).toContain("v2 of KEYSMITH_SESSION");
    const listed = await run(["secret", "list"], { [name]: `${first},${second}` });
    expect(listed.text).toMatch(/session +v2 +accepted +never +nothing\nsession +v1 +first /);
    expect(listed.text).not.toContain(second.slice(3));
    const promote = await run(["secret", "promote", "session"]);
    expect([promote.exitCode, promote.text]).toEqual([1, expect.stringContaining("environment")]);

    const promoted = { [name]: `${second},${first}` };
    const retire = ["secret", "retire", "session", "--version", "v1"];
    const refused = await run(retire, promoted);
    expect(refused.exitCode).toBe(1);
    expect(refused.text).toContain("v1 of KEYSMITH_SESSION_SECRET is still needed:\n  ");
    const forced = await run([...retire, "--force", "--json"], promoted);
    expect(JSON.parse(forced.text)).toMatchObject({ name, version: 1, stopped: [{}, {}] });
    const after = await run(["secret", "list"], { [name]: second });
    expect(after.text).toMatch(/session +v2 +first .*\nsession +v1 +retired \S+Z/);
    await db.delete(secretChecks);
  });

  test("is refused under another name or version", async () => {
    for (const args of [
      ["add", "password"],
      ["retire", "session", "--version", "newest"],
    ]) {
      expect(await run(["secret", ...args])).toMatchObject({ exitCode: 2 });
    }
  });
});

describe("service-token", () => {
  test("create prints a token once, which is good at once; list does not show it", async () => {
    const name = newId("svc");
    const created = await run(["service-token", "create", name]);
    expect(created.exitCode).toBe(0);
    const [token = ""] = /ks_svc_[0-9A-Za-z]{49}/.exec(created.text) ?? [];
    await authenticateServiceToken(ctx, token, "verify");
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

  test("create takes scopes and an expiry, and list shows them", async () => {
    const name = newId("svc");
    const options = ["--scope", "verify", "--scope", "audit:read", "--expires", "2099-01-31"];
    const created = await run(["service-token", "create", name, ...options]);
    expect(created.text).toContain(
      "Its scopes: verify, audit:read. It expires at 2099-01-31T00:00:00Z.",
    );
    const listed = await run(["service-token", "list"]);
    expect(listed.text).toMatch(
      new RegExp(`${name} .*active, expires 2099-01-31T00:00:00Z +verify,audit:read`),
    );
    const usual = await run(["service-token", "create", newId("svc")]);
    expect(usual.text).toContain("Its scopes: verify, metrics. It doesn't expire.");
  });

  test.each([
    [["--scope", "everything"], 2, "A scope must be one of verify, metrics,"],
    [["--expires", "tomorrow"], 2, "The expiry must be a date or date-time"],
    [["--expires", "2020-01-31"], 1, "The expiry must be in the future"],
  ])("create refuses %j", async (options, code, reason) => {
    const { exitCode, text } = await run(["service-token", "create", newId("svc"), ...options]);
    expect([exitCode, text]).toEqual([code, expect.stringContaining(reason)]);
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
    expect(await getVerdict(owner, key.fullKey)).toBe("suspended");
    const listed = await run(["merchant", "list"]);
    expect(listed.text).toMatch(new RegExp(`${merchantId} +Test shop +${email} +\\S+Z +suspended`));
    for (let i = 0; i < 2; i++) await run(["merchant", "resume", merchantId]);
    expect(await getVerdict(owner, key.fullKey)).toBe("valid");
    expect(await readActions()).toEqual([
      ["merchant.resumed", "operator", null, null],
      ["merchant.suspended", "operator", null, null],
    ]);
  });
});

describe("merchant create", () => {
  const newEmail = () => `${newId("usr")}@example.test`;

  test("gives a new person a company, an account and a link to choose its password", async () => {
    const email = newEmail();
    const made = await run(["merchant", "create", "Blue Bottle", "--owner", email.toUpperCase()]);
    expect(made.exitCode).toBe(0);
    expect(made.text).toContain(`${email} gets an email with a link to choose a password`);
    const [merchantId = ""] = /mer_\w+/.exec(made.text) ?? [];
    const [mail] = await takeMail(ctx, email);
    expect(mail?.subject).toBe("You're the owner of “Blue Bottle”");
    const [, token = ""] = /\/reset-password#(\S+)/.exec(mail?.text ?? "") ?? [];
    expect(made.text).not.toContain(token);
    await resetPassword(ctx, { token, newPassword: testPassword });
    const owner = await signInWithPassword(ctx, "portal", { email, password: testPassword });
    expect(owner).toMatchObject({ merchantId, merchantName: "Blue Bottle" });
    expect(owner.caller).toMatchObject({ role: "owner", isEmailVerified: true });
    const [event] = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.merchantId, merchantId))
      .orderBy(auditEvents.id);
    expect(event).toMatchObject({
      action: "merchant.created",
      actorId: "operator",
      via: "operator",
      after: { name: "Blue Bottle", owner: email },
    });
  });

  test("adds a company to an account that is confirmed, without a new password", async () => {
    const { ctx: owner, email } = await mintApiKey();
    const command = ["merchant", "create", "Second", "--owner", email, "--json"];
    const refused = await run(command);
    expect([refused.exitCode, refused.text]).toEqual([1, expect.stringContaining("confirmed")]);
    const { userId } = owner.caller;
    await ctx.db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.id, userId));
    await takeMail(ctx, email);
    const made = await run(command);
    expect(JSON.parse(made.text)).toEqual({
      id: expect.stringMatching(/^mer_/),
      name: "Second",
      owners: [email],
      createdAt: expect.stringMatching(/Z$/),
      suspendedAt: null,
      isOwnerNew: false,
    });
    const mails = await takeMail(ctx, email);
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining("/sign-in")]);
    const credentials = { email, password: testPassword };
    expect((await signInWithPassword(ctx, "portal", credentials)).caller.role).toBe("owner");
  });
});

describe("a suspended merchant", () => {
  test("keeps its people, who can sign in and read", async () => {
    const { ctx: owner, email, key } = await mintApiKey();
    await run(["merchant", "suspend", owner.merchantId]);
    const member = await signInWithPassword(ctx, "portal", { email, password: testPassword });
    const applications = await listApplications(member, pageQuery.parse({}));
    expect(applications.data).toHaveLength(1);
    expect(await getVerdict(owner, key.fullKey)).toBe("suspended");
  });
});

describe("signing-key", () => {
  test("rotate adds the next key, list tells of it, revoke ends it", async () => {
    await mintApiKey();
    const made = await run(["signing-key", "rotate"]);
    expect(made.text).toMatch(/Added the signing key \S+\. It signs from \S+Z on\./);
    const [, kid = ""] = /signing key ([^.\s]+)\./.exec(made.text) ?? [];
    const list = async () => JSON.parse((await run(["signing-key", "list", "--json"])).text);
    expect(await list()).toMatchObject([{ kid, status: "next" }, { status: "signing" }]);
    expect((await run(["signing-key", "list"])).text).toMatch(new RegExp(`${kid} +\\S+Z +next`));
    const [, signing] = await list();
    const refused = await run(["signing-key", "revoke", signing.kid]);
    expect([refused.exitCode, refused.text]).toEqual([
      1,
      expect.stringContaining("Rotate first, and revoke it 5 minutes later"),
    ]);
    const revoked = await run(["signing-key", "revoke", kid]);
    expect(revoked.text).toContain("stop working within 60 seconds");
    expect(await list()).toMatchObject([{ kid, status: "revoked" }, { status: "signing" }]);
  });
});

describe("audit list", () => {
  test("shows what the operator did, to the installation and to merchants, and no secret", async () => {
    const { ctx: owner } = await mintApiKey();
    const { merchantId } = owner;
    const name = newId("svc");
    const created = await run(["service-token", "create", name, "--json"]);
    const { id, token, tokenPrefix } = JSON.parse(created.text);
    for (let i = 0; i < 2; i++) await run(["service-token", "revoke", id]);
    await run(["merchant", "suspend", merchantId]);
    const listed = await run(["audit", "list", "--json"]);
    expect(listed.text).not.toContain(token);
    const events = JSON.parse(listed.text);
    expect(events.slice(0, 3)).toMatchObject([
      { action: "merchant.suspended", merchantId, merchantName: "Test shop" },
      { action: "service_token.revoked", merchantId: null, before: { id, name } },
      { action: "service_token.created", actorId: "operator", after: { id, name, tokenPrefix } },
    ]);
    const actors = new Set(events.map(({ actorId }: { actorId: string }) => actorId));
    expect([...actors]).toEqual(["operator"]);
    expect((await run(["audit", "list"])).text).toMatch(
      new RegExp(`service_token\\.revoked +id=${id} name=${name}`),
    );
  });
});

describe("audit list --security", () => {
  test("shows refusals of every merchant or of one, and leaves the operator's own list as it was", async () => {
    const { email, ctx: owner } = await mintMerchant();
    const { ctx: other } = await mintMerchant();
    const { merchantId } = owner;
    const recorder = new SecurityLog(owner.db);
    const request = { id: "r", address: "203.0.113.7", userAgent: null };
    const event = { action: "security.sign_in_failed", reason: "wrong_password" } as const;
    const { userId } = owner.caller;
    const sender = { via: "token", userId, merchantId } as const;
    for (let i = 0; i < 3; i++) recorder.record({ ...event, request: { ...request, sender } });
    recorder.record({ ...event, request });
    await recorder.drain();
    const list = async (...args: string[]) =>
      JSON.parse((await run(["audit", "list", ...args, "--json"])).text);
    const all = await list("--security");
    expect(all.slice(0, 2)).toMatchObject([
      { actorId: "unknown", merchantId: null, address: "203.0.113.7", after: { count: 1 } },
      { actorId: userId, actorEmail: email, merchantId, merchantName: "Test shop" },
    ]);
    expect(await list("--security", "--merchant", merchantId)).toMatchObject([
      { merchantId, after: { reason: "wrong_password", count: 3 } },
    ]);
    expect(await list("--security", "--merchant", other.merchantId)).toEqual([]);
    const [newest] = all;
    expect((await list("--security", "--before", newest.id))[0].id).toBe(all[1].id);
    expect((await run(["audit", "list", "--security"])).text).toMatch(
      new RegExp(
        `sign_in_failed +${merchantId} +${email} +203\\.0\\.113\\.7 +count=3 reason=wrong_password`,
      ),
    );
    const actors = (await list()).map(({ actorId }: { actorId: string }) => actorId);
    expect(new Set(actors)).toEqual(new Set(["operator"]));
    const mistyped = await run(["audit", "list", "--merchant", "Test shop"]);
    expect([mistyped.exitCode, mistyped.text]).toEqual([
      2,
      expect.stringContaining("--merchant takes an id that begins with mer_"),
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
      `Reset the second factor of ${email}. They are signed out everywhere and get an email.`,
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

describe("feedback", () => {
  test("list tells who voted and why, the newest first, and summary counts", async () => {
    const page = `/docs/${newId("vot")}`.replace("_", "-");
    const member = await mintMerchant();
    const visitor = (visitorId: string) => ({ caller: null, visitorId });
    await votePage(ctx, { page, helpful: true }, visitor("a"));
    const comment = "Where is\nGo?";
    await votePage(ctx, { page, helpful: false, comment }, { caller: member.ctx, visitorId: null });
    await votePage(ctx, { page, helpful: false }, visitor("b"));
    await votePage(ctx, { page, helpful: false, comment: "Too long" }, visitor("a"));

    const listed = await run(["feedback", "list", "--page", page]);
    expect(listed.exitCode).toBe(0);
    const lines = listed.text.split("\n").map((line) => line.split(/ {2,}/).slice(1));
    expect(lines).toEqual([
      ["PAGE", "HELPFUL", "WHO", "COMMENT"],
      [page, "no", "a visitor", "Too long"],
      [page, "no", "a visitor"],
      [page, "no", `${member.email} (Test shop)`, "Where is Go?"],
    ]);
    const list = async (...args: string[]) =>
      JSON.parse((await run(["feedback", "list", "--page", page, "--json", ...args])).text);
    await votePage(ctx, { page, helpful: true }, visitor("b"));
    const votes = await list();
    expect(votes.map(({ helpful }: { helpful: boolean }) => helpful)).toEqual([true, false, false]);
    expect(votes[2]).toEqual({
      id: expect.stringMatching(/^vot_/),
      page,
      helpful: false,
      comment,
      userId: member.ctx.caller.userId,
      email: member.email,
      merchantId: member.ctx.merchantId,
      merchantName: "Test shop",
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await list("--unhelpful")).toEqual(votes.slice(1));
    expect(await list("--unhelpful", "--before", votes[1].id)).toEqual(votes.slice(2));

    const summary = await run(["feedback", "summary"]);
    expect(summary.text).toMatch(new RegExp(`${page} +1 +2 +2$`, "m"));
    const pages = JSON.parse((await run(["feedback", "summary", "--json"])).text);
    expect(pages).toContainEqual({ page, helpful: 1, unhelpful: 2, comments: 2 });
  });

  test("list goes on where its first hundred end", async () => {
    const page = `/docs/${newId("vot")}`.replace("_", "-");
    expect((await run(["feedback", "list", "--page", page])).text).toBe("No votes found.");
    for (let i = 0; i < 101; i++) {
      await votePage(ctx, { page, helpful: i % 2 === 0 }, { caller: null, visitorId: `${i}` });
    }
    const first = await run(["feedback", "list", "--page", page]);
    const [, before = ""] = /For older ones, add --before (vot_\w+)$/.exec(first.text) ?? [];
    const rest = await run(["feedback", "list", "--page", page, "--before", before]);
    expect(rest.text.split("\n")).toHaveLength(2);
    expect(rest.text).not.toContain("--before");
  });
});

describe("the operator's command line", () => {
  test.each([
    [["--help"], 18],
    [["feedback", "-h"], 2],
    [["feedback", "list", "--help"], 0],
    [["service-token", "-h"], 3],
    [["signing-key", "-h"], 3],
    [["merchant", "suspend", "--help"], 0],
    [["merchant", "create", "--help"], 0],
  ])("teaches by %j, without a database", async (args, commands) => {
    const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const { exitCode, text } = await run(args, env);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^Usage: npm run operator -- /);
    expect(text).toContain("Exits with 0 on success");
    expect(
      text.match(
        /^ {2}(service-token|merchant|signing-key|audit|person|feedback|restore|doctor) /gm,
      ) ?? [],
    ).toHaveLength(commands);
  });

  test.each([
    [[], "Enter a command."],
    [["merchant"], "Enter a command."],
    [["merchant", "delete", "x"], 'There is no command "merchant delete".'],
    [["service-token", "create"], "NAME is missing."],
    [["service-token", "create", "a", "b"], '"b" is not expected.'],
    [
      ["service-token", "create", "a\u0001"],
      "The name must not contain invisible characters such as U+0001",
    ],
    [["merchant", "list", "x"], '"x" is not expected.'],
    [["person", "reset-second-factor", "nobody"], "Invalid email format"],
    [["merchant", "list", "--all"], "Unknown option '--all'"],
    [["merchant", "list", "--owner", "a@example.test"], "Unknown option '--owner'"],
    [["merchant", "create", "Shop"], "--owner EMAIL is missing."],
    [["merchant", "create", "--owner", "a@example.test"], "NAME is missing."],
    [["merchant", "create", "Shop", "--owner"], "Option '--owner <value>' argument missing"],
    [["merchant", "create", "Shop", "--owner", "nobody"], "Invalid email format"],
    [["feedback", "list", "--page", "secret-scanning"], "The page must be a path such as"],
    [["feedback", "list", "--page"], "Option '--page <value>' argument missing"],
    [["feedback", "list", "--before", "x"], "--before takes the id of a vote"],
    [["feedback", "list", "--unhelpful=no"], "does not take an argument"],
    [["feedback", "summary", "--unhelpful"], "Unknown option '--unhelpful'"],
  ])("ends with 2 and a word of advice on %j", async (args, advice) => {
    const { exitCode, text } = await run(args);
    expect(exitCode).toBe(2);
    expect(text).toContain(advice);
  });

  test.each<[string[], Record<string, string>, string]>([
    [["merchant", "suspend", "mer_x"], {}, "There is no merchant mer_x"],
    [["merchant", "resume", "mer_x"], {}, "There is no merchant mer_x"],
    [["service-token", "revoke", "svc_x"], {}, "There is no service token svc_x"],
    [["signing-key", "revoke", "x"], {}, "There is no signing key x"],
    [["person", "reset-second-factor", "a@b.test"], {}, "There is no person a@b.test"],
    [
      ["merchant", "list"],
      { DATABASE_URL: "postgres://x:hidden@127.0.0.1:1/x" },
      "doesn't respond",
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
    expect(mistyped.stderr).toContain("Enter a command.");
    // Each of the two processes loads the whole product.
  }, 60_000);
});
