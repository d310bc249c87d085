import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConsoleChange } from "../console-contract.ts";
import { consoleOf } from "../testing/console-client.ts";
import {
  CENTER,
  centerXml,
  makeCertificate,
  startPracticeOrg,
  statusForHost,
  until,
  type PracticeOrg,
} from "../testing/practice-org.ts";

let org: PracticeOrg;
let desk: ReturnType<typeof consoleOf>;
let pages: string;
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), "local-org-console-"));
  mkdirSync(join(pages, "assets"));
  writeFileSync(join(pages, "index.html"), "<!doctype html><title>Console</title>");
  writeFileSync(join(pages, "assets", "icon.svg"), "<svg/>");
  org = await startPracticeOrg({
    consoleFolder: pages,
  });
  desk = consoleOf(org);
});
beforeEach(async () => {
  await org.ask("POST", "/stand-in/reset");
});
afterAll(async () => {
  await org.close();
  rmSync(pages, { recursive: true });
});

describe("the setup message", () => {
  it("carries every key of the guide, sections and custom-config record included", async () => {
    await org.ask("PUT", `/setup/contact-centers/${CENTER}/custom-config`, { fields: { Region__c: "eu-1" } });
    const { connectorUrl, connectorOrigin, connectorConfig } = (
      await org.ask("GET", `/console/setup-message?user=${org.ada}`)
    ).body;
    expect([connectorUrl, connectorOrigin]).toEqual(["http://127.0.0.1:8030/connector/", "http://127.0.0.1:8030"]);
    expect(connectorConfig).toMatchObject({
      scvVendorLoginUrl: "http://127.0.0.1:8030/login/",
      isACWAllowed: true,
      callCenterId: expect.stringMatching(/^04v/),
      organizationId: "00DLo0000000001",
      scrtUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      phoneServiceChannelName: "sfdc_phone",
      callCenterType: "SCVBYOT",
      phoneServiceChannelId: expect.stringMatching(/^0N9/),
      orgDomainName: "northwind-local",
      userName: org.ada,
      userId: expect.stringMatching(/^005/),
      userFullName: "Ada Agent",
      "/reqGeneralInfo/reqInternalName": CENTER,
      "/reqHvcc/reqLongDistPrefix": "+1",
      "/reqHvcc/reqTelephonyIntegrationCertificate": expect.stringContaining("BEGIN CERTIFICATE"),
      "/providerSettings1/custom0": "Custom & 0",
      "/Voice_Config__c/Region__c": "eu-1",
    });
    const statuses = JSON.parse(connectorConfig.userPresenceStatuses);
    expect(statuses["0"]).toEqual({ statusName: "Offline", hasChannels: "false", isOffline: "true", statusId: "0" });
    expect(Object.keys(statuses).filter((id) => id.startsWith("0N5"))).toHaveLength(3);
  });

  it("is refused to a user in no contact center, and to nobody's name", async () => {
    expect(await org.ask("GET", "/console/setup-message?user=sam@northwind.example")).toMatchObject({
      status: 409,
      body: { code: "console.no-contact-center" },
    });
    expect(await org.ask("GET", "/console/setup-message?user=nobody")).toMatchObject({
      status: 404,
      body: { code: "user.not-found" },
    });
    expect((await org.ask("GET", "/console/setup-message")).status).toBe(400);
  });
});

describe("importing a contact center", () => {
  it("again is refused unless it replaces, and keeps id and users then", async () => {
    const before = (await org.ask("GET", `/setup/contact-centers/${CENTER}`)).body;
    expect(await org.ask("POST", "/setup/contact-centers", centerXml(org.certificate))).toMatchObject({
      status: 409,
      body: { code: "setup.contact-center-exists" },
    });
    const again = await org.ask(
      "POST",
      "/setup/contact-centers?replace=true",
      centerXml(org.certificate).replace("Custom &amp; 0", "new"),
    );
    expect(again).toMatchObject({ status: 200, body: { Id: before.Id, userIds: before.userIds } });
    expect((await org.ask("GET", `/setup/contact-centers/${CENTER}`)).body.sections[2].items[0].value).toBe("new");
    await org.ask("POST", "/setup/contact-centers?replace=true", centerXml(org.certificate));
  });

  it("with errors stores nothing and lists line and reason of each", async () => {
    const xml = centerXml(org.certificate, "Fresh").replace(">+1<", ">x<").replace("acme__acmeVoice", "none");
    const answer = await org.ask("POST", "/setup/contact-centers", xml);
    expect(answer).toMatchObject({ status: 422, body: { code: "setup.contact-center-invalid" } });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body.fields.map((field: { line: number }) => field.line)).toEqual([6, expect.any(Number)]);
    expect((await org.ask("GET", "/setup/contact-centers/Fresh")).status).toBe(404);
  });

  it("as JSON, or larger than 4 MB, is refused", async () => {
    expect((await org.ask("POST", "/setup/contact-centers", { xml: "" })).status).toBe(415);
    expect(await org.ask("POST", "/setup/contact-centers", " ".repeat(4_200_000))).toMatchObject({
      status: 413,
      body: { code: "request.too-large" },
    });
  });

  it("adds users all or none, and to one contact center only", async () => {
    const other = await makeCertificate();
    await org.ask("POST", "/setup/contact-centers", centerXml(other.certificate, "Second"));
    const path = "/setup/contact-centers/Second/users";
    expect(await org.ask("POST", path, { users: ["sam@northwind.example", org.ada] })).toMatchObject({
      status: 409,
      body: { code: "setup.user-in-other-contact-center" },
    });
    expect((await org.ask("POST", path, { users: ["sam@northwind.example", "nobody"] })).status).toBe(404);
    expect((await org.ask("GET", "/setup/contact-centers/Second")).body.userIds).toEqual([]);
    expect((await org.ask("POST", path, { users: ["sam@northwind.example"] })).body.userIds).toHaveLength(1);
    expect((await org.ask("DELETE", `${path}/sam@northwind.example`)).body.userIds).toEqual([]);
  });
});

describe("presence", () => {
  it("is set by id in both lengths, and an unknown status is refused", async () => {
    const statusId = await desk.statusNamed("Available for Voice");
    expect(
      (
        await org.ask("PUT", "/console/presence", {
          user: org.ada,
          statusId: statusId.slice(0, 15),
          reason: "connector",
        })
      ).body,
    ).toMatchObject({ statusId, reason: "connector" });
    expect(
      await org.ask("PUT", "/console/presence", { user: org.ada, statusId: "0N5xx0000000000", reason: "agent" }),
    ).toMatchObject({ status: 422, body: { code: "console.status-not-found" } });
  });
});

describe("the record page", () => {
  it("takes edits of updateable fields only, and links to records that exist", async () => {
    const { voiceCall } = await desk.ring("edit");
    const path = `/console/records/VoiceCall/${voiceCall.Id}`;
    const contact = (await org.ask("GET", "/console/records/Contact")).body.records[0];
    expect(
      (await org.ask("PATCH", path, { user: org.ada, Description: "Called back", RelatedRecordId: contact.Id })).status,
    ).toBe(200);
    expect((await org.ask("GET", path)).body).toMatchObject({
      voiceCall: { Description: "Called back" },
      relatedRecord: { label: contact.Name },
    });
    expect((await org.ask("PATCH", path, { user: org.ada, VendorCallKey: "x" })).status).toBe(400);
    expect((await org.ask("PATCH", path, { user: org.ada, RelatedRecordId: "003000000000000" })).status).toBe(404);
    expect(await org.ask("GET", "/console/records/VoiceCall/nothing")).toMatchObject({
      status: 404,
      body: { code: "record.not-found" },
    });
  });
});

describe("the change stream", () => {
  async function listen(
    user: string,
    headers: Record<string, string> = {},
  ): Promise<{ changes: ConsoleChange[]; close: () => void }> {
    const control = new AbortController();
    const answer = await fetch(`${org.origin}/console/changes?user=${user}`, { headers, signal: control.signal });
    const changes: ConsoleChange[] = [];
    void (async () => {
      let rest = "";
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + chunk).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks)
          for (const line of block.split("\n")) if (line.startsWith("data: ")) changes.push(JSON.parse(line.slice(6)));
      }
    })().catch((error: unknown) => {
      if (!control.signal.aborted) throw error;
    });
    return { changes, close: () => control.abort() };
  }
  const kinds = (changes: ConsoleChange[]): string[] => changes.map((change) => change.kind);

  it("tells a page of its own work and of every call, and another agent's page of the call only", async () => {
    const [ada, ben] = [await listen(org.ada), await listen(org.ben)];
    await desk.ring("heard");
    await until(
      async () => kinds(ada.changes),
      (seen) => seen.includes("agent-work"),
    );
    await until(
      async () => kinds(ben.changes),
      (seen) => seen.includes("voice-call"),
    );
    expect(kinds(ada.changes)).toContain("voice-call");
    expect(kinds(ben.changes)).not.toContain("agent-work");
    ada.close();
    ben.close();
  });

  it("gives a page that comes back what it missed, in order and without gaps or repeats", async () => {
    const before = await listen(org.ada);
    await desk.ring("one");
    await until(
      async () => kinds(before.changes),
      (seen) => seen.includes("agent-work"),
    );
    before.close();
    await desk.ring("two");
    const last = before.changes.at(-1)?.revision ?? 0;
    const after = await listen(org.ada, { "last-event-id": String(last) });
    await until(
      async () => kinds(after.changes),
      (seen) => seen.includes("agent-work"),
    );
    const revisions = after.changes.map((change) => change.revision);
    expect(kinds(after.changes)).not.toContain("reset");
    expect(revisions.every((revision, index) => revision > (revisions[index - 1] ?? last))).toBe(true);
    after.close();
  });

  it("tells a page whose revision is not kept to load again", async () => {
    const stale = await listen(org.ada, { "last-event-id": "5" });
    const ahead = await listen(org.ada, { "last-event-id": String(Number.MAX_SAFE_INTEGER) });
    await until(
      async () => [...kinds(stale.changes), ...kinds(ahead.changes)],
      (seen) => seen.join() === "reset,reset",
    );
    stale.close();
    ahead.close();
  });
});

describe("pages", () => {
  it.each(["/", "/lightning/r/VoiceCall/0LQLo0000000001MAA/view"])(
    "at %s are the console, which may frame the connector's origin only",
    async (path) => {
      const { status, headers, body } = await org.ask("GET", path);
      expect([status, body]).toEqual([200, expect.stringContaining("<title>Console")]);
      expect(headers.get("content-security-policy")).toContain("frame-src http://127.0.0.1:8030;");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  it("come with their files, and nothing outside of the folder", async () => {
    expect((await org.ask("GET", "/assets/icon.svg")).status).toBe(200);
    expect((await org.ask("GET", "/assets/none.svg")).status).toBe(404);
    expect((await org.ask("GET", "/..%2f..%2f..%2fetc%2fpasswd")).status).toBeGreaterThanOrEqual(400);
  });

  it("that are not built say so", async () => {
    const bare = await startPracticeOrg({ empty: true });
    expect(await bare.ask("GET", "/")).toMatchObject({ status: 503, body: expect.stringContaining("not built") });
    await bare.close();
  });
});

describe("bad input", () => {
  it.each([
    [
      "malformed JSON",
      "POST",
      "/console/connector-events",
      "{",
      { "content-type": "application/json" },
      400,
      "request.malformed",
    ],
    ["no body", "PUT", "/console/presence", undefined, {}, 400, "request.malformed"],
    [
      "an unknown event",
      "POST",
      "/console/connector-events",
      { user: "x", eventType: "NONSENSE" },
      {},
      400,
      "request.malformed",
    ],
    ["more than 1 MB", "POST", "/console/frames", { user: "x".repeat(1_100_000) }, {}, 413, "request.too-large"],
    [
      "a form",
      "POST",
      "/console/connector-events",
      "a=b",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "request.media-type",
    ],
    [
      "a limit that is no number",
      "GET",
      "/console/records/VoiceCall?limit=abc",
      undefined,
      {},
      400,
      "request.malformed",
    ],
    ["requests after no number", "GET", "/stand-in/requests?after=abc", undefined, {}, 400, "request.malformed"],
    ["an address that cannot be decoded", "GET", "/%", undefined, {}, 400, "path.malformed"],
    ["an unknown address", "GET", "/services/data", undefined, {}, 404, "request.unknown-route"],
    [
      "an unknown user",
      "PUT",
      "/console/presence",
      { user: "nobody", statusId: "0", reason: "agent" },
      {},
      404,
      "user.not-found",
    ],
  ])("(%s) is answered with status, code and sentence", async (_name, method, path, body, headers, status, code) => {
    const answer = await org.ask(method, path, body, headers as Record<string, string>);
    expect(answer).toMatchObject({
      status,
      body: { code, status, detail: expect.stringMatching(/\.$/), traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it("under a host name that is not the org's is refused: no other site's page reaches it by DNS", async () => {
    expect(await statusForHost(org.origin, "evil.example")).toBe(421);
    expect(await statusForHost(org.origin, "127.0.0.1")).toBe(200);
    expect(await statusForHost(org.origin, "[::1]:8010")).toBe(200);
  });

  it("keeps the caller's trace id", async () => {
    const trace = "0af7651916cd43dd8448eb211c80319c";
    const { body } = await org.ask("GET", "/nowhere", undefined, { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(body.traceId).toBe(trace);
  });
});

it("answers under localhost and 127.0.0.1 alike", async () => {
  const { port } = new URL(org.origin);
  for (const host of ["localhost", "127.0.0.1"])
    expect((await fetch(`http://${host}:${port}/health`)).status).toBe(200);
});
