import { defineConfig } from "vitest/config";

const integration = "**/*.integration.test.ts";
/** What an integration test's process finds. */
const server = {
  globalSetup: ["lib/testing/database/postgres.ts"],
  setupFiles: ["lib/testing/setup/server.ts"],
  // Many tests wait for the end of a lease.
  env: { LOG_LEVEL: "silent", VERIFIER_LEASE_SECONDS: "2" },
};
const outside = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

/**
 * Unit tests touch nothing outside the process; integration tests share one real PostgreSQL. Drills
 * put faults to the built product; they take minutes, and `npm test` runs none. Files share a
 * process and its modules: loading them anew for each took a third of the time.
 */
export default defineConfig({
  test: {
    setupFiles: ["lib/testing/setup/fresh-file.ts", "lib/testing/setup/quiet-console.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          isolate: false,
          include: ["**/*.test.ts"],
          exclude: [integration, ...outside],
          // Property tests take seconds on a machine that builds beside them.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [integration],
          exclude: outside,
          ...server,
          // Many of them wait more than they work.
          isolate: false,
          maxWorkers: 3,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "drills",
          include: ["e2e/drills/*.drill.ts"],
          ...server,
          // What a process knows of one database would be wrong of the next.
          maxWorkers: 1,
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
