import type { AgentView, CallView, DialBody } from "@partner-telephony/api";

export const AGENT_ID = "0b9d2c4e-5f60-4a71-8b82-93a4b5c6d7e8";
export const ORG_ID = "00Dxx0000001gPF";
export const CONTACT_CENTER = "NorthwindSupport";
export const USERNAME = "ada@northwind.example";
export const CALLER_NUMBER = "+14155550123";
export const CALLER_NAME = "Maria Quintero";
export const STARTED_AT = Date.UTC(2026, 10, 22, 8, 59, 30);

export const STATUSES = {
  "0": { statusName: "Offline", hasChannels: "false", isOffline: "true", statusId: "0" },
  "0N5xx0000004CSO": { statusName: "Available", hasChannels: "true", isOffline: "false", statusId: "0N5xx0000004CSO" },
  "0N5xx0000004D3U": { statusName: "Busy", hasChannels: "false", isOffline: "false", statusId: "0N5xx0000004D3U" },
} as const;

export const presence = (statusId: keyof typeof STATUSES) => {
  const { statusName, hasChannels, isOffline } = STATUSES[statusId];
  return { statusId, statusName, hasChannels: hasChannels === "true", isOffline: isOffline === "true" };
};

export const agentView = (over: Partial<AgentView> = {}): AgentView => ({
  agentId: AGENT_ID,
  username: USERNAME,
  displayName: "Ada",
  version: 1,
  presence: presence("0N5xx0000004CSO"),
  pendingPresence: null,
  routability: "available",
  availableSince: STARTED_AT,
  capacity: 1,
  offeredCallId: null,
  occupyingCallIds: [],
  phone: { type: "SOFT_PHONE" },
  reachable: true,
  ...over,
});

/** Ids by number, so that a failing test can be read. */
export const callIdOf = (n: number) => `c0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const customerLegOf = (n: number) => `d0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const agentLegOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const voiceCallOf = (n: number) => `0LQxx000000${String(n).padStart(4, "0")}`;

export type AgentState = CallView["agents"][number]["state"];

/** An inbound call as its agent sees it. */
export function callView(
  n: number,
  state: AgentState,
  version: number,
  voiceCallId: string | null = voiceCallOf(n),
): CallView {
  const live = state === "connected";
  const leg = {
    vendorCallKey: customerLegOf(n),
    voiceCallId,
    callType: "Inbound" as const,
    held: false,
    muted: false,
    startedAt: STARTED_AT,
    connectedAt: live ? STARTED_AT + 5000 : null,
    endedAt: null,
    endReason: null,
  };
  return {
    callId: callIdOf(n),
    version,
    callType: "Inbound",
    phase:
      state === "offered" || state === "joining" ? "ringing" : live ? "connected" : state === "done" ? "ended" : state,
    firstVendorCallKey: customerLegOf(n),
    voiceCallId,
    previousCallId: null,
    queueId: "support",
    queueName: "Support",
    startedAt: STARTED_AT,
    queuedAt: STARTED_AT,
    acceptedAt: null,
    endedAt: null,
    merged: false,
    recording: "recording",
    participants: [
      {
        ...leg,
        legId: customerLegOf(n),
        participantType: "Initial_Caller",
        state: "connected",
        phoneNumber: CALLER_NUMBER,
        name: CALLER_NAME,
        agentId: null,
      },
      {
        ...leg,
        legId: agentLegOf(n),
        participantType: "Agent",
        state: live ? "connected" : "ringing",
        phoneNumber: null,
        name: null,
        agentId: AGENT_ID,
      },
    ],
    agents: [{ agentId: AGENT_ID, legId: agentLegOf(n), state, since: STARTED_AT + 1000 }],
    pending: [],
  };
}

/** An outbound call as its agent sees it. `asked`: the phone system has not answered yet. */
export function dialedView(
  body: DialBody,
  state: "asked" | "ringing" | "connected" | "over",
  version: number,
): CallView {
  const base = callView(
    1,
    ({ connected: "connected", over: "done" } as const)[state as "over"] ?? "joining",
    version,
    null,
  );
  const [customer, agent] = base.participants as [CallView["participants"][number], CallView["participants"][number]];
  const leg = { callType: "Outbound" as const, vendorCallKey: body.legId };
  const phoneNumber = body.to.kind === "number" ? body.to.number : null;
  const customerState = ({ connected: "connected", over: "ended" } as const)[state as "over"] ?? "ringing";
  const deadlineAt = STARTED_AT + 30_000;
  return {
    ...base,
    callId: body.callId,
    callType: "Outbound",
    firstVendorCallKey: body.legId,
    queueId: null,
    queueName: null,
    queuedAt: null,
    participants: [
      { ...customer, ...leg, legId: body.legId, phoneNumber, name: null, state: customerState },
      { ...agent, ...leg, legId: body.agentLegId, state: state === "over" ? "ended" : "connected" },
    ],
    agents: base.agents.map((one) => ({ ...one, legId: body.agentLegId })),
    pending:
      state === "asked"
        ? [{ requestId: "a0000000-0000-4000-8000-00000000000d", type: "dial", legId: body.legId, deadlineAt }]
        : [],
  };
}
