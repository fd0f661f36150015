import type { JobWithMetadata, PgBoss } from "pg-boss";
import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import type { Context, Mail, RequestInfo, Secrets } from "#lib/context.ts";
import { openMail, type QueuedMail } from "#lib/jobs/queue-mail.ts";
import {
  mailQueue,
  passwordResetQueue,
  retentionQueue,
  strangersMailQueue,
  sweepQueue,
  undeliveredMailQueue,
} from "#lib/jobs/queues.ts";
import { deleteOutdated } from "#lib/jobs/retention.ts";
import { sweep } from "#lib/jobs/sweep.ts";
import { log } from "#lib/log.ts";
import type { Mailer } from "#lib/mail/mailer.ts";
import type { Metrics } from "#lib/telemetry/metrics.ts";

const mailOptions = {
  pollingIntervalSeconds: 1,
  batchSize: 10,
  burstWhenBatchFull: true,
  includeMetadata: true,
  perJobResults: true,
} as const;

interface WorkOptions {
  mailer: Mailer;
  secrets: Secrets;
  metrics: Pick<Metrics, "countJob" | "countEmail">;
  createContext(request: RequestInfo): Context;
}

/** Works on jobs until `boss` is stopped. */
export async function workOff(boss: PgBoss, options: WorkOptions): Promise<void> {
  const { mailer, secrets, metrics, createContext } = options;
  /** Counts the jobs of a handler that does them all or throws. */
  const counted =
    <J>(queue: string, handle: (jobs: J[]) => Promise<void>) =>
    (jobs: J[]) =>
      handle(jobs).then(
        () => metrics.countJob(queue, "completed", jobs.length),
        (error) => {
          metrics.countJob(queue, "failed", jobs.length);
          throw error;
        },
      );
  for (const queue of [mailQueue, strangersMailQueue]) {
    await boss.work(queue, mailOptions, (jobs: JobWithMetadata<QueuedMail | Mail>[]) =>
      Promise.all(jobs.map((job) => send(options, queue, job))),
    );
  }
  await boss.work<QueuedMail | Mail>(
    undeliveredMailQueue,
    { pollingIntervalSeconds: 5 },
    counted(undeliveredMailQueue, async (jobs) => {
      for (const { id, data } of jobs) await giveUp(mailer, id, openMail(secrets, data));
      for (const _ of jobs) metrics.countEmail("given_up");
    }),
  );
  await boss.work<{ email: string }>(
    passwordResetQueue,
    { batchSize: 100 },
    counted(passwordResetQueue, async (jobs) => {
      for (const { id, data } of jobs) {
        await requestPasswordReset(createContext({ id, address: null, userAgent: null }), data);
      }
    }),
  );
  await boss.work(
    sweepQueue,
    { pollingIntervalSeconds: 5 },
    counted(sweepQueue, async ([job]: { id: string }[]) => {
      if (job) await sweep(createContext({ id: job.id, address: null, userAgent: null }));
    }),
  );
  await boss.work(
    retentionQueue,
    { pollingIntervalSeconds: 30 },
    counted(retentionQueue, async ([job]: { id: string }[]) => {
      if (job) await deleteOutdated(createContext({ id: job.id, address: null, userAgent: null }));
    }),
  );
}

async function send(
  { mailer, secrets, metrics }: WorkOptions,
  queue: string,
  job: JobWithMetadata<QueuedMail | Mail>,
) {
  const { id, data, retryCount } = job;
  try {
    await mailer.deliver(id, openMail(secrets, data));
    metrics.countJob(queue, "completed", 1);
    metrics.countEmail("delivered");
    return { id, status: "completed" as const };
  } catch (error) {
    const { to, subject } = data;
    const about = { err: error, mail: id, to, subject, attempt: retryCount + 1 };
    log.error(about, "mail not sent");
    metrics.countJob(queue, "failed", 1);
    metrics.countEmail("failed");
    return { id, status: "failed" as const, output: { message: String(error) } };
  }
}

/** Keeps an email that no server accepted after the last try, for the operator to read. */
async function giveUp(mailer: Mailer, id: string, mail: Mail): Promise<void> {
  const file = await mailer.keep(id, mail);
  const { to, subject } = mail;
  log.error(
    { mail: id, to, subject, file },
    "mail given up after its last try, and kept as a file",
  );
}
