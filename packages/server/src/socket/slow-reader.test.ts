import type { Signal } from "@partner-telephony/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";
import type { Engine } from "../engine/engine.ts";

/** An agent with ever more signals, each a large one. */
const endless = (engine: Engine): Engine => ({
  ...engine,
  async signalsAfter(tenant, agentId, afterSeq, limit) {
    const agent = await engine.agent(tenant, agentId);
    if (agent === null) return null;
    const large = { ...agent, displayName: "x".repeat(20_000) };
    return Array.from({ length: limit }, (_, index): Signal => {
      const seq = afterSeq + 1 + index;
      return { type: "agent.changed", seq, at: 1, traceparent: null, agent: large, side: null };
    });
  },
});

describe("a page that takes its frames too slowly", () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await Edge.start({ wrapEngine: endless, socketLimits: { drainMs: 500, batch: 20 } });
    await edge.center();
    await edge.agent("ada@example.com");
  });
  afterAll(() => edge.stop());

  it("is closed, and no more than a bounded amount has piled up for it", async () => {
    const session = await edge.logIn("ada@example.com");
    const page = new SocketClient(edge.wsUrl);
    await page.opened();
    page.say({ type: "hello", bearer: session.bearer, afterSeq: null });
    await page.frame("welcome");
    page.ws.pause();
    await eventually(
      () => edge.logged.filter((line) => line.includes("socket reads too slowly")).length,
      (lines) => lines === 1,
    );
    page.ws.resume();
    expect((await page.closing()).code).toBe(4413);
    const seqs = page.signals.map((signal) => signal.seq);
    expect(seqs, "what did arrive has no gap").toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  });
});
