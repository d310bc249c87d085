import type { AgentStatusOnEnd } from "@partner-telephony/api";
import type { Agent, Call, Instant, LegEndReason, LegId, RequestId } from "@partner-telephony/calls";
import type { z } from "zod";

export type AgentStatus = z.infer<typeof AgentStatusOnEnd>;

/**
 * A signal as it is stored: with the state of call or agent, without number and names, so that erasing a party takes effect in
 * signals too. `seq` is the row's. `renderSignals` makes the message of packages/api out of it.
 */
export type BareSignal = { readonly at: Instant; readonly traceparent: string | null } & (
  | { readonly type: "call.started"; readonly call: Call; readonly legId: LegId }
  | { readonly type: "call.connected"; readonly call: Call; readonly legId: LegId }
  | {
      readonly type: "call.ended";
      readonly call: Call;
      readonly legId: LegId;
      readonly reason: "ended" | "error";
      readonly agentStatus: AgentStatus | null;
      readonly closeCallOnError: boolean;
      /** Why nobody was reached; missing in signals of older servers. */
      readonly notReached?: LegEndReason | null;
    }
  | { readonly type: "call.after-conversation-work-started"; readonly call: Call }
  | { readonly type: "call.wrapped-up"; readonly call: Call }
  | {
      readonly type: "call.changed";
      readonly call: Call;
      readonly cause: string;
      readonly legId: LegId | null;
      readonly legEndReason: LegEndReason | null;
    }
  | {
      readonly type: "request.failed";
      readonly call: Call;
      readonly requestId: RequestId;
      readonly requestType: string;
      readonly code: string;
    }
  | { readonly type: "message"; readonly callId: string; readonly messageId: string }
  | { readonly type: "agent.changed"; readonly agent: Agent; readonly side: "Salesforce" | "telephony" | null }
);

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** What one event says to one agent; the whole call is put in once the decision is complete. */
export type CallSignalDraft = Without<Extract<BareSignal, { call: Call }>, "call" | "traceparent">;
