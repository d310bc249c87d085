import type { CallCommand } from "../command.ts";
import type { TelephonyRequest } from "../request.ts";
import { agentTalking } from "./guards.ts";
import type { Call, Leg } from "./state.ts";

type CommandOf<T extends CallCommand["type"]> = Extract<CallCommand, { type: T }>;
type LegCommand = Extract<CallCommand, { legId: string }>;

/**
 * The words of the request that a move names. Null when the state lacks what it needs; the move's guards refuse then.
 * `myLeg` is the leg of the one who asks.
 */
export function requestOf(
  type: TelephonyRequest["type"],
  command: CallCommand,
  call: Call | null,
  myLeg: Leg | null,
): TelephonyRequest | null {
  const legId = myLeg?.legId ?? null;
  switch (type) {
    case "answer":
    case "mute":
    case "unmute":
    case "bargeIn":
      return legId === null ? null : { type, legId };
    case "hangUp":
      return command.type === "removeParticipant"
        ? { type, legId: command.legId }
        : legId === null
          ? null
          : { type, legId };
    case "hold":
    case "resume":
      return { type, legId: (command as LegCommand).legId };
    case "pauseRecording":
    case "resumeRecording":
    case "startRecording":
    case "merge":
      return { type };
    case "sendDigits": {
      const digits = command as CommandOf<"sendDigits">;
      return { type, legId: digits.legId, digitsId: digits.digitsId };
    }
    case "swap": {
      const swap = command as CommandOf<"swap">;
      return { type, holdLegId: swap.holdLegId, resumeLegId: swap.resumeLegId };
    }
    case "addParticipant":
    case "blindTransfer": {
      const added = command as CommandOf<"addParticipant" | "blindTransfer">;
      return legId === null ? null : { type, legId: added.legId, agentLegId: legId, to: added.to };
    }
    case "dial":
      return command.type === "dial"
        ? { type, legId: command.legId, agentLegId: command.agentLegId, to: command.to }
        : dialCallback(call, myLeg);
    case "supervise": {
      const supervised = call === null ? null : agentTalking(call);
      const supervise = command as CommandOf<"listenIn">;
      return supervised === null
        ? null
        : { type, legId: supervise.legId, agentId: supervise.agentId, agentLegId: supervised.legId };
    }
    case "ringAgent":
      return null;
  }
}

function dialCallback(call: Call | null, myLeg: Leg | null): TelephonyRequest | null {
  const customer = call === null ? undefined : call.legs[call.firstVendorCallKey];
  if (customer === undefined || myLeg === null) return null;
  return { type: "dial", legId: customer.legId, agentLegId: myLeg.legId, to: customer.endpoint };
}
