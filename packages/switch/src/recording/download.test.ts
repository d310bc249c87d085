import { randomUUID } from "node:crypto";
import { RecordingBody, SwitchRecording } from "@partner-telephony/api";
import { afterEach, expect, it } from "vitest";
import { decodeWave } from "../testing/hear.ts";
import { receivingServer } from "../testing/receiving-server.ts";
import { newDataDir, runningSwitch, secrets } from "../testing/running-switch.ts";
import { until } from "../testing/until.ts";

const toBeClosed: { readonly close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of toBeClosed.splice(0).reverse()) await one.close();
});

async function world(dataDir?: string) {
  const server = await receivingServer();
  const pbx = await runningSwitch({ serverUrl: server.url, ...(dataDir && { dataDir }) });
  toBeClosed.push(server, { close: () => pbx.stop() });
  const download = (recordingId: string, credential = secrets.telephonyCredential) =>
    fetch(`${pbx.url}/v1/recordings/${recordingId}`, { headers: { authorization: `Bearer ${credential}` } });
  return { server, pbx, download };
}
type World = Awaited<ReturnType<typeof world>>;

async function talkedCall({ pbx }: World, recording = true): Promise<string> {
  const { callId, legId } = await pbx.inbound({ recording });
  const agentLeg = await pbx.ringAgent(callId);
  await pbx.request({ type: "answer", requestId: randomUUID(), callId, legId: agentLeg });
  const answered = Date.now();
  await until(() => expect(Date.now(), "they talk for a moment").toBeGreaterThan(answered + 20));
  await pbx.act(legId, { type: "hangUp" });
  return callId;
}
async function offered({ server }: World, callId: string): Promise<RecordingBody> {
  const found = () => server.stored.find(({ path }) => path === `/v1/calls/${callId}/recordings`);
  await until(() => expect(found()).toBeDefined());
  return RecordingBody.parse(JSON.parse(found()!.raw));
}

it("a recording is offered after all facts of its call, and can be had with the server's credential alone", async () => {
  const on = await world();
  const callId = await talkedCall(on);
  const offer = await offered(on, callId);
  if (offer.state !== "ready") throw new Error("There is a recording.");
  expect(on.server.stored.at(-1)!.path, "the last that is told of the call").toContain("/recordings");
  expect(on.server.stored.at(-1)!.headers["pt-signature"]).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  const response = await on.download(offer.recordingId);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-length": String(offer.bytes),
    "cache-control": "no-store",
  });
  const { samples, rate } = decodeWave(Buffer.from(await response.arrayBuffer()));
  expect((samples.length / rate) * 1_000).toBe(offer.durationMs);
  expect((await on.download(offer.recordingId, secrets.operatorCredential)).status).toBe(401);
});

it("a switch that was down between the call's end and the download still has the recording", async () => {
  const dataDir = await newDataDir();
  const before = await world(dataDir);
  const callId = await talkedCall(before);
  const offer = await offered(before, callId);
  for (const one of toBeClosed.splice(0).reverse()) await one.close();
  const after = await world(dataDir);
  const response = await after.download(offer.recordingId);
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(offer.state === "ready" && offer.bytes);
  expect(
    after.server.stored.filter(({ path }) => path.endsWith("/recordings")),
    "not offered twice",
  ).toEqual([]);
});

it("of a call that nobody wanted recorded nothing is said, and of one that nobody took that there is none", async () => {
  const on = await world();
  const unrecorded = await talkedCall(on, false);
  const abandoned = await on.pbx.inbound({ recording: true });
  await on.pbx.act(abandoned.legId, { type: "hangUp" });
  expect((await offered(on, abandoned.callId)).state).toBe("none");
  expect(on.server.stored.filter(({ path }) => path.includes(`${unrecorded}/recordings`))).toEqual([]);
});

it("an unknown recording is said to be unknown, an id that is none to be none", async () => {
  const { download } = await world();
  const unknown = await download(randomUUID());
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, "recording.unknown"]);
  expect((await download("1")).status).toBe(400);
});

it("an operator sees whether a call is being recorded, and the file that was offered once it has ended", async () => {
  const on = await world();
  const seen = async (callId: string) => {
    const headers = { authorization: `Bearer ${secrets.operatorCredential}` };
    const answer = await fetch(`${on.pbx.url}/v1/practice/calls/${callId}/recording`, { headers });
    return answer.status === 200 ? SwitchRecording.parse(await answer.json()) : answer.status;
  };
  const { callId, legId } = await on.pbx.inbound({ recording: true });
  expect(await seen(callId)).toEqual({ state: "recording" });
  await on.pbx.request({ type: "pauseRecording", requestId: randomUUID(), callId });
  expect(await seen(callId)).toEqual({ state: "paused" });
  await on.pbx.act(legId, { type: "hangUp" });
  expect(await seen(callId), "nobody talked").toEqual({ state: "none" });

  const talked = await talkedCall(on);
  const { mediaType, bytes, durationMs } = (await offered(on, talked)) as RecordingBody & { state: "ready" };
  expect(await seen(talked)).toEqual({ state: "ready", mediaType, bytes, durationMs });
  expect(await seen(await talkedCall(on, false))).toEqual({ state: "off" });
  expect(await seen(randomUUID())).toBe(404);
});
