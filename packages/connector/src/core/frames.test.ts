import { ServerFrame } from "@partner-telephony/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentView, callView } from "../../tests/views.ts";
import { readServerFrame } from "./frames.ts";

const welcome = {
  type: "welcome",
  seq: 3,
  epoch: 1,
  resumed: false,
  agent: agentView(),
  calls: [callView(1, "connected", 2)],
};
const started = {
  type: "signal",
  signal: {
    type: "call.started",
    seq: 4,
    at: 1,
    traceparent: null,
    call: callView(1, "offered", 1),
    legId: callView(1, "offered", 1).participants[1]!.legId,
  },
};

const carry = {
  type: "courier.request",
  requestId: "a0000000-0000-4000-8000-000000000001",
  method: "PATCH",
  path: "/leg-1",
  body: null,
  traceparent: null,
};

describe("readServerFrame", () => {
  it.each([welcome, started, carry, { type: "beat", at: 1 }])(
    "reads what the schema of the wire allows: $type",
    (frame) => {
      expect(ServerFrame.safeParse(frame).success).toBe(true);
      expect(readServerFrame(JSON.stringify(frame))).toEqual(frame);
    },
  );

  it("lets a signal of a newer server through, so that its seq counts", () => {
    const newer = { type: "signal", signal: { type: "queue.changed", seq: 5, at: 1, traceparent: null } };
    expect(readServerFrame(JSON.stringify(newer))).toEqual(newer);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a name of Object", '{"type":"toString"}'],
    ["a welcome without agent", JSON.stringify({ ...welcome, agent: undefined })],
    ["a welcome with a broken call", JSON.stringify({ ...welcome, calls: [{}] })],
    ["a call signal without call", JSON.stringify({ type: "signal", signal: { ...started.signal, call: undefined } })],
    ["a request with another method", JSON.stringify({ ...carry, method: "DELETE" })],
    ["a request whose body is no text", JSON.stringify({ ...carry, body: {} })],
    ["a seq that is text", JSON.stringify({ type: "signal", signal: { ...started.signal, seq: "4" } })],
  ])("refuses %s", (_what, text) => {
    expect(readServerFrame(text)).toBeNull();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.anything(), (value) => void readServerFrame(value)));
    fc.assert(fc.property(fc.json(), (text) => void readServerFrame(text)));
  });
});
