import type { TelephonyFact, UtteranceBody } from "@partner-telephony/api";

/** What somebody has said: on its way like a fact, in the call's order, to a route of its own. `factId` is the utterance's id. */
export interface Utterance extends Omit<UtteranceBody, "utteranceId"> {
  readonly type: "utterance";
  readonly factId: string;
  readonly callId: string;
  readonly at: number;
}

/** All that the server is told of a call. */
export type Told = TelephonyFact | Utterance;
