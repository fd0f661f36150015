const holder = globalThis as { keysmith?: Map<string, unknown> };

/**
 * Returns the process's single value for a name. Module variables are not unique, because Next's
 * bundles and hot reload load modules several times.
 */
export function processWide<T>(name: string, create: () => T): T {
  holder.keysmith ??= new Map();
  if (!holder.keysmith.has(name)) holder.keysmith.set(name, create());
  return holder.keysmith.get(name) as T;
}

/** Drops a value, for tests that reinitialize it. */
export function resetProcessWide(name: string): void {
  holder.keysmith?.delete(name);
}
