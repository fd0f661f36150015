import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { mailPasswordResets } from "#lib/accounts/mail-password-resets.ts";
import { noteSecretsInUse } from "#lib/db/check-secrets.ts";
import { getPortalUrl } from "#lib/env.ts";
import { createBoss } from "#lib/jobs/boss.ts";
import { observeQueues } from "#lib/jobs/queue-load.ts";
import { repeat } from "#lib/jobs/repeat.ts";
import { workOff } from "#lib/jobs/work.ts";
import { onShutdown } from "#lib/lifecycle.ts";
import { log } from "#lib/log.ts";
import { deleteOldMail } from "#lib/mail/delete-old-mail.ts";
import { createMailer } from "#lib/mail/mailer.ts";
import { renderLetter } from "#lib/mail/render-letter.ts";
import { getBrand } from "#lib/runtime/brand.ts";
import { getConfig } from "#lib/runtime/config.ts";
import { createContext, getServer } from "#lib/runtime/server.ts";
import { splitMailbox } from "#lib/schema.ts";
import { getMetrics } from "#lib/telemetry/metrics.ts";

/** Time for emails in flight to finish at shutdown; after that they return to the queue. */
const graceMs = 8000;

const resetPauseMs = 500;
/** `secret retire` waits for a few of them. */
const secretsPauseMs = 60_000;
const mailPauseMs = 6 * 3600 * 1000;

/** Starts this process's share of the background work; it ends with the server. */
export async function startJobs(): Promise<void> {
  const { db, env, secrets } = getServer();
  const host = env.KEYSMITH_URL ? new URL(env.KEYSMITH_URL).hostname : "localhost";
  const { productName, brand } = getConfig();
  const folder = resolve(env.KEYSMITH_DATA_DIR ?? ".keysmith", "mail");
  const mailer = createMailer({
    smtpUrl: env.SMTP_URL,
    from: env.MAIL_FROM ??
      (brand.mailFrom ? splitMailbox(brand.mailFrom) : null) ?? {
        name: productName,
        address: `no-reply@${host}`,
      },
    folder,
    renderHtml: (letter) =>
      renderLetter(letter, {
        ...getConfig(),
        palette: getBrand().palette,
        portalUrl: getPortalUrl(env),
      }),
  });
  const metrics = getMetrics();
  observeQueues(metrics, db);
  const boss = createBoss(db);
  onShutdown("jobs", () => boss.stop({ timeout: graceMs }));
  await boss.start();
  await workOff(boss, { mailer, secrets, metrics, createContext });
  const resets = repeat(
    () => mailPasswordResets(createContext({ id: randomUUID(), address: null, userAgent: null })),
    {
      pauseMs: resetPauseMs,
      onError: (error) => log.warn({ err: error }, "requests for password resets wait"),
    },
  );
  onShutdown("password resets", resets.stop);
  const noting = setInterval(() => {
    noteSecretsInUse(db.$client, env).catch((error) =>
      log.warn({ err: error }, "secrets in use not noted yet"),
    );
  }, secretsPauseMs).unref();
  onShutdown("secrets in use", async () => clearInterval(noting));
  const mailFiles = repeat(() => deleteOldMail(folder, getConfig().retention.mailFilesDays), {
    pauseMs: mailPauseMs,
    onError: (error) => log.warn({ err: error }, "old emails in the data folder stay"),
  });
  onShutdown("old mail", mailFiles.stop);
}
