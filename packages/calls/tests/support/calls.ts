import { Story, type StorySettings } from "./story.ts";

/** A caller has arrived and has a VoiceCall; agents a, b and s are online. */
export function waitingCall(settings: StorySettings = {}): Story {
  const story = new Story(settings).hire("a").hire("b").hire("s");
  story.hears({ type: "callArrived", legId: "caller", partyId: "party-1", queueId: "queue-1", recording: true });
  story.hears({ type: "voiceCallCreated", legId: "caller", voiceCallId: "0LQ-1" });
  return story;
}

export function offeredCall(settings: StorySettings = {}): Story {
  const story = waitingCall(settings);
  story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
  story.hears({ type: "legRinging", legId: "leg-a", requestId: "ring-a" });
  return story;
}

export function connectedCall(settings: StorySettings = {}): Story {
  const story = offeredCall(settings);
  story.wants({ type: "accept", agentId: "a" }, "answer-a");
  story.hears({ type: "legConnected", legId: "leg-a", requestId: "answer-a" });
  return story;
}

/** Agent a has dialed and the far end has answered. */
export function dialedCall(settings: StorySettings = {}): Story {
  const story = dialingCall(settings);
  story.hears({ type: "legConnected", legId: "far", requestId: null });
  return story;
}

export function dialingCall(settings: StorySettings = {}): Story {
  const story = new Story(settings).hire("a").hire("b").hire("s");
  const to = { kind: "party", partyId: "party-2" } as const;
  story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "far", to }, "dial-a");
  story.hears({ type: "legConnected", legId: "leg-a", requestId: null });
  story.hears({ type: "legRinging", legId: "far", requestId: "dial-a" });
  return story;
}

/** Agent a consults a third party, who has answered; the caller is on hold. */
export function consultCall(settings: StorySettings = {}): Story {
  const story = connectedCall(settings);
  const to = { kind: "party", partyId: "party-3" } as const;
  story.wants({ type: "addParticipant", agentId: "a", legId: "third", to }, "add-third");
  story.hears({ type: "legHeld", legId: "caller", requestId: null });
  story.hears({ type: "legRinging", legId: "third", requestId: "add-third" });
  story.hears({ type: "legConnected", legId: "third", requestId: null });
  return story;
}

export function mergedCall(settings: StorySettings = {}): Story {
  const story = consultCall(settings);
  story.wants({ type: "merge", agentId: "a" }, "merge-1");
  story.hears({ type: "legsMerged", requestId: "merge-1" });
  return story;
}

/** Supervisor s listens to agent a. */
export function supervisedCall(settings: StorySettings = {}): Story {
  const story = connectedCall(settings);
  story.wants({ type: "listenIn", agentId: "s", legId: "leg-s" }, "listen-s");
  story.hears({ type: "legConnected", legId: "leg-s", requestId: "listen-s" });
  return story;
}

export function internalCall(settings: StorySettings = {}): Story {
  const story = new Story(settings).hire("a").hire("b").hire("s");
  const to = { kind: "agent", agentId: "b" } as const;
  story.wants({ type: "dial", agentId: "a", agentLegId: "leg-a", legId: "leg-b", to }, "dial-b");
  story.hears({ type: "legConnected", legId: "leg-a", requestId: null });
  story.hears({ type: "legRinging", legId: "leg-b", requestId: "dial-b" });
  return story;
}

export function callbackCall(settings: StorySettings = {}, forAgentId: string | null = null): Story {
  const story = new Story(settings).hire("a").hire("b").hire("s");
  story.hears({
    type: "callbackRequested",
    legId: "customer",
    partyId: "party-4",
    previousCallId: "call-0",
    queueId: "queue-1",
    forAgentId,
  });
  story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
  return story;
}
