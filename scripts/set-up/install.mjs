// Plain JavaScript on purpose: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stamp = join(repository, "node_modules", ".partner-telephony-lock");

/** Installs the locked dependencies unless they are there already. Says what it does; ends the process with a sentence if it cannot. */
export function installDependencies() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Node ${process.versions.node} is too old: Partner Telephony needs Node 20.19 or later (https://nodejs.org).`,
    );
    process.exit(1);
  }
  const lock = createHash("sha256")
    .update(readFileSync(join(repository, "package-lock.json")))
    .digest("hex");
  const installed = `${lock} ${process.platform} ${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === installed) return;
  console.log("Installing the dependencies (once, about a minute) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: repository,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error(
      "npm ci did not succeed; its message above says why. If it speaks of the network, run the same command again.",
    );
    process.exit(result.status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, installed);
}

/** Runs a TypeScript script of this repository with its arguments and ends with its exit code; Ctrl-C is left to the script. */
export function runScript(script, args) {
  const leaveToScript = () => {};
  process.on("SIGINT", leaveToScript);
  process.on("SIGTERM", leaveToScript);
  const result = spawnSync(process.execPath, ["--import", "tsx", join(repository, script), ...args], {
    cwd: repository,
    stdio: "inherit",
  });
  process.exit(result.status ?? 1);
}
