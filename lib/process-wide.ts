const holder = globalThis as { keysmith?: Map<string, unknown> };

/**
 * Returns the process's one value of a name. A variable of a module would not do: Next's bundles and
 * hot reload load our modules several times.
 */
export function processWide<T>(name: string, create: () => T): T {
  holder.keysmith ??= new Map();
  if (!holder.keysmith.has(name)) holder.keysmith.set(name, create());
  return holder.keysmith.get(name) as T;
}

/** Drops a value, for tests that start over. */
export function resetProcessWide(name: string): void {
  holder.keysmith?.delete(name);
}
