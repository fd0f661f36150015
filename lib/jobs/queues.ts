import type { Queue } from "pg-boss";

export const mailQueue = "mail";
/** Emails that people cause who haven't signed in. They can delay each other, and nobody else's. */
export const strangersMailQueue = "mail-strangers";
export const undeliveredMailQueue = "mail-undelivered";
export const sweepQueue = "sweep";
/** Filled by the release before, whose instances may still run beside this one. */
export const passwordResetQueue = "password-reset";

const hour = 3600;
const day = 24 * hour;

const mailOptions = {
  // From half a minute to an hour between two tries: the last one is about a day after the first.
  retryLimit: 30,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: hour,
  expireInSeconds: 120,
  deleteAfterSeconds: hour,
  deadLetter: undeliveredMailQueue,
};

/** Every queue there is, in an order in which each names only those before it. */
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
    // One in wait across all instances. Two at work do no harm, and one whose instance was killed
    // must not hold up the next, which does what it left undone.
    name: sweepQueue,
    policy: "short",
    retryLimit: 0,
    expireInSeconds: 300,
    deleteAfterSeconds: hour,
  },
];
