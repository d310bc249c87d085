import type * as calls from "@partner-telephony/calls";
import type { z } from "zod";
import type * as agent from "./agent-view.ts";
import type * as view from "./call-view.ts";
import type { CallCommandBody } from "./commands.ts";
import type { TelephonyFact, TelephonyRequestBody } from "./telephony.ts";

/**
 * The words on the wire are the words of the model. A word that is added on one side only stops the type check here.
 */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Word<T extends z.ZodType> = z.infer<T>;

/** Facts that come from elsewhere than the telephony system. */
type OwnFact = "voiceCallCreated" | "voiceCallNotCreated" | "agentChosen" | "deadlinePassed";
/** Commands with a route of their own. */
type OwnCommand = "dial";

export type Agreement = [
  Same<Word<typeof view.ParticipantType>, calls.ParticipantType>,
  Same<Word<typeof view.CallType>, calls.CallType>,
  Same<Word<typeof view.CallPhase>, calls.CallPhase>,
  Same<Word<typeof view.LegState>, calls.LegState>,
  Same<Word<typeof view.LegEndReason>, calls.LegEndReason>,
  Same<Word<typeof view.Recording>, calls.Recording>,
  Same<Word<typeof view.AudioStatistics>, calls.AudioStatistics>,
  Same<Word<typeof view.AgentOnCallState>, calls.AgentOnCall["state"]>,
  Same<Word<typeof agent.Routability>, calls.Routability>,
  Same<Word<typeof agent.PresenceStatus>, calls.PresenceStatus>,
  Same<Word<typeof agent.Phone>, calls.Phone>,
  Same<CallCommandBody["type"], Exclude<calls.CallCommand["type"], OwnCommand>>,
  Same<TelephonyRequestBody["type"], calls.TelephonyRequest["type"]>,
  Same<TelephonyFact["type"], Exclude<calls.Fact["type"], OwnFact>>,
];

/** `never` in any place makes this a type error. */
export const agreement: Agreement = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];
