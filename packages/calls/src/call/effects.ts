import { occupy } from "../agent/availability.ts";
import type { CallCommand } from "../command.ts";
import type { Draft } from "../draft.ts";
import { agentTalking } from "./guards.ts";
import { acceptOffer, addLeg, endLeg, offer, wrapUp } from "./legs.ts";
import type { EffectName } from "./moves.ts";
import { connectedTalkers } from "./phase.ts";
import { settleAfter } from "./settle.ts";
import type { Leg } from "./state.ts";

type CommandOf<T extends CallCommand["type"]> = Extract<CallCommand, { type: T }>;

interface Effect {
  readonly before?: (draft: Draft, command: CallCommand, myLeg: Leg | null) => void;
  /** After the move's request has been asked. */
  readonly after?: (draft: Draft, command: CallCommand, myLeg: Leg | null) => void;
}

const startDialing: Effect = {
  before: (draft, asked) => {
    const { callId, agentId, agentLegId, legId, to, queueId = null, extensionDigitsId } = asked as CommandOf<"dial">;
    const internal = to.kind === "agent";
    const callType = internal ? "InternalCall" : "Outbound";
    // Guide, chapter 9, "Enable the Phone Book": in an internal call the one who dials is the initial caller.
    const firstVendorCallKey = internal ? agentLegId : legId;
    const started = { callId, callType, firstVendorCallKey, previousCallId: null, queueId } as const;
    draft.emit({ type: "callStarted", ...started, ...(extensionDigitsId !== undefined && { extensionDigitsId }) });
    const shared = { vendorCallKey: firstVendorCallKey, callType, parentVendorCallKey: null, partyId: null } as const;
    const mine = { kind: "agent", agentId } as const;
    addLeg(
      draft,
      { ...shared, legId: agentLegId, participantType: internal ? "Initial_Caller" : "Agent", endpoint: mine },
      false,
    );
    occupy(draft, agentId, callId);
    if (to.kind === "agent") offer(draft, to.agentId, legId);
    const partyId = to.kind === "party" ? to.partyId : null;
    addLeg(
      draft,
      { ...shared, legId, participantType: internal ? "Agent" : "Initial_Caller", endpoint: to, partyId },
      false,
    );
  },
};

/** A consult or a blind transfer: its own leg, its own VoiceCall, with the one it comes from as parent. */
const addParticipantLeg: Effect = {
  before: (draft, asked, myLeg) => {
    const { type, agentId, legId, to } = asked as CommandOf<"addParticipant" | "blindTransfer">;
    const partyId = to.kind === "party" ? to.partyId : null;
    const callType = type === "addParticipant" && to.kind === "party" ? "AddParticipant" : "Transfer";
    if (to.kind === "agent") offer(draft, to.agentId, legId);
    addLeg(
      draft,
      {
        legId,
        vendorCallKey: legId,
        participantType: to.kind === "agent" ? "Agent" : "Third_Party",
        callType,
        endpoint: to,
        parentVendorCallKey: myLeg?.vendorCallKey ?? draft.live.firstVendorCallKey,
        partyId,
      },
      true,
    );
    if (type === "addParticipant") holdOthers(draft, agentId, myLeg);
  },
};

/** Who is on the line waits while the agent consults (connector protocol, scenario 72). */
function holdOthers(draft: Draft, agentId: string, myLeg: Leg | null): void {
  for (const leg of connectedTalkers(draft.live)) {
    const pending = Object.values(draft.live.pending).some(
      ({ request }) => request.type === "hold" && request.legId === leg.legId,
    );
    if (leg.legId !== myLeg?.legId && !leg.held && !pending) {
      draft.ask({ type: "hold", legId: leg.legId }, agentId);
    }
  }
}

/** A supervisor shares the VoiceCall of the agent listened to. */
const supervise: Effect = {
  before: (draft, asked) => {
    const { legId, agentId } = asked as CommandOf<"listenIn">;
    const supervised = agentTalking(draft.live);
    const leg = supervised === null ? undefined : draft.live.legs[supervised.legId];
    addLeg(
      draft,
      {
        legId,
        vendorCallKey: leg?.vendorCallKey ?? draft.live.firstVendorCallKey,
        participantType: "Supervisor",
        callType: draft.live.callType,
        endpoint: { kind: "agent", agentId },
        parentVendorCallKey: null,
        partyId: null,
      },
      false,
    );
  },
};

export const effects: Readonly<Record<EffectName, Effect>> = {
  startDialing,
  addLeg: addParticipantLeg,
  supervise,
  acceptCallback: {
    before: (draft, command, myLeg) => {
      if (myLeg !== null) acceptOffer(draft, command.agentId, myLeg.legId);
    },
  },
  endOffer: {
    before: (draft, _command, myLeg) => {
      if (myLeg !== null) endLeg(draft, myLeg.legId, "declined");
    },
    after: (draft, _command, myLeg) => {
      if (myLeg !== null) settleAfter(draft, myLeg);
    },
  },
  wrapUp: { before: (draft, command) => wrapUp(draft, command.agentId, "agent") },
};
