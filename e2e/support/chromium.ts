import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "@playwright/test";
import { findBrowser } from "../../scripts/test/browser.ts";

/**
 * Chromium as a person has it. The test tool's own launch adds switches that turn storage partitioning off, so it is
 * started by us and only attached to.
 */
export async function launchChromium(
  hostMappedToLoopback: string | null,
): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), "pt-chromium-"));
  const { path } = await findBrowser(() => {});
  const child = spawn(path, [...switches(profile), ...strictSwitches(hostMappedToLoopback), "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
    // It is killed in the end: what it keeps for a moment goes with its profile.
    env: { ...process.env, TMPDIR: profile },
  });
  const endpoint = await debuggingEndpoint(child, profile);
  const browser = await chromium.connectOverCDP(endpoint);
  return {
    browser,
    close: async () => {
      await browser.close();
      const gone = child.exitCode === null ? once(child, "exit") : null;
      child.kill("SIGKILL");
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const switches = (profile: string): string[] => [
  "--headless=new",
  "--remote-debugging-port=0",
  `--user-data-dir=${profile}`,
  // Chromium's sandbox refuses to run as root, which build machines are.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  // Without a graphics card each frame of an animation is drawn by the processors that the product needs.
  "--force-prefers-reduced-motion",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  // No calls home: they are refused on a closed network, many at a time.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--mute-audio",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
];

const strictSwitches = (host: string | null): string[] =>
  host === null ? [] : [`--host-resolver-rules=MAP ${host} 127.0.0.1`, "--ignore-certificate-errors"];

async function debuggingEndpoint(child: ChildProcess, profile: string): Promise<string> {
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  const giveUpAt = Date.now() + 30_000;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) break;
    const port = (await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "")).split("\n")[0];
    if (port) return `http://127.0.0.1:${port}`;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill("SIGKILL");
  throw new Error(`Chromium did not open its debugging port. It said:\n${said.slice(-2_000)}`);
}
