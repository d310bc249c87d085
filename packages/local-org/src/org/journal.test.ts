import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { consoleOf } from "../testing/console-client.ts";
import { createBody, makeCertificate, startPracticeOrg, type PracticeOrg } from "../testing/practice-org.ts";
import { openStore } from "./store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "local-org-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const records = async (org: PracticeOrg): Promise<unknown> => (await org.ask("GET", "/console/records/VoiceCall")).body;

it("a restarted org has the same calls, users, contact center and key, and goes on counting", async () => {
  const made = await makeCertificate();
  const first = await startPracticeOrg({ dataFolder: folder, made });
  await first.voice("POST", "/voiceCalls", createBody("kept"));
  await first.ask("PUT", "/console/presence", { user: first.ada, statusId: "0", reason: "agent" });
  const before = await records(first);
  const orgBefore = (await first.ask("GET", "/console/org")).body;
  await first.close();

  const second = await startPracticeOrg({ dataFolder: folder, made, empty: true });
  expect(await records(second)).toEqual(before);
  expect((await second.ask("GET", "/console/org")).body).toEqual(orgBefore);
  const { voiceCallId } = (await second.voice("POST", "/voiceCalls", createBody("next"))).body;
  expect((await second.ask("GET", `/console/records/VoiceCall/${voiceCallId}`)).body.voiceCall.Name).toBe(
    "VC-00000002",
  );
  await second.close();
});

it("a restarted org still knows the status that an agent will have after the call", async () => {
  const made = await makeCertificate();
  const first = await startPracticeOrg({ dataFolder: folder, made });
  const desk = consoleOf(first);
  await desk.ring("before");
  const statusId = await desk.statusNamed("Away");
  const chosen = { user: first.ada, statusId, reason: "agent", enqueueNextState: true };
  await first.ask("PUT", "/console/presence", chosen);
  await first.close();
  const second = await startPracticeOrg({ dataFolder: folder, made, empty: true });
  expect((await consoleOf(second).state()).presence).toMatchObject({ statusId: "0", pendingStatusId: statusId });
  await second.close();
});

it("an update that was answered pending is written by the next start when the org died in between", async () => {
  const made = await makeCertificate();
  const first = await startPracticeOrg({ dataFolder: folder, made });
  const { voiceCallId } = (await first.voice("POST", "/voiceCalls", createBody("pending"))).body;
  const call = (await first.ask("GET", `/console/records/VoiceCall/${voiceCallId}`)).body.voiceCall;
  await first.close();
  // What the file holds when the process is killed between answer and write.
  const update = { Id: "000000000001", voiceCallId: call.Id, body: { endTime: "2026-03-02T09:05:00Z" } };
  appendFileSync(
    join(folder, "journal.jsonl"),
    `${JSON.stringify({ changes: [{ table: "PendingUpdate", id: update.Id, record: update }] })}\n`,
  );

  const second = await startPracticeOrg({ dataFolder: folder, made, empty: true });
  const after = (await second.ask("GET", `/console/records/VoiceCall/${voiceCallId}`)).body.voiceCall;
  expect(after).toMatchObject({ CallDisposition: "completed", CallEndDateTime: "2026-03-02T09:05:00.000Z" });
  await second.close();
});

it("a second org on the same folder is refused; a dead one's lock is not in the way", async () => {
  const first = await startPracticeOrg({ dataFolder: folder });
  await expect(startPracticeOrg({ dataFolder: folder })).rejects.toMatchObject({ code: "store.in-use" });
  await first.close();
  writeFileSync(join(folder, "lock"), "999999999");
  await (await startPracticeOrg({ dataFolder: folder })).close();
});

it("a line cut off in the middle is left out, damage before the end is refused with its line", () => {
  const contact = (name: string): string =>
    `${JSON.stringify({ changes: [{ table: "Contact", id: name, record: { Id: name, Name: name, Phone: null, PhonePrefix: null, PhoneExtension: null, Email: null } }] })}\n`;
  writeFileSync(join(folder, "journal.jsonl"), `${contact("a")}${contact("b")}${contact("c").slice(0, 40)}`);
  const store = openStore(folder, 1);
  expect(store.all("Contact").map((row) => row.Name)).toEqual(["a", "b"]);
  store.close();
  writeFileSync(join(folder, "journal.jsonl"), `${contact("a")}{nonsense\n${contact("b")}`);
  expect(() => openStore(folder, 1)).toThrow(/Line 2/);
});

it("a transaction that throws leaves neither records nor a line", () => {
  const store = openStore(folder, 1);
  const failing = (): void =>
    store.write((write) => {
      write.put("Contact", { Id: "x", Name: "X", Phone: null, PhonePrefix: null, PhoneExtension: null, Email: null });
      throw new Error("no");
    });
  expect(failing).toThrow("no");
  expect(store.all("Contact")).toEqual([]);
  expect(readFileSync(join(folder, "journal.jsonl"), "utf8")).toBe("");
  store.close();
});
