import { defineConfig } from "@playwright/test";
import { APART } from "./e2e/support/apart.ts";

/** `npm run test:faults`: slow on purpose, so apart from `npm test`. */
export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "server killed", testMatch: "faults/*.spec.ts" },
    { name: "apart", testIgnore: "faults/**", grep: new RegExp(APART) },
  ],
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".reports/faults.json" }]],
});
