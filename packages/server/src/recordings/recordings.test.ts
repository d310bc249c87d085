import { randomUUID } from "node:crypto";
import { SignedRecordingUrl, type RecordingBody } from "@partner-telephony/api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG, type Reply } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { sign } from "../webhook/signature.ts";

const DAY = 86_400_000;
/** More than two parts, and no multiple of one. */
const file = Buffer.from(Array.from({ length: 600_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));

describe("the recording of a call", () => {
  let edge: Edge;
  let bearer = "";
  beforeAll(async () => {
    edge = await Edge.start({ env: { PT_DEFAULT_CONTACT_CENTER: `${ORG}:${CENTER}` } });
    await edge.center();
    await edge.center("00D000000000002", "Elsewhere");
    await edge.agent("ada@example.com");
    await edge.agent("eve@example.org", {}, "00D000000000002", "Elsewhere");
    bearer = (await edge.logIn("ada@example.com")).bearer;
  });
  afterEach(() => void (edge.ahead = 0));
  afterAll(() => edge.stop());

  interface Ended {
    readonly callId: string;
    readonly legId: string;
  }
  async function endedCall(recording = true): Promise<Ended> {
    const arrived = edge.callArrived({ recording }) as Ended & ReturnType<Edge["callArrived"]>;
    await edge.fact(arrived);
    const { callId, legId } = arrived;
    const ended = { factId: randomUUID(), callId, legId, at: edge.now(), requestId: null } as const;
    await edge.fact({ type: "legEnded", ...ended, reason: "hungUp" });
    return { callId, legId };
  }
  function offer({ callId }: Ended, body: RecordingBody): Promise<Reply> {
    const raw = JSON.stringify(body);
    const signature = sign(edge.server.secrets.webhook, Buffer.from(raw), edge.now());
    return edge.ask("POST", `/v1/calls/${callId}/recordings`, {
      raw,
      key: null,
      headers: { "pt-signature": signature },
    });
  }
  const ready = (more: object = {}): RecordingBody => ({
    state: "ready",
    recordingId: randomUUID(),
    mediaType: "audio/wav",
    bytes: file.length,
    startedAt: edge.now(),
    durationMs: 37_400,
    ...more,
  });
  async function urlOf({ legId }: Ended, who = bearer): Promise<SignedRecordingUrl> {
    const reply = await edge.ask("GET", `/v1/recording-urls?vendorCallKey=${legId}`, { bearer: who });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    expect(reply.headers["cache-control"]).toContain("no-store");
    return SignedRecordingUrl.parse(reply.body);
  }
  const isReady = (call: Ended) =>
    eventually(
      () => urlOf(call),
      ({ state }) => state === "ready",
    );
  async function stored(): Promise<Ended & { url: string }> {
    const call = await endedCall();
    const body = ready();
    edge.telephony.files.set(body.recordingId, file);
    expect((await offer(call, body)).body).toEqual({ recordingId: body.recordingId, repeated: false });
    return { ...call, url: (await isReady(call)).url! };
  }

  it("is fetched once it is offered, and its signed address plays it, whole or in ranges", async () => {
    const call = await stored();
    const signed = await urlOf(call);
    expect(signed).toMatchObject({ durationSeconds: 37.4, url: expect.stringContaining(edge.server.url) });
    const whole = await fetch(signed.url!);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "audio/wav",
      "content-length": String(file.length),
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
    for (const [range, from, to] of [
      ["bytes=0-0", 0, 0],
      ["bytes=262100-524300", 262_100, 524_300],
      ["bytes=599999-", 599_999, 599_999],
      ["bytes=-100", 599_900, 599_999],
    ] as const) {
      const part = await fetch(signed.url!, { headers: { range } });
      expect(part.status, range).toBe(206);
      expect(part.headers.get("content-range")).toBe(`bytes ${from}-${to}/600000`);
      expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(from, to + 1)), range).toBe(true);
    }
    const beyond = await fetch(signed.url!, { headers: { range: "bytes=600000-" } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */600000"]);
    expect(await beyond.json()).toMatchObject({ code: "recording.range-outside" });
  });

  it("is found by the address on the VoiceCall too, and by nothing else's", async () => {
    const call = await stored();
    const by = (recordingUrl: string) =>
      edge.ask("GET", `/v1/recording-urls?recordingUrl=${encodeURIComponent(recordingUrl)}`, { bearer });
    expect((await by(`${edge.server.url}/v1/recordings/${call.callId}`)).body.state).toBe("ready");
    for (const other of ["https://elsewhere.example/a.wav", "no address", `x:/v1/recordings/${randomUUID()}`])
      expect((await by(other)).body.state, other).toBe("none");
    const nothing = await edge.ask("GET", "/v1/recording-urls", { bearer });
    expect([nothing.status, nothing.problem.code]).toEqual([400, "query.invalid"]);
    expect(nothing.problem.fields?.[0]?.path).toBe("vendorCallKey");
  });

  it("is closed to whoever has no signed address, a changed one or an expired one", async () => {
    const { url, callId } = await stored();
    const ask = async (address: string) => {
      const reply = await edge.ask("GET", address.replace(edge.server.url, ""));
      return [reply.status, reply.problem.code];
    };
    expect(await ask(`/v1/recordings/${callId}`)).toEqual([401, "recording.url-unsigned"]);
    const changes = [
      [/expires=\d+/, "expires=9999999999"],
      [/tenant=[^&]+/, "tenant=00D000000000002%3AElsewhere"],
      [callId, randomUUID()],
      [/signature=./, url.includes("signature=_") ? "signature=A" : "signature=_"],
    ] as const;
    for (const [part, other] of changes) {
      expect(await ask(url.replace(part, other)), String(part)).toEqual([403, "recording.url-forged"]);
    }
    edge.ahead += 840_000;
    const before = await fetch(url);
    // Read to its end: the server waits for an answer under way when it stops.
    expect([before.status, (await before.arrayBuffer()).byteLength], "a minute before").toEqual([200, file.length]);
    edge.ahead += 61_000;
    expect(await ask(url)).toEqual([410, "recording.url-expired"]);
    expect(edge.logged.join(""), "addresses that let in stand in no log").not.toContain("signature=");
  });

  it("is nobody's but its own contact center's", async () => {
    const call = await stored();
    const { bearer: eve } = await edge.logIn("eve@example.org", "00D000000000002", "Elsewhere");
    expect(await urlOf(call, eve)).toMatchObject({ state: "none", url: null });
  });

  it("is told as not there yet while it is awaited or cannot be fetched, and then plays", async () => {
    const call = await endedCall();
    expect(await urlOf(call), "nothing offered").toMatchObject({ state: "pending", url: null });
    const body = ready();
    await offer(call, body);
    await eventually(
      () => edge.telephony.fetched.filter((id) => id === body.recordingId).length,
      (times) => times >= 2,
    );
    expect((await urlOf(call)).state, "offered, and the telephony system does not have it").toBe("pending");
    edge.telephony.files.set(body.recordingId, file.subarray(1));
    await eventually(
      () =>
        edge.server.db.query<{ last_code: string }>("select last_code from recordings where call_id = $1", [
          call.callId,
        ]),
      ([row]) => row?.last_code === "recording.incomplete",
    );
    expect((await urlOf(call)).state, "a file that is not what was offered").toBe("pending");
    edge.telephony.files.set(body.recordingId, file);
    await isReady(call);
  });

  it("is told as never there: not recorded, nothing to record, or not offered for a day", async () => {
    expect((await urlOf(await endedCall(false))).state).toBe("none");
    expect((await urlOf({ callId: randomUUID(), legId: randomUUID() })).state, "nobody knows the call").toBe("none");
    const silent = await endedCall();
    expect((await offer(silent, { state: "none", recordingId: randomUUID() })).status).toBe(200);
    expect((await urlOf(silent)).state).toBe("none");
    const forgotten = await endedCall();
    edge.ahead += DAY + 1_000;
    const later = (await edge.logIn("ada@example.com")).bearer;
    expect((await urlOf(forgotten, later)).state).toBe("none");
  });

  it("may still come of a call that is going on", async () => {
    const arrived = edge.callArrived({ recording: false }) as Ended & ReturnType<Edge["callArrived"]>;
    await edge.fact(arrived);
    expect((await urlOf(arrived)).state).toBe("pending");
  });

  it("is offered once: a repeat has no effect, another one and one of no call of ours are refused", async () => {
    const call = await endedCall();
    const body = ready();
    edge.telephony.files.set(body.recordingId, file);
    await offer(call, body);
    await isReady(call);
    const fetched = edge.telephony.fetched.length;
    expect((await offer(call, body)).body).toEqual({ recordingId: body.recordingId, repeated: true });
    const another = await offer(call, ready());
    expect([another.status, another.problem.code]).toEqual([422, "recording.exists"]);
    const unknown = await offer({ callId: randomUUID(), legId: "" }, ready());
    expect([unknown.status, unknown.problem.code]).toEqual([404, "call.unknown"]);
    expect(edge.telephony.fetched.length, "nothing is fetched again").toBe(fetched);
  });

  it("that is too large is refused, each time, counts as none and stands in the reconcile list", async () => {
    const call = await endedCall();
    const body = ready({ bytes: 67_108_865 });
    for (const time of [1, 2]) {
      const reply = await offer(call, body);
      expect([reply.status, reply.problem.code], `time ${time}`).toEqual([422, "recording.too-large"]);
    }
    expect((await urlOf(call)).state).toBe("none");
    const entries = await edge.server.db.query("select 1 from reconcile_entries where call_id = $1 and code = $2", [
      call.callId,
      "recording.too-large",
    ]);
    expect(entries.length).toBe(1);
  });

  it("that has been erased is no longer played, although its address is good", async () => {
    const { url, callId } = await stored();
    await edge.server.db.query("delete from recordings where call_id = $1", [callId]);
    const reply = await edge.ask("GET", url.replace(edge.server.url, ""));
    expect([reply.status, reply.problem.code]).toEqual([404, "recording.unknown"]);
  });
});
