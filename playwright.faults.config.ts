import { defineConfig } from "@playwright/test";

/** `npm run test:faults`: slow on purpose, so apart from `npm test`. */
export default defineConfig({
  testDir: "e2e/faults",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".reports/faults.json" }]],
});
