import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "server",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    globalSetup: ["tests/support/start-databases.ts"],
    isolate: false,
    testTimeout: 40_000,
    hookTimeout: 30_000,
  },
});
