import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { invalidField } from "#lib/errors.ts";
import { Gate } from "#lib/gate.ts";
import { processWide } from "#lib/process-wide.ts";
import { resolveInProject } from "#lib/project.ts";

/** Below it lie some million guesses, which the rate limits of sign-in do not hold off for ever. */
const leastScore = 2;

/** The estimator's work grows with the square of the length; what follows makes no guess easier. */
const mostCharacters = 100;

const shared = processWide("password estimator", (): { worker?: Worker } => ({}));

const gate = new Gate({ atOnce: 1, waiting: 50 });

/**
 * Refuses passwords that an attacker tries first (NIST SP 800-63B section 3.1.1.2): common ones, and
 * those made of common words, keyboard rows or `about`, such as the person's email. Throws
 * `bad_request` for `field`.
 */
export async function refuseCommonPassword(
  field: string,
  password: string,
  about: readonly string[],
): Promise<void> {
  const words = about.flatMap((text) => [...text.split("@"), ...text.split(/[^\p{L}\p{N}]+/u)]);
  const start = password.slice(0, mostCharacters);
  const score = await gate.run(() => estimate(start, words.filter(Boolean)));
  if (score >= leastScore) return;
  throw invalidField(field, "This password is too easy to guess. Try a few unrelated words");
}

/** Estimates in a thread of its own, so that no other request waits. */
async function estimate(password: string, words: readonly string[]): Promise<number> {
  shared.worker ??= startEstimator();
  const { worker } = shared;
  worker.ref();
  try {
    const answered = once(worker, "message");
    worker.postMessage({ password, words });
    const [score] = await answered;
    return score;
  } catch (error) {
    // A thread that failed has ended; the next password gets another one.
    shared.worker = undefined;
    throw error;
  } finally {
    worker.unref();
  }
}

function startEstimator(): Worker {
  const script = resolveInProject("#lib/accounts/password-estimator.ts");
  return new Worker(script, { env: {}, execArgv: [] });
}
