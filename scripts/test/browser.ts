import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { inRepository } from "../repository.ts";

export interface Browser {
  readonly path: string;
  readonly foundAs: string;
}

/** Where Chrome and Chromium are installed by their own installers. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A Chromium for the end-to-end tests: `PT_BROWSER`, an installed one, the test tool's own download, or Debian's package
 * when we are root. Fails with what to do; the tests never skip for want of a browser.
 */
export async function findBrowser(say: (line: string) => void): Promise<Browser> {
  const named = process.env["PT_BROWSER"];
  if (named) {
    if (!works(named)) throw new Error(`PT_BROWSER=${named} is not a browser that starts.`);
    return { path: named, foundAs: "named by PT_BROWSER" };
  }
  const installed = INSTALLED.find((path) => existsSync(path) && works(path));
  if (installed) return { path: installed, foundAs: "installed on this machine" };
  if (downloaded()) return { path: chromium.executablePath(), foundAs: "downloaded earlier by Playwright" };

  say("No Chrome or Chromium found; fetching one …");
  for (const attempt of [download, installWithApt]) {
    const browser = attempt(say);
    if (browser) return browser;
  }
  throw new Error(
    "No browser for the end-to-end tests. Install Chrome or Chromium (Debian: apt-get install chromium), or name one: PT_BROWSER=/path/to/chromium npm test",
  );
}

const works = (path: string): boolean => spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
const downloaded = (): boolean => existsSync(chromium.executablePath()) && works(chromium.executablePath());

function download(say: (line: string) => void): Browser | null {
  say("Trying Playwright's own download …");
  spawnSync(inRepository("node_modules/.bin/playwright"), ["install", "chromium"], {
    stdio: "ignore",
    timeout: 180_000,
  });
  return downloaded() ? { path: chromium.executablePath(), foundAs: "downloaded by Playwright" } : null;
}

function installWithApt(say: (line: string) => void): Browser | null {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  say("Trying Debian's package (apt-get install chromium) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env, timeout: 180_000 });
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "ignore", env, timeout: 600_000 });
  const path = "/usr/bin/chromium";
  return existsSync(path) && works(path) ? { path, foundAs: "installed with apt-get" } : null;
}
