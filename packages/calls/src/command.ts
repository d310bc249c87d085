import type { AgentId, CallId, LegId, RequestId } from "./ids.ts";
import type { Endpoint } from "./call/state.ts";
import type { Phone, PresenceStatus } from "./agent/state.ts";

/**
 * What an agent, a supervisor or Salesforce wants. May be refused.
 * `requestId` is made at the edge and names the request that the command gives rise to.
 */
export type CallCommand = { readonly callId: CallId; readonly agentId: AgentId; readonly requestId: RequestId } & (
  | { readonly type: "accept" }
  | { readonly type: "decline" }
  /** The agent leaves; with a third party still there, the others go on (transfer). */
  | { readonly type: "end" }
  | {
      readonly type: "dial";
      readonly agentLegId: LegId;
      readonly legId: LegId;
      readonly to: Endpoint;
      /** Queue that the call is made for. */
      readonly queueId?: string | null;
      /** Digits to send once somebody has answered. */
      readonly extensionDigitsId?: string;
    }
  | { readonly type: "hold"; readonly legId: LegId }
  | { readonly type: "resume"; readonly legId: LegId }
  | { readonly type: "mute" }
  | { readonly type: "unmute" }
  | { readonly type: "pauseRecording" }
  | { readonly type: "resumeRecording" }
  | { readonly type: "sendDigits"; readonly legId: LegId; readonly digitsId: string }
  | { readonly type: "addParticipant"; readonly legId: LegId; readonly to: Endpoint }
  | { readonly type: "blindTransfer"; readonly legId: LegId; readonly to: Endpoint }
  | { readonly type: "removeParticipant"; readonly legId: LegId }
  | { readonly type: "swap"; readonly holdLegId: LegId; readonly resumeLegId: LegId }
  | { readonly type: "merge" }
  | { readonly type: "listenIn"; readonly legId: LegId }
  | { readonly type: "bargeIn" }
  | { readonly type: "stopSupervising" }
  | { readonly type: "wrapUp" }
);

export type AgentCommand = { readonly agentId: AgentId } & (
  | { readonly type: "takeLease"; readonly sessionId: string }
  | { readonly type: "releaseLease"; readonly sessionId: string; readonly epoch: number }
  /** `enqueue`: take it after the current call (guide, "Change Status While on a Call"). */
  | {
      readonly type: "setPresence";
      readonly presence: PresenceStatus;
      readonly side: "Salesforce" | "telephony";
      readonly enqueue: boolean;
      /** The status that the console shows at log-in, not one that the agent has chosen: it ends no after conversation work. */
      readonly atLogIn?: boolean | undefined;
    }
  | { readonly type: "setPhone"; readonly phone: Phone }
  | { readonly type: "setCapacity"; readonly capacity: number }
);

export type Command = CallCommand | AgentCommand;
