type Hook = () => Promise<void>;

/** On globalThis because the server and Next's bundle hold separate copies of this module. */
const registry = globalThis as { keysmithShutdownHooks?: Map<string, Hook> };

/** Has `hook` run once the last request is answered. A later hook of the same name replaces it. */
export function onShutdown(name: string, hook: Hook): void {
  registry.keysmithShutdownHooks ??= new Map();
  registry.keysmithShutdownHooks.set(name, hook);
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
