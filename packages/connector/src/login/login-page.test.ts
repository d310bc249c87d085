import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../../tests/console-page.ts";
import { FakeClock, until } from "../../tests/fake-clock.ts";
import { FakeServer, PASSWORD } from "../../tests/fake-server.ts";
import { CONTACT_CENTER, ORG_ID, USERNAME } from "../../tests/views.ts";
import type { LoginChannel, LoginMessage } from "../login-channel.ts";
import { LoginPage } from "./login-page.ts";

// By require, and typed by what is used: the root has jsdom and axe for its own tests.
const require = createRequire(import.meta.url);
interface Dom {
  readonly window: Window & { eval(script: string): unknown; close(): void };
}
const { JSDOM } = require("jsdom") as { JSDOM: new (html: string, options: object) => Dom };
const html = readFileSync(new URL("./index.html", import.meta.url), "utf8");

let server: FakeServer;
let browser: Browser;
let dom: Dom;
let connector: LoginChannel;
let clock: FakeClock;
let heard: LoginMessage[];

beforeEach(async () => {
  server = await FakeServer.start();
  server.loggedIn = false;
  browser = new Browser();
  browser.cookie = "";
  clock = new FakeClock();
  dom = new JSDOM(html, { runScripts: "outside-only" });
  connector = browser.channel();
  heard = [];
  connector.onMessage((message) => heard.push(message));
});
afterEach(async () => {
  dom.window.close();
  await server.stop();
});

const context: LoginMessage = {
  type: "login.context",
  orgId: ORG_ID,
  contactCenter: CONTACT_CENTER,
  username: USERNAME,
};
const open = (query = "", settings: object | null = {}) =>
  new LoginPage(dom.window.document, {
    settings:
      settings === null
        ? Promise.reject(new TypeError("no settings"))
        : Promise.resolve({
            serverUrl: server.url,
            orgId: null,
            contactCenter: null,
            consoleOrigin: null,
            ...settings,
          }),
    serverUrl: () => Promise.resolve(server.url),
    fetch: browser.fetch,
    random: () => 0.5,
    newId: randomUUID,
    channel: browser.channel(),
    query: new URLSearchParams(query),
    clock,
  });
const element = <E extends HTMLElement>(id: string) => dom.window.document.getElementById(id) as E;
const field = (id: string) => element<HTMLInputElement>(id);
const problemText = () => (element("problem").hidden ? null : element("problem").textContent);
function submit(password: string): void {
  field("password").value = password;
  element("submit").click();
}

describe("the login page", () => {
  it("asks the connector whom to log in, logs in, and says when the phone is ready", async () => {
    open();
    expect(heard).toEqual([{ type: "login.asked" }]);
    connector.post(context);
    expect(field("username").value).toBe(USERNAME);
    submit(PASSWORD);
    expect(element<HTMLButtonElement>("submit").disabled).toBe(true);
    expect(element("progress").textContent).toBe("Logging in…");
    await until(() => heard.length === 2, "the news for the connector");
    expect(heard[1]).toEqual({ type: "login.created" });
    expect(browser.cookie).toBe("pt_refresh=yes");
    expect(server.seen[0]?.body).toEqual({
      kind: "password",
      orgId: ORG_ID,
      contactCenter: CONTACT_CENTER,
      username: USERNAME,
      password: PASSWORD,
    });
    expect(field("password").value).toBe("");
    connector.post({ type: "login.done" });
    expect(element("progress").textContent).toBe("The phone is ready.");
    await clock.advance(60_000);
    expect(problemText()).toBeNull();
  });

  it("takes the username from its address before anything else", () => {
    open("username=grace%40northwind.example");
    connector.post(context);
    expect(field("username").value).toBe("grace@northwind.example");
  });

  it("says with the server's sentence that the password is wrong, and can be used again", async () => {
    open("", { orgId: ORG_ID, contactCenter: CONTACT_CENTER });
    field("username").value = USERNAME;
    submit("wrong");
    await until(() => problemText() !== null, "a problem");
    expect(problemText()).toBe("The server says sessions.wrong-proof.");
    expect(element<HTMLButtonElement>("submit").disabled).toBe(false);
    expect(heard).toEqual([{ type: "login.asked" }]);
    submit(PASSWORD);
    expect(problemText()).toBeNull();
    await until(() => heard.length === 2, "the log-in");
  });

  it("speaks the language of a page that brings its own words, and its own where there are none", async () => {
    element("login").dataset["busy"] = "Die Anmeldung läuft…";
    element("login").dataset["sessionsWrongProof"] = "Prüfen Sie Ihr Kennwort.";
    open();
    connector.post(context);
    submit("wrong");
    expect(element("progress").textContent).toBe("Die Anmeldung läuft…");
    await until(() => problemText() !== null, "a problem");
    expect(problemText()).toBe("Prüfen Sie Ihr Kennwort.");
    submit("");
    expect(problemText()).toBe("Enter your username and your password.");
    connector.post({ type: "login.refused", code: "session.other-agent", sentence: "Log in with your own user name." });
    expect(problemText()).toBe("Log in with your own user name.");
  });

  it("marks what is missing and sends nothing", () => {
    open();
    submit("");
    expect(problemText()).toBe("Enter your username and your password.");
    expect(field("username").getAttribute("aria-invalid")).toBe("true");
    expect(server.seen).toEqual([]);
  });

  it("passes on why the connector does not take the session", () => {
    open();
    connector.post({ type: "login.refused", code: "session.other-agent", sentence: "Log in with your own user name." });
    expect(problemText()).toBe("Log in with your own user name.");
  });

  it("says what to do when nobody told it the contact center", async () => {
    open("username=a%40b.c");
    submit(PASSWORD);
    await until(() => problemText() !== null, "a problem");
    expect(problemText()).toContain("Open it in Salesforce");
  });

  it("says that the server cannot be reached once the deadline has passed", async () => {
    open("", { orgId: ORG_ID, contactCenter: CONTACT_CENTER });
    await server.stop();
    field("username").value = USERNAME;
    submit(PASSWORD);
    await until(() => problemText() !== null, "a problem", clock);
    expect(problemText()).toContain("cannot be reached");
    await server.listen();
  });

  it("says that the phone does not answer when the connector stays silent", async () => {
    open();
    connector.post(context);
    submit(PASSWORD);
    await until(() => heard.length === 2, "the log-in");
    await clock.advance(15_000);
    expect(problemText()).toBe("You are logged in, but the phone does not answer. Reload the page.");
  });

  it("says so when its settings cannot be read", async () => {
    open("", null);
    await until(() => problemText() !== null, "a problem");
    expect(problemText()).toContain("settings.json");
  });

  it("has no accessibility fault that axe finds, with and without a problem", async () => {
    open();
    const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    dom.window.eval(axe);
    const run = async () => {
      const { violations } = (await dom.window.eval(
        "axe.run({ rules: { 'color-contrast': { enabled: false } } })",
      )) as {
        violations: { id: string }[];
      };
      return violations.map((one) => one.id);
    };
    expect(await run()).toEqual([]);
    submit("");
    expect(await run()).toEqual([]);
  });
});
