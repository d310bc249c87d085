import { endedBeforeAnswer, labels, notAnswered, outcomes, sentences } from "../labels.ts";
import { moveCall, type CallMove } from "./call-moves.ts";
import { fieldsOf, textOf } from "./frames.ts";
import { callOf, withAlert, withoutCallAlerts, type HostedCall, type Phone, type ThirdParty } from "./phone.ts";
import { readCalls, readPhoneCall, type PhoneCall } from "./phone-call.ts";
import { afterAnswer } from "./requests.ts";
import { announceNothing, type Effect, type OrgEvent, type Step } from "./step.ts";

export const whoOf = (call: PhoneCall): string => call.contactName ?? call.phoneNumber ?? labels.unknownNumber;

const just = (phone: Phone): Step => ({ phone, effects: [] });

type CallHandler = (phone: Phone, payload: unknown, now: number) => Step;

/** Events about calls (section 2.5 of the shapes: each payload may be partial or absent). */
export function stepCall(phone: Phone, eventType: string, payload: unknown, now: number): Step {
  const handler = handlers[eventType];
  return handler ? handler(phone, payload, now) : just(phone);
}

const handlers: Readonly<Record<string, CallHandler | undefined>> = Object.assign(Object.create(null), {
  CALL_STARTED: (phone, payload, now) => started(phone, payload, now, "CALL_STARTED"),
  QUEUED_CALL_STARTED: (phone, payload, now) => started(phone, payload, now, "QUEUED_CALL_STARTED"),
  CALL_CONNECTED: (phone, payload, now) => {
    const call = readPhoneCall(payload);
    if (call === null) return just(phone);
    const answered = { ...phone, asked: afterAnswer(phone.asked, "CALL_CONNECTED", [call.callId]) };
    const moved = move(answered, call, "connected", now);
    return report(moved, { eventType: "CALL_CONNECTED", call: call.wire } as OrgEvent);
  },
  CALL_UPDATED: (phone, payload) => {
    const call = readPhoneCall(fieldsOf(payload)["call"]);
    const hosted = call && callOf(phone, call.callId);
    return just(hosted && call ? replace(phone, { ...hosted, ...flagsOf(call), call }) : phone);
  },
  HANGUP: hungUp,
  AFTER_CALL_WORK_STARTED: (phone, payload, now) => workEvent(phone, payload, now, "AFTER_CALL_WORK_STARTED"),
  WRAP_UP_ENDED: (phone, payload, now) => workEvent(phone, payload, now, "WRAP_UP_ENDED"),
  MUTE_TOGGLE: (phone, payload) => {
    const isMuted = fieldsOf(payload)["isMuted"] === true;
    const answered = { ...phone, asked: afterAnswer(phone.asked, "MUTE_TOGGLE", []) };
    return just(eachConnected(answered, (hosted) => ({ ...hosted, isMuted })));
  },
  HOLD_TOGGLE: heldOrResumed,
  RECORDING_TOGGLE: (phone, payload) => {
    const isRecordingPaused = fieldsOf(payload)["isRecordingPaused"] === true;
    const answered = { ...phone, asked: afterAnswer(phone.asked, "RECORDING_TOGGLE", []) };
    const effects = connectedIds(phone).map((callId): Effect => {
      return { type: "report", event: { eventType: "RECORDING_TOGGLE", callId, isRecordingPaused } };
    });
    return { phone: eachConnected(answered, (hosted) => ({ ...hosted, isRecordingPaused })), effects };
  },
  UPDATE_AUDIO_STATS_COMPLETED: (phone, payload) => {
    const { callId, mos } = fieldsOf(payload);
    if (typeof callId !== "string") return just(phone);
    const score = typeof mos === "number" && Number.isFinite(mos) ? mos : null;
    return report(just(phone), { eventType: "UPDATE_AUDIO_STATS_COMPLETED", callId, mos: score });
  },
  PARTICIPANT_ADDED: (phone, payload) => participant(phone, payload, "PARTICIPANT_ADDED"),
  PARTICIPANT_CONNECTED: (phone, payload) => participant(phone, payload, "PARTICIPANT_CONNECTED"),
  PARTICIPANT_REMOVED: (phone) => {
    const asked = afterAnswer(phone.asked, "PARTICIPANT_REMOVED", []);
    return just(eachConnected({ ...phone, asked }, (hosted) => ({ ...hosted, third: null, isMerged: false })));
  },
  CALL_BARGED_IN: (phone, payload) => {
    const name = textOf(fieldsOf(payload)["supervisorName"]);
    const isMine = phone.calls.some(({ phase }) => phase === "connected");
    return just(isMine && name !== null ? withAlert(phone, "notice", sentences.supervisorJoined(name)) : phone);
  },
} satisfies Record<string, CallHandler>) as Record<string, CallHandler | undefined>;

function started(phone: Phone, payload: unknown, now: number, eventType: "CALL_STARTED" | "QUEUED_CALL_STARTED"): Step {
  const call = readPhoneCall(payload);
  // The new status makes the connector replay what it has not yet let go of: no new offer.
  if (call === null || (call.isReplayed && callOf(phone, call.callId)?.isTimedOut === true)) return just(phone);
  const isTaken = phone.asked.some((asked) => asked.type === "ACCEPT_CALL" && asked.callId === call.callId);
  const isAnswer = eventType === "CALL_STARTED" && call.callType === "callback" && isTaken;
  const asked = isAnswer || isOwnCall(call) ? afterAnswer(phone.asked, "CALL_STARTED", [call.callId]) : phone.asked;
  const moved = move({ ...phone, asked }, call, isAnswer || isOwnCall(call) ? "dialed" : "offered", now);
  return report(moved, { eventType, call: call.wire } as OrgEvent);
}

/** Calls that the agent makes: nothing rings here. Of an internal call the first agent is the Initial_Caller. */
const isOwnCall = (call: PhoneCall): boolean =>
  call.callType === "outbound" || (call.callType === "internalcall" && call.participantType === "Initial_Caller");

function hungUp(phone: Phone, payload: unknown, now: number): Step {
  const calls = readCalls(payload);
  if (calls.length === 0) {
    // "Ended", without saying what: with one call under way there is only one thing that it can mean.
    const live = phone.calls.filter(({ phase }) => phase !== "afterConversationWork");
    return live.length === 1 ? hungUp(phone, live[0]!.call.wire, now) : just(phone);
  }
  const ids = calls.map(({ callId }) => callId);
  const known = calls.filter(({ callId }) => callOf(phone, callId) !== undefined);
  let current: Step = just({ ...phone, asked: forget(afterAnswer(phone.asked, "HANGUP", ids), ids) });
  for (const call of known) {
    const next = move(current.phone, call, "hungUp", now);
    current = { phone: next.phone, effects: [...current.effects, ...next.effects] };
  }
  if (known.length === 0) return current;
  const wires = known.slice(0, 20).map(({ wire }) => wire);
  return report(current, { eventType: "HANGUP", calls: wires } as unknown as OrgEvent);
}

/** Nothing more will be answered about a call that has ended. */
const forget = (asked: Phone["asked"], callIds: readonly string[]): Phone["asked"] =>
  asked.filter(({ callId }) => callId === null || !callIds.includes(callId));

function workEvent(
  phone: Phone,
  payload: unknown,
  now: number,
  eventType: "AFTER_CALL_WORK_STARTED" | "WRAP_UP_ENDED",
): Step {
  const callId = textOf(fieldsOf(payload)["callId"]);
  const hosted = callId === null ? undefined : callOf(phone, callId);
  if (callId === null) return just(phone);
  if (hosted === undefined)
    return { phone, effects: eventType === "AFTER_CALL_WORK_STARTED" ? [{ type: "workElsewhere", callId }] : [] };
  const name = eventType === "WRAP_UP_ENDED" ? "wrapUpEnded" : "afterConversationWorkStarted";
  return report(move(phone, hosted.call, name, now), { eventType, callId });
}

function heldOrResumed(phone: Phone, payload: unknown, now: number): Step {
  const { isCustomerOnHold, isThirdPartyOnHold, isCallMerged } = fieldsOf(payload);
  const isMerging = phone.asked.some(({ type }) => type === "CONFERENCE");
  const asked = afterAnswer(phone.asked, "HOLD_TOGGLE", []);
  const isOnHold = isCustomerOnHold === true;
  const next = eachConnected({ ...phone, asked }, (hosted) => ({
    ...hosted,
    isOnHold,
    heldSince: isOnHold ? (hosted.isOnHold ? hosted.heldSince : now) : undefined,
    third: hosted.third && { ...hosted.third, isOnHold: isThirdPartyOnHold === true },
    isMerged: hosted.third !== null && (isCallMerged === true || isMerging || hosted.isMerged) && !isOnHold,
  }));
  const effects = connectedIds(phone).map((callId): Effect => {
    return { type: "report", event: { eventType: "HOLD_TOGGLE", callId, isCustomerOnHold: isOnHold } };
  });
  return { phone: next, effects };
}

/** Full participant fields, or only `{initialCallHasEnded: true}` when the customer left and the third party stays. */
function participant(phone: Phone, payload: unknown, eventType: "PARTICIPANT_ADDED" | "PARTICIPANT_CONNECTED"): Step {
  const asked = afterAnswer(phone.asked, "PARTICIPANT_ADDED", []);
  const fields = fieldsOf(payload);
  const isConnected = eventType === "PARTICIPANT_CONNECTED";
  const next = eachConnected({ ...phone, asked }, (hosted) => {
    const before: ThirdParty | null = hosted.third;
    const third: ThirdParty = {
      call: readPhoneCall({ ...fields, callType: "AddParticipant" }) ?? before?.call ?? null,
      callId: textOf(fields["callId"]) ?? before?.callId ?? null,
      phoneNumber: textOf(fields["phoneNumber"]) ?? before?.phoneNumber ?? null,
      isConnected: isConnected || before?.isConnected === true,
      isOnHold: before?.isOnHold ?? false,
    };
    return { ...hosted, third };
  });
  return just(next);
}

function move(old: Phone, call: PhoneCall, name: CallMove, now: number): Step {
  const before = callOf(old, call.callId);
  const to = moveCall(before?.phase ?? "none", name, old.isAfterConversationWorkAllowed);
  if (to === "none") return just(old);
  const phone = before?.phase === to ? old : withoutCallAlerts(old, call.callId);
  if (to === "over") {
    const rest = { ...phone, calls: phone.calls.filter((hosted) => hosted !== before) };
    return over(rest, before!, call);
  }
  const isNew = before === undefined || name === "connected";
  const flags = isNew ? flagsOf(call) : to === "afterConversationWork" ? untouched : {};
  const hosted: HostedCall = {
    ...untouched,
    third: null,
    isMerged: false,
    ...before,
    ...flags,
    call:
      before && name !== "connected" && name !== "offered" && name !== "dialed" ? before.call : merged(before, call),
    phase: to,
    phaseSince: before?.phase === to ? before.phaseSince : sinceOf(call, before, now),
  };
  // What became of earlier calls is old news once another one begins.
  const alerts = phone.alerts.filter(({ kind }) => kind === "error");
  const next = before === undefined ? { ...phone, alerts, calls: [...phone.calls, hosted] } : replace(phone, hosted);
  if (before?.phase === to) return just(next);
  const isCallback = to === "ringing" && hosted.call.callType === "callback";
  const text = (isCallback ? sentences.callback : announcement[to])(whoOf(hosted.call));
  return { phone: next, effects: [{ type: "announce", text }] };
}

/** Nobody is muted, on hold or unrecorded in a call that has ended, though nothing else says so. */
const untouched = { isMuted: false, isOnHold: false, heldSince: undefined, isRecordingPaused: false } as const;

const announcement: Readonly<Record<HostedCall["phase"], (who: string) => string>> = {
  ringing: sentences.incoming,
  dialing: sentences.nowDialing,
  connected: sentences.nowConnected,
  afterConversationWork: sentences.nowAfterConversationWork,
};

/** A later event about the call may leave out what an earlier one said. */
const merged = (before: HostedCall | undefined, call: PhoneCall): PhoneCall =>
  before === undefined
    ? call
    : {
        ...call,
        phoneNumber: call.phoneNumber ?? before.call.phoneNumber,
        contactName: call.contactName ?? before.call.contactName,
        voiceCallId: call.voiceCallId ?? before.call.voiceCallId,
      };

/** A call first seen in mid-life (a reload) began when callStateTimestamp says. */
function sinceOf(call: PhoneCall, before: HostedCall | undefined, now: number): number {
  if (before !== undefined) return now;
  const stamp = fieldsOf(call.wire["callInfo"])["callStateTimestamp"];
  const at = stamp instanceof Date ? stamp.getTime() : Number.NaN;
  return at > 0 && at <= now ? at : now;
}

function over(phone: Phone, before: HostedCall, call: PhoneCall): Step {
  if (before.phase === "afterConversationWork")
    return { phone, effects: [{ type: "announce", text: sentences.wrapUpEnded }] };
  const who = whoOf(before.call);
  if (before.phase === "connected") return { phone, effects: [{ type: "announce", text: sentences.nowEnded(who) }] };
  const isCallersDoing = before.phase === "ringing" && call.agentStatus === "FailedConnectCustomer";
  // The connector hears of a push time-out as DECLINE_CALL; the agent has not declined.
  const agentStatus = before.isTimedOut === true ? "MissedCallAgent" : call.agentStatus;
  const status = isCallersDoing ? "" : (agentStatus ?? "");
  const fallback = before.phase === "dialing" ? notAnswered : endedBeforeAnswer;
  const text = (Object.hasOwn(outcomes, status) ? outcomes[status]! : fallback)(who);
  const about = before.phase === "dialing" ? ({ type: "DIAL", callId: null } as const) : null;
  return { phone: withAlert(phone, "notice", text, about), effects: [announceNothing] };
}

const flagsOf = ({ info }: PhoneCall): Pick<HostedCall, "isMuted" | "isOnHold" | "isRecordingPaused"> => ({
  isMuted: info.isMuted,
  isOnHold: info.isOnHold,
  isRecordingPaused: info.isRecordingPaused,
});

const replace = (phone: Phone, hosted: HostedCall): Phone => ({
  ...phone,
  calls: phone.calls.map((one) => (one.call.callId === hosted.call.callId ? hosted : one)),
});

const eachConnected = (phone: Phone, change: (hosted: HostedCall) => HostedCall): Phone => ({
  ...phone,
  calls: phone.calls.map((hosted) => (hosted.phase === "connected" ? change(hosted) : hosted)),
});

const connectedIds = (phone: Phone): string[] =>
  phone.calls.filter(({ phase }) => phase === "connected").map(({ call }) => call.callId);

const report = (moved: Step, event: OrgEvent): Step => ({
  phone: moved.phone,
  effects: [...moved.effects, { type: "report", event }],
});
