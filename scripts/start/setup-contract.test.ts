import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, type ChildProcess } from "node:child_process";
import { startHost, type RunningHost } from "@partner-telephony/apex-runner";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inRepository } from "../repository.ts";
import { freePort } from "../test/free-port.ts";

const MANAGEMENT = "management-credential-of-the-contract";
const ORG = "00D000000000001";
const NUMBER = "+14155550100";
const CLASS = "PartnerTelephonyIntegration";
const users = [1, 2].map((place) => ({
  userId: `00500000000000${place}`,
  firstName: "Ada",
  lastName: `Agent ${place}`,
  userName: `setup${place}@example.com`,
}));

/** The package's own Apex asks the real server, through a named credential as in an org. */
describe("Setup, from the package's Apex to the server", () => {
  let server: ChildProcess;
  let host: RunningHost;
  let folder = "";
  let said = "";
  const info = (namedCredentials: string) => ({
    contactCenterId: "04vAB0000000001",
    partnerContactCenterId: `${ORG}:Setup`,
    internalName: "Setup",
    displayName: "Setup",
    namedCredentials,
    orgId: `${ORG}AAA`,
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever Apex answers; each test says what it expects
  const call = (method: string, argument: object): Promise<any> => host.call(CLASS, method, [argument as never]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "setup-contract-"));
    const url = `http://127.0.0.1:${await freePort()}`;
    server = spawn(process.execPath, ["--import", "tsx", inRepository("packages/server/src/main.ts")], {
      cwd: inRepository("."),
      env: {
        PATH: process.env["PATH"],
        PT_PORT: new URL(url).port,
        PT_DATA_DIR: folder,
        PT_MANAGEMENT_CREDENTIAL: MANAGEMENT,
        PT_PUBLIC_URL: "https://telephony.example.com",
        PT_LOG_LEVEL: "warn",
      },
    });
    for (const stream of [server.stdout, server.stderr]) stream?.on("data", (text) => (said += String(text)));
    const authorization = `Bearer ${MANAGEMENT}`;
    await vi.waitFor(
      async () => {
        const health = await fetch(`${url}/v1/health`).catch(() => null);
        expect(health?.status, said).toBe(200);
      },
      { timeout: 120_000, interval: 200 },
    );
    const center = await fetch(`${url}/v1/contact-centers/${ORG}/Setup`, {
      method: "PUT",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({
        displayName: "Setup",
        scrtUrl: "https://voice.example.com",
        signer: "server",
        phoneNumbers: [NUMBER],
      }),
    });
    expect(center.status).toBe(200);
    host = await startHost({
      roots: [inRepository("force-app")],
      options: {
        namedCredentials: {
          Provider: { url, headers: { Authorization: authorization } },
          Wrong: { url, headers: { Authorization: "Bearer wrong" } },
        },
      },
    });
  }, 180_000);
  afterAll(async () => {
    await host?.close();
    const ended = new Promise((resolve) => server.once("exit", resolve));
    if (server.exitCode === null && server.kill()) await ended;
    await rm(folder, { recursive: true, force: true });
  });

  it("connects, and lists the contact centers; a wrong credential is named", async () => {
    expect(await call("connect", info("Provider"))).toMatchObject({ success: true });
    const wrong = await call("connect", info("Wrong"));
    expect(wrong).toMatchObject({ success: false });
    expect(JSON.stringify(wrong)).toContain("Wrong");
  });

  it("adds users, puts them on a new queue, and reports one whom the server does not know", async () => {
    const added = await call("addUsersToContactCenter", {
      contactCenterId: "04vAB0000000001",
      namedCredentials: "Provider",
      usersInfo: users,
    });
    expect(added, JSON.stringify(added)).toMatchObject({ success: true });
    for (const { userId } of users) expect(JSON.stringify(added)).toContain(userId);
    const made = await call("createQueue", { contactCenterInfo: info("Provider"), queueName: "Billing" });
    expect(made, JSON.stringify(made)).toMatchObject({ success: true, queueId: expect.stringMatching(/.+/) });
    const put = (userInfoList: object[]) =>
      call("associateUsersAndGroupsWithQueue", {
        contactCenterInfo: info("Provider"),
        queueId: made.queueId,
        userInfoList,
        groupInfoList: [],
      });
    expect(await put(users)).toMatchObject({ success: true });
    expect(await put([...users, { ...users[0], userId: "005000000000404" }])).toMatchObject({ success: false });
    expect(JSON.stringify(await call("listQueues", { contactCenterInfo: info("Provider") }))).toContain("Billing");
  });

  it("lists phone numbers", async () => {
    const listed = await call("listPhoneNumbers", { contactCenterInfo: info("Provider") });
    expect(listed).toMatchObject({ success: true });
    expect(JSON.stringify(listed)).toContain(NUMBER);
  });

  it("asks for recording URLs, and hears that a key has none", async () => {
    const key = randomUUID();
    const answer = await call("getSignedUrls", { namedCredentials: "Provider", vendorCallKeys: [key] });
    expect(JSON.stringify(answer)).toContain(key);
    expect(JSON.stringify(answer)).toContain('"404"');
  });

  it("gets a new certificate", async () => {
    const made = await call("getPublicKey", info("Provider"));
    expect(made).toMatchObject({ success: true });
    expect(JSON.stringify(made)).toContain("BEGIN CERTIFICATE");
  });
});
