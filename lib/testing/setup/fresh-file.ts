import { vi } from "vitest";

/** Test files share a process, so none passes on its fake clock, its spies or its environment. */
vi.useRealTimers();
vi.restoreAllMocks();
vi.unstubAllEnvs();
vi.unstubAllGlobals();
Reflect.deleteProperty(globalThis, "keysmith");
