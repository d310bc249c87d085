import { describe, expect, test } from "vitest";
import type { Routability } from "../src/index.ts";
import { busy, offline, online, Story } from "./support/story.ts";
import { connectedCall, dialedCall, dialingCall, offeredCall, waitingCall } from "./support/calls.ts";
import { checkStep } from "./support/check-step.ts";

const settings = { watch: checkStep };

/** Customer leaves: after conversation work. */
const talkedOut = (story: Story): Story => {
  const [customer] = Object.values(story.call.legs).filter((leg) => leg.endpoint.kind === "party");
  story.hears({ type: "legEnded", legId: customer!.legId, requestId: null, reason: "hungUp" });
  return story;
};
const tabClosed = (story: Story): Story => {
  story.command({ type: "setPresence", agentId: "a", presence: online, side: "Salesforce", enqueue: false });
  return story;
};
const accepted = (): Story => {
  const story = offeredCall(settings);
  story.wants({ type: "accept", agentId: "a" });
  return story;
};
const declined = (): Story => {
  const story = offeredCall(settings);
  story.wants({ type: "decline", agentId: "a" });
  return story;
};
/** What Omni-Channel shows, in the guide's two words. */
const omni = (story: Story): string => (story.agent("a").presence.isOffline ? "Offline" : "Online");

/** Guide, chapter 12, "Understand Agent Statuses": all twelve rows, with the columns that the model answers for. */
const rows: readonly (readonly [string, () => Story, "Offline" | "Online", Routability])[] = [
  ["Log in as offline", () => new Story(settings).hire("a", offline), "Offline", "offline"],
  ["Log in as online", () => new Story(settings).hire("a"), "Online", "available"],
  ["Make outbound call", () => dialingCall(settings), "Online", "notAvailable"],
  ["During outbound call", () => dialedCall(settings), "Online", "notAvailable"],
  [
    "During After Conversation Work after outbound call",
    () => talkedOut(dialedCall(settings)),
    "Online",
    "notAvailable",
  ],
  [
    "Close Voice Call tab during ACW after outbound call",
    () => tabClosed(talkedOut(dialedCall(settings))),
    "Online",
    "available",
  ],
  ["Receive inbound call", () => offeredCall(settings), "Online", "notAvailable"],
  ["Accept inbound call", accepted, "Online", "notAvailable"],
  ["Decline inbound call", declined, "Online", "available"],
  ["During inbound call", () => connectedCall(settings), "Online", "notAvailable"],
  ["During ACW after inbound call", () => talkedOut(connectedCall(settings)), "Online", "notAvailable"],
  [
    "Close Voice Call tab during ACW after inbound call",
    () => tabClosed(talkedOut(connectedCall(settings))),
    "Online",
    "available",
  ],
];

describe("agent statuses of the guide, chapter 12", () => {
  test("are twelve", () => expect(rows).toHaveLength(12));

  test.each(rows)("%s", (_action, given, shown, routability) => {
    const story = given();
    expect(omni(story)).toBe(shown);
    expect(story.agent("a").routability).toBe(routability);
  });

  test("an agent who is not routable is never chosen", () => {
    const story = waitingCall(settings);
    story.command({ type: "setPresence", agentId: "a", presence: busy, side: "Salesforce", enqueue: false });
    story.hears({ type: "agentChosen", agentId: "a", legId: "leg-a", requestId: "ring-a" });
    expect(story.call.phase).toBe("waiting");
  });
});
