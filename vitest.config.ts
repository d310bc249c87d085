import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Many of these start programs, Java among them: how long that takes is the machine's, not the promise. */
const scripts = {
  test: {
    name: "scripts",
    include: ["scripts/**/*.test.ts"],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

/**
 * Every project says `isolate: false`: a test file ends what it starts, so the next one may have its process, with the modules
 * that are loaded and the PGlite that is compiled.
 */
export default defineConfig({
  test: {
    projects: ["packages/*", scripts],
    globalSetup: ["scripts/test/temporary-folder.ts"],
    // Tests often wait for a process or a socket: one worker fewer than cores, as is usual, leaves two cores half idle.
    maxWorkers: Math.max(2, availableParallelism()),
    allowOnly: false,
    passWithNoTests: false,
  },
});
