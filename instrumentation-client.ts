declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// zod's configuration, without importing zod. The Content-Security-Policy forbids eval, which zod
// would try for speed.
globalThis.__zod_globalConfig ??= {};
globalThis.__zod_globalConfig.jitless = true;

export {};
