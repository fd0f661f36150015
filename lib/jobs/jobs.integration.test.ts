import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type { PgBoss } from "pg-boss";
import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { apiKeys } from "#drizzle/schema.ts";
import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { createApiKey } from "#lib/api-keys/create/create.ts";
import { type Context, inTransaction, type Mail } from "#lib/context.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { measureQueues, observeQueues, warnOfLateQueues } from "#lib/jobs/queue-load.ts";
import {
  mailQueue,
  retentionQueue,
  strangersMailQueue,
  sweepQueue,
  undeliveredMailQueue,
} from "#lib/jobs/queues.ts";
import { workOff } from "#lib/jobs/work.ts";
import { log } from "#lib/log.ts";
import { createMailer } from "#lib/mail/mailer.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { createMetrics } from "#lib/telemetry/metrics.ts";
import { takeMail } from "#lib/testing/records/mail.ts";
import { mintApplication, mintMerchant } from "#lib/testing/records/merchants.ts";
import { startSmtp } from "#lib/testing/services/smtp.ts";

const renderHtml = () => "<p>HTML</p>";

const dir = await mkdtemp(join(tmpdir(), "keysmith-jobs-"));
afterAll(() => rm(dir, { recursive: true }));

/** Errors and warnings of pg-boss; empty if all is well. */
let troubles: unknown[] = [];
let bosses: PgBoss[] = [];

beforeEach(() => {
  troubles = [];
  bosses = [];
});

afterEach(async () => {
  await Promise.all(bosses.map((boss) => boss.stop()));
  expect(troubles).toEqual([]);
});

function newBoss(): PgBoss {
  const boss = createBoss(getServer().db, { schedule: false });
  boss.on("error", (error) => troubles.push(error));
  bosses.push(boss);
  return boss;
}

/** Starts an instance's jobs, with email to `smtpUrl` or otherwise to `folder`. */
async function startWork(smtpUrl?: string) {
  const folder = join(dir, randomUUID());
  const boss = newBoss();
  await boss.start();
  const from = { name: "Keysmith", address: "no-reply@keys.example.test" };
  const mailer = createMailer({ smtpUrl, from, folder, renderHtml });
  const metrics = createMetrics("portal");
  await workOff(boss, { mailer, secrets: newContext().secrets, metrics, createContext });
  return { boss, folder, metrics };
}

function newContext(): Context {
  return createContext({ id: randomUUID(), address: null, userAgent: null });
}

function newMail(): Mail {
  return { to: `${randomUUID()}@example.test`, subject: "Hello", text: "How are you?" };
}

async function findJob({ db }: Context, { to }: Mail, queue = mailQueue) {
  const [job] = await db.execute<{ state: string; retryCount: number }>(sql`
    select state, retry_count as "retryCount" from pgboss.job
    where name = ${queue} and data->>'to' = ${to}`);
  return job;
}

/** Makes the next try due now, optionally as the `last` one. */
async function hasten({ db }: Context, { to }: Mail, last = false) {
  await db.execute(sql`
    update pgboss.job
    set start_after = now(), retry_limit = case when ${last} then 1 else retry_limit end
    where data->>'to' = ${to} and state = 'retry'`);
}

const eventually = { timeout: 15_000, interval: 50 };

describe("mail", () => {
  test("goes out where the transaction commits, and not where it rolls back", async () => {
    const ctx = newContext();
    const [kept, dropped] = [newMail(), newMail()];
    const smtp = await startSmtp();
    const rolledBack = inTransaction(ctx, async (tx) => {
      await tx.mail.queue(tx.db, [dropped]);
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    await inTransaction(ctx, (tx) => tx.mail.queue(tx.db, [kept]));
    await startWork(smtp.url);
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), eventually);
    expect(smtp.received[0]?.recipients).toEqual([kept.to]);
    expect(await findJob(ctx, dropped)).toBeUndefined();
    await smtp.close();
  });

  test("is sent once by several instances at work", async () => {
    const ctx = newContext();
    const mails = Array.from({ length: 20 }, newMail);
    const smtp = await startSmtp();
    await ctx.mail.queue(ctx.db, mails);
    await Promise.all([startWork(smtp.url), startWork(smtp.url), startWork(smtp.url)]);
    await vi.waitFor(() => expect(smtp.received).toHaveLength(20), eventually);
    const recipients = smtp.received.flatMap((mail) => mail.recipients);
    expect(recipients.sort()).toEqual(mails.map(({ to }) => to).sort());
    await smtp.close();
  });

  test("waits for a server that is down, and is delivered once it is up again", async () => {
    const ctx = newContext();
    const mail = newMail();
    const gone = await startSmtp();
    await gone.close();
    const { folder, metrics } = await startWork(gone.url);
    await ctx.mail.queue(ctx.db, [mail]);
    await vi.waitFor(
      async () => expect(await findJob(ctx, mail)).toEqual({ state: "retry", retryCount: 0 }),
      eventually,
    );
    const smtp = await startSmtp({ port: gone.port });
    await hasten(ctx, mail);
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), eventually);
    expect(smtp.received[0]?.source).toContain("How are you?");
    await vi.waitUntil(async () => (await findJob(ctx, mail))?.state === "completed", eventually);
    const text = await metrics.registry.metrics();
    for (const [result, count] of [
      ["delivered", 1],
      ["failed", 1],
      ["given_up", 0],
    ]) {
      expect(text).toContain(
        `keysmith_emails_total{result="${result}",service="portal"} ${count}\n`,
      );
    }
    expect(text).toContain(
      'keysmith_jobs_total{queue="mail",result="failed",service="portal"} 1\n',
    );
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
    await smtp.close();
  });

  test("lies in the folder after its last try", async () => {
    const ctx = newContext();
    const mail = newMail();
    const gone = await startSmtp();
    await gone.close();
    const { folder } = await startWork(gone.url);
    await ctx.mail.queue(ctx.db, [mail]);
    await vi.waitFor(async () => {
      await hasten(ctx, mail, true);
      expect(await findJob(ctx, mail)).toEqual({ state: "failed", retryCount: 1 });
    }, eventually);
    await vi.waitFor(
      async () => expect((await findJob(ctx, mail, undeliveredMailQueue))?.state).toBe("completed"),
      eventually,
    );
    const [file = "", ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect(await readFile(join(folder, file), "utf8")).toContain(`To: ${mail.to}`);
  });

  test("lies in the folder at once where there is no server", async () => {
    const ctx = newContext();
    const mail = newMail();
    const { folder } = await startWork();
    await ctx.mail.queue(ctx.db, [mail]);
    await vi.waitFor(
      async () => expect((await findJob(ctx, mail))?.state).toBe("completed"),
      eventually,
    );
    const [file = ""] = await readdir(folder);
    expect(await readFile(join(folder, file), "utf8")).toContain("How are you?");
  });

  test("that is under way is finished before the instance stops", async () => {
    const ctx = newContext();
    const mail = newMail();
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const smtp = await startSmtp({
      hold: () => {
        begun.resolve();
        return released.promise;
      },
    });
    await ctx.mail.queue(ctx.db, [mail]);
    const { boss } = await startWork(smtp.url);
    await begun.promise;
    const stopped = boss.stop();
    released.resolve();
    await stopped;
    expect((await findJob(ctx, mail))?.state).toBe("completed");
    expect(smtp.received).toHaveLength(1);
    await smtp.close();
  });

  test("that is under way goes back to the queue where the server is too slow", async () => {
    const ctx = newContext();
    const mail = newMail();
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const smtp = await startSmtp({
      hold: () => {
        begun.resolve();
        return released.promise;
      },
    });
    await ctx.mail.queue(ctx.db, [mail]);
    const { boss } = await startWork(smtp.url);
    await begun.promise;
    await boss.stop({ graceful: false });
    expect((await findJob(ctx, mail))?.state).toBe("retry");
    released.resolve();
    await smtp.close();
  });
});

describe("mail of one cause", () => {
  const lines = [
    { queue: mailQueue, of: (id: string) => ({ kind: "merchant", id }) as const },
    {
      queue: strangersMailQueue,
      of: (id: string) => ({ kind: "stranger", address: id }) as const,
    },
  ];

  test.each(lines)("waits in $queue behind the next mail of every other cause", async (line) => {
    const ctx = newContext();
    const boss = newBoss();
    const of = (id: string) => ({ ...newMail(), requestedBy: line.of(id) });
    for (let n = 0; n < 30; n += 1) await ctx.mail.queue(ctx.db, [of("198.51.100.1")]);
    await ctx.mail.queue(ctx.db, [of("198.51.100.2"), of("198.51.100.2"), of("198.51.100.2")]);
    const late = of("198.51.100.3");
    await ctx.mail.queue(ctx.db, [late]);
    const first = await boss.fetch<Mail>(line.queue, { batchSize: 3 });
    expect(first.map(({ data }) => data.to)).toContain(late.to);
    const second = await boss.fetch<Mail>(line.queue, { batchSize: 4 });
    expect(second).toHaveLength(4);
    await boss.deleteAllJobs(line.queue);
  });

  test("leaves notices and invitations alone where strangers cause it", async () => {
    const ctx = newContext();
    const boss = newBoss();
    for (let n = 0; n < 30; n += 1) {
      const requestedBy = { kind: "stranger", address: `198.51.100.${n}` } as const;
      await ctx.mail.queue(ctx.db, [{ ...newMail(), requestedBy }]);
    }
    const notice = newMail();
    await ctx.mail.queue(ctx.db, [notice]);
    const [next] = await boss.fetch<Mail>(mailQueue);
    expect(next?.data.to).toBe(notice.to);
    await Promise.all([mailQueue, strangersMailQueue].map((queue) => boss.deleteAllJobs(queue)));
  });

  test("is delivered while the mail server holds back that of strangers", async () => {
    const ctx = newContext();
    const released = Promise.withResolvers<void>();
    const smtp = await startSmtp({
      hold: ([recipient = ""]) =>
        recipient.startsWith("stranger") ? released.promise : Promise.resolve(),
    });
    const requestedBy = { kind: "stranger", address: "198.51.100.1" } as const;
    const flood = Array.from({ length: 50 }, () => {
      const mail = newMail();
      return { ...mail, to: `stranger-${mail.to}`, requestedBy };
    });
    await ctx.mail.queue(ctx.db, flood);
    await startWork(smtp.url);
    const notice = newMail();
    await ctx.mail.queue(ctx.db, [notice]);
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), eventually);
    expect(smtp.received[0]?.recipients).toEqual([notice.to]);
    released.resolve();
    await vi.waitFor(() => expect(smtp.received).toHaveLength(51), eventually);
    await smtp.close();
  });
});

describe("the load of the queues", () => {
  test("tells depth, age and jobs that failed, of the requests for resets too", async () => {
    const ctx = newContext();
    const getLoad = async (name: string) =>
      (await measureQueues(ctx.db)).find(({ queue }) => queue === name);
    expect(await getLoad(mailQueue)).toMatchObject({ depth: 0, retrying: 0, ageSeconds: 0 });
    const mails = [newMail(), newMail()];
    await ctx.mail.queue(ctx.db, mails);
    await requestPasswordReset(ctx, { email: mails[0]?.to ?? "" });
    await ctx.db.execute(sql`
      update pgboss.job set start_after = now() - interval '10 minutes'
      where name = ${mailQueue} and data->>'to' = ${mails[0]?.to}`);
    await ctx.db.execute(sql`
      update pgboss.job set start_after = now() + interval '1 hour', state = 'retry'
      where name = ${mailQueue} and data->>'to' = ${mails[1]?.to}`);
    await ctx.db.execute(sql`
      update password_reset_requests set created_at = now() - interval '1 minute'`);
    const mail = await getLoad(mailQueue);
    expect(mail).toMatchObject({ depth: 2, retrying: 1 });
    expect(Math.floor((mail?.ageSeconds ?? 0) / 60)).toBe(10);
    const requests = await getLoad("password-reset-requests");
    expect(requests?.depth).toBe(1);
    expect(Math.floor((requests?.ageSeconds ?? 0) / 60)).toBe(1);

    const metrics = createMetrics("portal");
    observeQueues(metrics, ctx.db);
    const text = await metrics.registry.metrics();
    expect(text).toContain(`keysmith_queue_depth{queue="${mailQueue}",service="portal"} 2`);
    expect(text).toContain(`keysmith_queue_retrying{queue="${mailQueue}",service="portal"} 1`);
    expect(text).toMatch(/keysmith_queue_age_seconds\{queue="mail",service="portal"\} 60\d/);
    const warn = vi.spyOn(log, "warn");
    await warnOfLateQueues(ctx);
    expect(warn.mock.calls).toMatchObject([[{ queue: mailQueue, depth: 2 }, expect.any(String)]]);
    warn.mockRestore();
    await newBoss().deleteAllJobs(mailQueue);
  });

  test("gives way to nothing where the database is away", async () => {
    const metrics = createMetrics("portal");
    observeQueues(metrics, drizzle(postgres("postgres://127.0.0.1:1/none", { max: 1 })));
    expect(await metrics.registry.metrics()).not.toContain("keysmith_queue_depth{");
  });
});

describe("the sweep", () => {
  test("is due every minute, once for all instances", async () => {
    const boss = newBoss();
    expect(await boss.getSchedules()).toMatchObject([
      { name: retentionQueue, cron: "17 3 * * *" },
      { name: sweepQueue, cron: "* * * * *" },
    ]);
    expect(await boss.send(sweepQueue)).not.toBeNull();
    expect(await boss.send(sweepQueue)).toBeNull();
    await boss.deleteAllJobs(sweepQueue);
  });

  test("settles, reminds and forgets", async () => {
    const { ctx, email } = await mintMerchant();
    const application = await mintApplication(ctx);
    const input = { applicationId: application.id, description: "Checkout" };
    const { id } = await createApiKey(ctx, input);
    await ctx.db.update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, id));
    const { boss } = await startWork((await refusingServer()).url);
    await boss.send(sweepQueue);
    await vi.waitFor(
      async () =>
        expect(await takeMail(ctx, email)).toMatchObject([{ subject: "“Checkout” has expired" }]),
      eventually,
    );
  });
});

test("the queue keeps house through our pool, whose statements end after 4 s", async () => {
  const boss = newBoss();
  await boss.start();
  await boss.supervise();
  expect(await boss.detectSchemaDrift()).toMatchObject({ ok: true });
});

/** Starts a server that refuses email, so that it stays in the queue for inspection. */
async function refusingServer() {
  const smtp = await startSmtp();
  await smtp.close();
  return smtp;
}
