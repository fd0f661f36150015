import { defineConfig } from "@playwright/test";
import { findChromium } from "#lib/testing/product/browser.ts";

/** Journeys on the built product, which `global-setup.ts` starts on a data folder of its own. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Most of them wait for the product more than they work.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.KEYSMITH_E2E_URL,
    launchOptions: await findChromium(),
    trace: "off",
    // Without animations nothing waits for their end.
    contextOptions: { reducedMotion: "reduce" },
  },
});
