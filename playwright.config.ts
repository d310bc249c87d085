import { defineConfig } from "@playwright/test";
import { APART } from "./e2e/support/apart.ts";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  testIgnore: "faults/**",
  grepInvert: new RegExp(APART),
  outputDir: "test-results",
  globalSetup: "./e2e/support/prepare-server-data.ts",
  // Each worker has a product and a browser of its own. Two keep two cores busy; a third gained little and made
  // people's waits longer.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".reports/e2e.json" }]],
});
