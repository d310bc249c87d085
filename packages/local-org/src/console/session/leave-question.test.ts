import { expect, it } from "vitest";
import type { CallPhase } from "../host/call-moves.ts";
import { idlePhone, type HostedCall } from "../host/phone.ts";
import { readPhoneCall } from "../host/phone-call.ts";
import { leaveLabels } from "../labels.ts";
import { leaveQuestion } from "./leave-question.ts";
import { emptyView, type ConsoleView } from "./view.ts";

const NUMBER = "+14155550101";

function viewWith(...phases: CallPhase[]): ConsoleView {
  const flags = { isMuted: false, isOnHold: false, isRecordingPaused: false, third: null, isMerged: false };
  const calls = phases.map((phase, at): HostedCall => {
    const call = readPhoneCall({ callId: `call-${at}`, callType: "Inbound", phoneNumber: NUMBER })!;
    return { call, phase, phaseSince: 0, ...flags };
  });
  return { ...emptyView, phone: { ...idlePhone, stage: "ready", calls } };
}

it.each(["ringing", "dialing", "connected"] as const)("an agent is asked before leaving a call that is %s", (phase) => {
  expect(leaveQuestion(viewWith(phase), "logOut")).toEqual({
    ...leaveLabels.logOut,
    sentences: [leaveLabels[phase](NUMBER)],
  });
});

it("an agent without a call, or with nothing but after conversation work, is not asked", () => {
  expect(leaveQuestion(viewWith(), "logOut")).toBeNull();
  expect(leaveQuestion(viewWith("afterConversationWork"), "switchUser")).toBeNull();
});

it("the question names the contact, and says of each call what becomes of it", () => {
  const contact = {
    Id: "003",
    Name: "Carla Caller",
    Phone: NUMBER,
    PhonePrefix: null,
    PhoneExtension: null,
    Email: null,
  };
  const view = { ...viewWith("connected", "afterConversationWork", "ringing"), contacts: [contact] };
  expect(leaveQuestion(view, "switchUser")).toMatchObject({
    title: leaveLabels.switchUser.title,
    sentences: [leaveLabels.connected("Carla Caller"), leaveLabels.ringing("Carla Caller")],
  });
});
