import { busy, type Story } from "./story.ts";
import {
  callbackCall,
  connectedCall,
  consultCall,
  dialedCall,
  internalCall,
  mergedCall,
  offeredCall,
  supervisedCall,
} from "./calls.ts";

const end = (story: Story, legId: string): Story => {
  story.hears({ type: "legEnded", legId, requestId: null, reason: "hungUp" });
  return story;
};
const wrapUp = (story: Story, agentId = "a"): Story => {
  story.wants({ type: "wrapUp", agentId });
  return story;
};

/** Calls that between them use every type of event. */
export const recordings: Readonly<Record<string, () => Story>> = {
  "inbound-hold-mute-recording": () => {
    const story = connectedCall();
    story.wants({ type: "hold", agentId: "a", legId: "caller" }, "hold-1");
    story.hears({ type: "legHeld", legId: "caller", requestId: "hold-1" });
    story.wait(3_000);
    story.hears({ type: "legResumed", legId: "caller", requestId: null });
    story.hears({ type: "legMuted", legId: "leg-a", requestId: null });
    story.hears({ type: "legUnmuted", legId: "leg-a", requestId: null });
    story.hears({ type: "recordingPaused", requestId: null });
    story.hears({ type: "recordingResumed", requestId: null });
    story.wants({ type: "sendDigits", agentId: "a", legId: "caller", digitsId: "digits-1" }, "send-1");
    story.hears({ type: "digitsSent", requestId: "send-1" });
    story.wants({ type: "mute", agentId: "a" });
    story.wait(10_000);
    return wrapUp(end(story, "caller"));
  },
  "inbound-measured-after-its-end": () => {
    const story = end(connectedCall(), "caller");
    const audio = { input: null, output: { packetsCount: 9, packetsLost: 0, jitterBufferMs: 20, roundTripMs: 40 } };
    story.hears({ type: "legEnded", legId: "leg-a", requestId: null, reason: "hungUp", audio });
    return wrapUp(story);
  },
  "inbound-missed-then-abandoned": () => end(offeredCall().wait(20_000), "caller"),
  "dialed-and-refused-mute": () => {
    const story = dialedCall();
    story.wants({ type: "mute", agentId: "a" }, "mute-1");
    story.hears({ type: "requestRefused", requestId: "mute-1", code: "mute.unsupported" });
    return wrapUp(end(story, "far"));
  },
  "consult-swap": () => {
    const story = consultCall();
    story.hears({ type: "voiceCallNotCreated", legId: "third", code: "voice-api.down" });
    story.hears({ type: "legsSwapped", heldLegId: "third", resumedLegId: "caller", requestId: null });
    return story;
  },
  "merged-and-handed-over": () => wrapUp(end(end(mergedCall(), "leg-a"), "third")),
  "supervised-and-barged-in": () => {
    const story = supervisedCall();
    story.wants({ type: "bargeIn", agentId: "s" }, "barge-s");
    story.hears({ type: "legBargedIn", legId: "leg-s", requestId: "barge-s" });
    story.hears({ type: "legBargedIn", legId: "leg-s", requestId: "barge-s" });
    return story;
  },
  "internal-declined": () => {
    const story = internalCall();
    story.wants({ type: "decline", agentId: "b" });
    return story;
  },
  "callback-queued": () => callbackCall(),
  "presence-pending-and-lease": () => {
    const story = connectedCall();
    story.command({ type: "setPresence", agentId: "a", presence: busy, side: "Salesforce", enqueue: true });
    story.command({ type: "setCapacity", agentId: "a", capacity: 2 });
    story.command({ type: "setPhone", agentId: "a", phone: { type: "DESK_PHONE", number: "phone-1" } });
    story.command({ type: "releaseLease", agentId: "s", sessionId: "session-s", epoch: 1 });
    return wrapUp(end(story, "caller"));
  },
};
