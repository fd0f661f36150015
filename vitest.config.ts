import { defineConfig } from "vitest/config";

const integration = "**/*.integration.test.ts";
const outside = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

/** Unit tests touch nothing outside the process; integration tests share one real PostgreSQL. */
export default defineConfig({
  test: {
    setupFiles: ["lib/testing/quiet-console.ts"],
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.ts"], exclude: [integration, ...outside] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [integration],
          exclude: outside,
          // Many of them wait more than they work.
          maxWorkers: 3,
          globalSetup: ["lib/testing/postgres.ts"],
          setupFiles: ["lib/testing/server.ts"],
          env: { LOG_LEVEL: "silent" },
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
