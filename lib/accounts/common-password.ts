import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { invalidField } from "#lib/errors.ts";
import { Gate } from "#lib/gate.ts";

/** Below it lie some million guesses, which throttled signing in does not hold off for ever. */
const leastScore = 2;

/** What is longer is no easier to guess, and the estimator's work grows with the square. */
const mostCharacters = 100;

/** On globalThis: Next's bundles would otherwise each start a thread of their own. */
const shared = globalThis as { keysmithEstimator?: Worker };

const gate = new Gate({ atOnce: 1, waiting: 50 });

/**
 * Refuses what somebody who guesses would try first (NIST SP 800-63B section 3.1.1.2): passwords of
 * a list of common ones, what is made of them, of rows of keys and of `about`, such as the person's
 * address. Throws `bad_request` for `field`.
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
  throw invalidField(
    field,
    "This password is too easy to guess. A few unrelated words make a good one",
  );
}

/** Asks the thread that estimates, so that no other request waits for it. */
async function estimate(password: string, words: readonly string[]): Promise<number> {
  shared.keysmithEstimator ??= startEstimator();
  const worker = shared.keysmithEstimator;
  worker.ref();
  try {
    const answered = once(worker, "message");
    worker.postMessage({ password, words });
    const [score] = await answered;
    return score;
  } catch (error) {
    // A thread that failed has ended; the next password gets another one.
    shared.keysmithEstimator = undefined;
    throw error;
  } finally {
    worker.unref();
  }
}

/** From the source in every mode: bundlers leave a path alone that they can't resolve. */
function startEstimator(): Worker {
  const directory = join(/* turbopackIgnore: true */ process.cwd(), "lib/accounts");
  return new Worker(join(directory, "password-estimator.ts"), { env: {}, execArgv: [] });
}
