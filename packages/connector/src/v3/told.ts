import type { Standing } from "../core/picture.ts";

/** What Salesforce has been told about a call. */
export type Told = "nothing" | "ringing" | "connected" | "hungUp" | "afterCallWork" | "wrappedUp";

export type CallEvent = "CALL_STARTED" | "CALL_CONNECTED" | "HANGUP" | "AFTER_CALL_WORK_STARTED" | "WRAP_UP_ENDED";

interface Step {
  readonly events: readonly CallEvent[];
  readonly then: Told;
}

const say = (then: Told, ...events: CallEvent[]): Step => ({ events, then });

/**
 * From what Salesforce was told to how the call stands: what has still to be said. Telling the difference instead of
 * forwarding signals is what makes a repeat silent and a missed signal harmless.
 */
const STEPS: Readonly<Record<Told, Readonly<Record<Exclude<Standing, "joining">, Step>>>> = {
  nothing: {
    offered: say("ringing", "CALL_STARTED"),
    connected: say("connected", "CALL_CONNECTED"),
    // A reloaded page: the call is known to Salesforce, the open wrap-up may not be (docs/unconfirmed.md).
    afterConversationWork: say("afterCallWork", "AFTER_CALL_WORK_STARTED"),
    over: say("nothing"),
  },
  ringing: {
    offered: say("ringing"),
    connected: say("connected", "CALL_CONNECTED"),
    afterConversationWork: say("afterCallWork", "HANGUP", "AFTER_CALL_WORK_STARTED"),
    over: say("hungUp", "HANGUP"),
  },
  connected: {
    offered: say("connected"),
    connected: say("connected"),
    afterConversationWork: say("afterCallWork", "HANGUP", "AFTER_CALL_WORK_STARTED"),
    over: say("hungUp", "HANGUP"),
  },
  hungUp: {
    offered: say("ringing", "CALL_STARTED"),
    connected: say("connected", "CALL_CONNECTED"),
    afterConversationWork: say("afterCallWork", "AFTER_CALL_WORK_STARTED"),
    over: say("hungUp"),
  },
  afterCallWork: {
    offered: say("ringing", "CALL_STARTED"),
    connected: say("connected", "CALL_CONNECTED"),
    afterConversationWork: say("afterCallWork"),
    over: say("wrappedUp", "WRAP_UP_ENDED"),
  },
  wrappedUp: {
    offered: say("ringing", "CALL_STARTED"),
    connected: say("connected", "CALL_CONNECTED"),
    afterConversationWork: say("wrappedUp"),
    over: say("wrappedUp"),
  },
};

/** To Salesforce a call that is being answered still rings, as does one that the agent dials. */
export const nextStep = (told: Told, standing: Standing): Step =>
  STEPS[told][standing === "joining" ? "offered" : standing];

/** What a replay or CONNECTOR_READY tells by itself. */
export const toldByReplay: Readonly<Partial<Record<Standing, Told>>> = {
  offered: "ringing",
  joining: "ringing",
  connected: "connected",
};
