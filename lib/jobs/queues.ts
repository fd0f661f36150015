import type { Queue } from "pg-boss";

export const mailQueue = "mail";
/** Emails caused by people who haven't signed in. They can only delay each other. */
export const strangersMailQueue = "mail-strangers";
export const undeliveredMailQueue = "mail-undelivered";
export const sweepQueue = "sweep";
export const retentionQueue = "retention";
/** Filled by the previous release, whose instances may still be running. */
export const passwordResetQueue = "password-reset";

const hour = 3600;
const day = 24 * hour;

const mailOptions = {
  // Retries after half a minute up to an hour: the last one is about a day after the first.
  retryLimit: 30,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: hour,
  expireInSeconds: 120,
  deleteAfterSeconds: hour,
  deadLetter: undeliveredMailQueue,
};

/** All queues, ordered so that each refers only to queues before it. */
export const queues: readonly Queue[] = [
  {
    name: undeliveredMailQueue,
    retryLimit: 100,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: hour,
    deleteAfterSeconds: 30 * day,
  },
  { name: mailQueue, ...mailOptions },
  { name: strangersMailQueue, ...mailOptions },
  {
    name: passwordResetQueue,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 60,
  },
  {
    // One waiting job across all instances. Two running jobs do no harm, and one of a killed
    // instance must not block the next, which does the remaining work.
    name: sweepQueue,
    policy: "short",
    retryLimit: 0,
    expireInSeconds: 300,
    deleteAfterSeconds: hour,
  },
  {
    // The next one deletes what this one has not.
    name: retentionQueue,
    policy: "short",
    retryLimit: 0,
    expireInSeconds: 4 * hour,
    deleteAfterSeconds: day,
  },
];
