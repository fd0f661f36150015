import { processWide } from "#lib/process-wide.ts";
import { withTimeout } from "#lib/timeout.ts";

type Hook = () => Promise<void>;

const hooks = processWide("shutdown hooks", () => new Map<string, Hook>());
const steps = processWide("shutdown steps", () => new Set<string>());

/**
 * Registers a hook that runs after the last response. A later hook of the same name replaces it.
 */
export function onShutdown(name: string, hook: Hook): void {
  hooks.set(name, asShutdownStep(name, hook));
}

/** Wraps a hook so that `withinSeconds` names it until it has finished. */
export function asShutdownStep(name: string, hook: Hook): Hook {
  steps.add(name);
  return () => hook().finally(() => steps.delete(name));
}

/** Runs the hooks, newest first, even if one fails; then throws all failures. */
export async function runShutdownHooks(): Promise<void> {
  const newestFirst = [...hooks].reverse();
  hooks.clear();
  const errors: unknown[] = [];
  for (const [name, hook] of newestFirst) {
    await hook().catch((cause) => errors.push(new Error(`${name} failed`, { cause })));
  }
  if (errors.length > 0) throw new AggregateError(errors, "Not everything was put away");
}

/** Waits for a shutdown; throws an Error that names the unfinished steps after a timeout. */
export async function withinSeconds(seconds: number, shutdown: Promise<void>): Promise<void> {
  await withTimeout(shutdown, seconds * 1000, () => {
    const left = [...steps].reverse().join(", ");
    throw new Error(`The shutdown took longer than ${seconds} s. Abandoned: ${left || "nothing"}`);
  });
}

/** Tries a process's last write twice: the first try may find its connections dead. */
export function writeLast(write: () => Promise<void>): Promise<void> {
  return write().catch(write);
}
