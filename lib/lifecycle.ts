import { setTimeout as sleep } from "node:timers/promises";

type Hook = () => Promise<void>;

/** On globalThis because the server and Next's bundle hold separate copies of this module. */
const registry = globalThis as {
  keysmithShutdownHooks?: Map<string, Hook>;
  keysmithShutdownSteps?: Set<string>;
};

/** Has `hook` run once the last request is answered. A later hook of the same name replaces it. */
export function onShutdown(name: string, hook: Hook): void {
  registry.keysmithShutdownHooks ??= new Map();
  registry.keysmithShutdownHooks.set(name, asShutdownStep(name, hook));
}

/** The same hook, named by `withinSeconds` for as long as it is not over. */
export function asShutdownStep(name: string, hook: Hook): Hook {
  registry.keysmithShutdownSteps ??= new Set();
  const steps = registry.keysmithShutdownSteps;
  steps.add(name);
  return () => hook().finally(() => steps.delete(name));
}

/** Runs the hooks, the newest first, each even where another one fails; then throws what failed. */
export async function runShutdownHooks(): Promise<void> {
  const hooks = [...(registry.keysmithShutdownHooks ?? [])].reverse();
  registry.keysmithShutdownHooks = undefined;
  const errors: unknown[] = [];
  for (const [name, hook] of hooks) {
    await hook().catch((cause) => errors.push(new Error(`${name} failed`, { cause })));
  }
  if (errors.length > 0) throw new AggregateError(errors, "Not everything was put away");
}

/** Waits for a shutdown; throws an Error that names the steps left when it takes any longer. */
export async function withinSeconds(seconds: number, shutdown: Promise<void>): Promise<void> {
  const done = new AbortController();
  const overtime = sleep(seconds * 1000, undefined, { signal: done.signal }).then(() => {
    const left = [...(registry.keysmithShutdownSteps ?? [])].reverse().join(", ");
    throw new Error(`The shutdown took longer than ${seconds} s. Abandoned: ${left || "nothing"}`);
  });
  overtime.catch(() => undefined);
  await Promise.race([shutdown, overtime]).finally(() => done.abort());
}

/** A process's last write, tried twice: the first try may be what finds its connections dead. */
export function writeLast(write: () => Promise<void>): Promise<void> {
  return write().catch(write);
}
