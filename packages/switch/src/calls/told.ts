import type { MessageBody, RecordingBody, TelephonyFact, UtteranceBody } from "@partner-telephony/api";

/** What somebody has said: on its way like a fact, in the call's order, to a route of its own. `factId` is the utterance's id. */
export interface Utterance extends Omit<UtteranceBody, "utteranceId"> {
  readonly type: "utterance";
  readonly factId: string;
  readonly callId: string;
  readonly at: number;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** The call has ended: its recording can be fetched, or there is none. `factId` is the recording's id. */
export interface RecordingOffered {
  readonly type: "recordingOffered";
  readonly factId: string;
  readonly callId: string;
  readonly at: number;
  readonly offer: DistributiveOmit<RecordingBody, "recordingId">;
}

/** For components on agents' pages. `factId` is the message's id. */
export interface MessageSent {
  readonly type: "message";
  readonly factId: string;
  readonly callId: string;
  readonly at: number;
  readonly body: MessageBody["body"];
}

/** All that the server is told of a call. */
export type Told = TelephonyFact | Utterance | RecordingOffered | MessageSent;
