import { randomUUID } from "node:crypto";
import type { CallCommandBody, CallView, TelephonyFact, TelephonyRequestBody } from "@partner-telephony/api";
import { checkCall, checkLog, foldCall, type Call, type CallEvent } from "@partner-telephony/calls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TelephonyAnswer, TelephonySystem } from "../../src/telephony/telephony-system.ts";
import { Edge } from "../support/edge.ts";
import { eventually } from "../support/eventually.ts";
import { Desk } from "./desk.ts";
import { CREDENTIALS, type SystemUnderContract } from "./system-under-contract.ts";
import { UnreliableWebhook } from "./unreliable-webhook.ts";

/** Long enough for a late answer, short enough to wait for. */
const REQUEST_MS = 1_500;

/** What the server asked, so that it can be asked again with the same id. */
function writtenDown(telephony: TelephonySystem): TelephonySystem & { readonly asked: TelephonyRequestBody[] } {
  const asked: TelephonyRequestBody[] = [];
  return {
    asked,
    request(body, options): Promise<TelephonyAnswer> {
      asked.push(body);
      return telephony.request(body, options);
    },
    ...(telephony.message && { message: telephony.message.bind(telephony) }),
    close: () => telephony.close(),
  };
}

/** The promises between the server and whatever telephony system stands behind `TelephonySystem` and the signed webhook. */
export function telephonyContract(name: string, makeSystem: () => Promise<SystemUnderContract>): void {
  describe(`${name} keeps the contract of a telephony system`, () => {
    let system: SystemUnderContract;
    let telephony: ReturnType<typeof writtenDown>;
    let edge: Edge;
    let webhook: UnreliableWebhook;
    let anna: Desk;
    let sue: Desk;

    beforeAll(async () => {
      system = await makeSystem();
      telephony = writtenDown(system.telephony);
      edge = await Edge.start({
        real: telephony,
        policy: { requestMs: REQUEST_MS },
        env: { PT_WEBHOOK_SECRET: CREDENTIALS.webhook, PT_TELEPHONY_CREDENTIAL: CREDENTIALS.telephony },
      });
      await edge.center();
      webhook = new UnreliableWebhook(edge.server.url, 20_261_122);
      await webhook.start();
      await system.start(webhook.url);
      anna = await Desk.sitDown(edge, "anna@example.com");
      sue = await Desk.sitDown(edge, "sue@example.com", { supervisor: true });
      await anna.online();
    });
    afterAll(async () => {
      anna?.leave();
      sue?.leave();
      // Who tells goes before who listens.
      await system?.stop();
      await webhook?.stop();
      await edge?.stop();
    });

    const legOf = (call: CallView, type: string): string =>
      call.participants.find((one) => one.participantType === type && one.state !== "ended")!.legId;
    const stored = async (callId: string): Promise<{ events: CallEvent[]; call: Call }> => {
      const events = await edge.server.db.query<{ event: CallEvent }>(
        "select event from call_events where call_id = $1 order by version",
        [callId],
      );
      const [row] = await edge.server.db.query<{ snapshot: Call }>("select snapshot from calls where call_id = $1", [
        callId,
      ]);
      return { events: events.map(({ event }) => event), call: row!.snapshot };
    };
    /** What must hold of every call, whatever its telephony system did. */
    const isWhole = async (callId: string): Promise<void> => {
      const { events, call } = await stored(callId);
      expect(foldCall(events), "the log folds to the stored call").toEqual(call);
      expect(checkLog(events)).toEqual([]);
      expect(checkCall(call)).toEqual([]);
    };
    const answersTo = (requestId: string): TelephonyFact[] => {
      const named = webhook.told.filter((fact) => "requestId" in fact && fact.requestId === requestId);
      return [...new Map(named.map((fact) => [fact.factId, fact])).values()];
    };
    const talks = async (): Promise<{ callId: string; caller: string; agent: string }> => {
      const { callId, legId } = await system.inboundCall();
      await anna.sees(callId, (call) => call.phase === "ringing" && call.pending.length === 0);
      expect(await anna.does(callId, { type: "accept" })).toBe("done");
      const call = await anna.sees(callId, ({ phase, pending }) => phase === "connected" && pending.length === 0);
      return { callId, caller: legId, agent: legOf(call, "Agent") };
    };
    const finishes = async (callId: string): Promise<void> => {
      await anna.sees(callId, ({ phase }) => phase === "afterConversationWork");
      await anna.does(callId, { type: "wrapUp" });
      await anna.sees(callId, ({ phase }) => phase === "ended");
    };
    const ends = async (callId: string): Promise<void> => {
      await anna.does(callId, { type: "end" });
      await finishes(callId);
    };
    /** One row per control of a conversation, with what undoes it. */
    const controls = (caller: string): CallCommandBody[] => [
      { type: "hold", legId: caller },
      { type: "resume", legId: caller },
      { type: "mute" },
      { type: "pauseRecording" },
      { type: "resumeRecording" },
      { type: "sendDigits", legId: caller, digits: "42#" },
    ];

    it("a call arrives, is taken, ended and wrapped up, and the agent is told each once", async () => {
      const { callId } = await talks();
      await ends(callId);
      const [started, connected, ended] = ["call.started", "call.connected", "call.ended"].map(
        (type) => anna.signalTypes(callId).filter((one) => one === type).length,
      );
      expect([started, connected]).toEqual([1, 1]);
      expect(ended).toBeLessThanOrEqual(1);
      await isWhole(callId);
    });

    it("every request is answered by one fact, or refused, or expires, and none stays open", async () => {
      const { callId, caller } = await talks();
      for (const command of controls(caller)) {
        const outcome = await anna.does(callId, command);
        const silent = (system.silentOn as readonly string[]).includes(command.type);
        expect([command.type, outcome]).toEqual([command.type, silent ? "request.expired" : "done"]);
      }
      await ends(callId);
      const { events } = await stored(callId);
      const asked = events.filter((event) => event.type === "requested");
      expect(asked.length).toBeGreaterThan(7);
      for (const { requestId, request } of asked) {
        const fates = events.filter(
          (event) =>
            (event.type === "requestAnswered" || event.type === "requestRefused" || event.type === "requestExpired") &&
            event.requestId === requestId,
        );
        expect(fates, request.type).toHaveLength(1);
        expect(answersTo(requestId).length, `facts that name ${request.type}`).toBeLessThanOrEqual(1);
      }
    });

    it("a request that comes again with the same id has no second effect", async () => {
      const { callId, caller } = await talks();
      for (const command of [
        { type: "hold", legId: caller },
        { type: "resume", legId: caller },
      ] as const) {
        const requestId = await anna.asks(callId, command);
        expect(await anna.outcome(callId, requestId)).toBe("done");
        const body = telephony.asked.find((one) => one.requestId === requestId)!;
        const again = { traceparent: null, signal: AbortSignal.timeout(2_000) };
        expect(await system.telephony.request(body, again)).toEqual({ accepted: true });
      }
      await ends(callId);
      const { events } = await stored(callId);
      expect(events.filter(({ type }) => type === "legHeld" || type === "legResumed")).toHaveLength(2);
      for (const { requestId } of telephony.asked.filter((one) => one.callId === callId)) {
        expect(answersTo(requestId).length).toBeLessThanOrEqual(1);
      }
    });

    it("facts that come twice and out of order leave the call whole, and it can be ended", async () => {
      const { callId, caller } = await talks();
      webhook.jumble();
      for (const command of controls(caller)) {
        if ((system.silentOn as readonly string[]).includes(command.type)) continue;
        await anna.does(callId, command);
      }
      await system.hangsUp(caller);
      await webhook.straighten();
      await finishes(callId);
      expect(webhook.refused).toEqual([]);
      await isWhole(callId);
    });

    it("what it does not support is refused at once by its name, and the agent is told", async () => {
      const strange = { type: "beamUp", requestId: randomUUID(), callId: randomUUID(), tenant: "t" };
      const options = { traceparent: null, signal: AbortSignal.timeout(2_000) };
      const answer = await system.telephony.request(strange as unknown as TelephonyRequestBody, options);
      expect(answer).toEqual({ accepted: false, code: "request.unsupported" });

      const { callId, caller } = await talks();
      await sue.online();
      const outcome = await sue.does(callId, { type: "listenIn", legId: randomUUID() });
      const supervises = !system.unsupported.includes("supervise");
      expect(outcome).toBe(supervises ? "done" : "request.unsupported");
      await sue.online(false);
      const call = await anna.sees(callId, ({ phase }) => phase === "connected");
      expect(call.participants.find(({ legId }) => legId === caller)?.state, "the conversation goes on").toBe(
        "connected",
      );
      await ends(callId);
      await isWhole(callId);
    });

    it("what is said on either side reaches the other once and in order; one without messages says so", async () => {
      const { callId } = await talks();
      const said = ["where is my parcel", { parcel: ["N-42", null] }].map((body) => ({
        messageId: randomUUID(),
        body,
      }));
      for (const message of said) await anna.says(callId, message);
      const { messages } = system;
      if (messages === null) {
        const refused = () => anna.heard(callId).filter(({ refusedCode }) => refusedCode === "request.unsupported");
        expect(await eventually(refused, ({ length }) => length === said.length)).toHaveLength(said.length);
        return ends(callId);
      }
      const bodies = said.map(({ body }) => body);
      await eventually(
        () => messages.heard(callId),
        ({ length }) => length >= said.length,
      );
      const again = { traceparent: null, signal: AbortSignal.timeout(2_000) };
      expect(await telephony.message!(callId, said[0]!, again), "a repeat is taken").toEqual({ accepted: true });
      const nowhere = await telephony.message!(randomUUID(), { messageId: randomUUID(), body: "?" }, again);
      expect(nowhere).toEqual({ accepted: false, code: "call.unknown" });

      webhook.jumble();
      for (const text of ["on its way", "at your door"]) await messages.says(callId, text);
      await eventually(
        () => anna.heard(callId),
        ({ length }) => length >= 4,
      );
      await webhook.straighten();
      await messages.says(callId, "delivered");
      const heard = await eventually(
        () => anna.heard(callId).map(({ body }) => body),
        (all) => all.includes("delivered"),
      );
      expect(heard.slice(0, 2), "an agent's page hears its own once they are stored").toEqual(bodies);
      expect(heard.slice(2, 4).sort(), "jumbled, each still comes once").toEqual(["at your door", "on its way"]);
      expect(heard.slice(4)).toEqual(["delivered"]);
      expect(await messages.heard(callId), "once each").toEqual(bodies);
      await ends(callId);
    });

    it("an answer after the deadline is recorded and does no harm", async () => {
      const { callId, caller } = await talks();
      webhook.keep((fact) => fact.type === "legHeld");
      const requestId = await anna.asks(callId, { type: "hold", legId: caller });
      expect(await anna.outcome(callId, requestId)).toBe("request.expired");
      expect((await stored(callId)).call.legs[caller]?.held, "not held before its fact").toBe(false);
      expect((await webhook.release()).length).toBeGreaterThan(0);
      await anna.sees(callId, (call) => call.participants.some(({ legId, held }) => legId === caller && held));
      const late = (await stored(callId)).events.filter(({ type }) => type === "legHeld" || type === "requestExpired");
      expect(late.map(({ type }) => type)).toEqual(["requestExpired", "legHeld"]);
      expect(await anna.does(callId, { type: "resume", legId: caller })).toBe("done");
      await ends(callId);
      await isWhole(callId);
    });

    it("whoever is hung up without having asked leaves the call as a whole", async () => {
      for (const who of ["caller", "agent"] as const) {
        const talk = await talks();
        await system.hangsUp(talk[who]);
        await finishes(talk.callId);
        await isWhole(talk.callId);
      }
    });

    it("nothing is left to send, and no fact was turned away", async () => {
      const rest = await eventually(
        () => edge.server.db.query("select type from outbox where lane = 'telephony'"),
        (rows) => rows.length === 0,
      );
      expect(rest).toEqual([]);
      expect(webhook.refused).toEqual([]);
    });
  });
}
