import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { LegEndReason, TelephonyFact, TelephonyRequestBody } from "@partner-telephony/api";
import prettier from "prettier";
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../support/edge.ts";

const PAGE = new URL("../../../../docs/plug-in-your-telephony.md", import.meta.url);
const page = readFileSync(PAGE, "utf8");
const run = promisify(execFile);

const WHAT: Readonly<Record<string, string>> = {
  ringAgent: "ring an agent for a waiting caller",
  dial: "bring up the agent's line, then ring the far end",
  answer: "connect the ringing leg",
  hangUp: "end the leg, ringing or connected",
  hold: "put the leg on hold",
  resume: "take the leg off hold",
  mute: "nobody hears the leg",
  unmute: "the leg is heard again",
  startRecording: "record the call",
  pauseRecording: "pause the recording",
  resumeRecording: "go on recording",
  sendDigits: "send tones to the leg; keep them nowhere",
  addParticipant: "ring somebody who joins",
  blindTransfer: "ring somebody; the agent goes once it is answered",
  swap: "hold one leg and resume the other",
  merge: "all talk to each other",
  supervise: "a supervisor listens to the agent's leg, unheard",
  bargeIn: "the supervisor is heard",
};

/** What an agent reads and what stands on the VoiceCall follows from it. */
const REASONS: Readonly<Record<z.infer<typeof LegEndReason>, readonly [means: string, q850: string, sip: string]>> = {
  hungUp: ["somebody who was connected hung up", "16", "BYE"],
  declined: ["whoever was rung said no", "21", "603"],
  missed: ["an agent was rung and did not answer", "18, 19", "408"],
  busy: ["whoever was rung talks to somebody else", "17", "486, 600"],
  noAnswer: ["it rang, and nobody answered", "18, 19", "408, 480"],
  notReachable: ["switched off, or without a network", "20, 27", "480, 503"],
  numberUnknown: ["nobody has this number", "1, 28", "404, 484, 604"],
  failed: ["the line or the system broke down; whatever is not in this list", "38, 41", "500"],
  abandoned: ["whoever called gave up before an answer", "16", "CANCEL"],
  transferred: ["went on to somebody else", "16", "REFER"],
  removed: ["was removed by an agent", "16", "BYE"],
};

const COMMON = new Set(["type", "requestId", "callId", "tenant", "factId", "at"]);
const fieldsOf = (shape: object): string =>
  Object.keys(shape)
    .filter((name) => !COMMON.has(name))
    .map((name) => `\`${name}\``)
    .join(", ") || "—";
const typeOf = (option: { shape: { type: { value: string } } }): string => option.shape.type.value;

const tables: Readonly<Record<string, () => string>> = {
  requests: () =>
    [
      "| Type | With | Means |",
      "| --- | --- | --- |",
      ...TelephonyRequestBody.options.map(
        (one) => `| \`${typeOf(one)}\` | ${fieldsOf(one.shape)} | ${WHAT[typeOf(one)]} |`,
      ),
    ].join("\n"),
  reasons: () =>
    [
      "| `reason` | Means | Q.850 | SIP |",
      "| --- | --- | --- | --- |",
      ...LegEndReason.options.map((reason) => `| \`${reason}\` | ${REASONS[reason].join(" | ")} |`),
    ].join("\n"),
  facts: () =>
    [
      "| Type | With `factId`, `callId`, `at` (epoch milliseconds) and |",
      "| --- | --- |",
      ...TelephonyFact.options.map((one) => {
        const names = "requestId" in one.shape ? "`requestId`, " : "";
        return `| \`${typeOf(one)}\` | ${(names + fieldsOf(one.shape)).replace(/, —$/, "")} |`;
      }),
    ].join("\n"),
};

describe("docs/plug-in-your-telephony.md", () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
  });
  afterAll(() => edge.stop());

  const example = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)![1]!;
  const env = () => ({
    PATH: process.env["PATH"],
    PT_SERVER_URL: edge.server.url,
    PT_WEBHOOK_SECRET: edge.server.secrets.webhook,
  });

  it("has the requests and facts of the schemas (UPDATE_DOCS=1 writes them)", async () => {
    let text = page;
    for (const [name, table] of Object.entries(tables)) {
      const area = new RegExp(`(<!-- generated: ${name} -->)[^]*?(<!-- end -->)`);
      text = text.replace(area, (_all, from: string, to: string) => `${from}\n\n${table()}\n\n${to}`);
    }
    const wanted = await prettier.format(text, { parser: "markdown", printWidth: 120 });
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(PAGE, wanted);
    else expect(page).toBe(wanted);
  });

  it("says of every request what it means", () => {
    expect(Object.keys(WHAT)).toEqual(TelephonyRequestBody.options.map(typeOf));
  });

  it("has examples that work as they stand: curl makes a call, again is a repeat, Node ends it", async () => {
    const curl = async () => JSON.parse((await run("sh", ["-c", example("sh")], { env: env() })).stdout);
    expect(await curl()).toMatchObject({ repeated: false });
    expect(await curl()).toMatchObject({ repeated: true });
    const node = await run(process.execPath, ["--input-type=module", "-e", example("js")], { env: env() });
    expect(node.stdout).toMatch(/^200 .*"repeated":false/);
    const [call] = await edge.server.db.query<{ phase: string }>("select snapshot ->> 'phase' as phase from calls");
    expect(call?.phase).toBe("ended");
  });
});
