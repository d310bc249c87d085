/** Every bound in time that the model sets. Durations in milliseconds. The caller may replace any of them. */
export interface Policy {
  /** How long a call rings at one agent before it is missed and offered to another. Our choice: 20 s. */
  readonly offerMs: number;
  /** How long the telephony system has to answer a request. Our choice: 10 s. */
  readonly requestMs: number;
  /** How long a call waits for its VoiceCall before it rings without one (guide, chapter 5: a call must not wait for the record). Our choice: 2 s. */
  readonly createVoiceCallMs: number;
  /** Bound of after conversation work; null: until the agent ends it (guide, chapter 12, "infinite wrap-up"). */
  readonly afterConversationWorkMs: number | null;
  /** A console session that has not renewed for so long has lost the agent. Our choice: 3 s. */
  readonly leaseMs: number;
  /** Ask the telephony system to record calls that an agent dialled. Arriving calls say it in `callArrived`. */
  readonly recordDialedCalls: boolean;
}

export const defaultPolicy: Policy = {
  offerMs: 20_000,
  requestMs: 10_000,
  createVoiceCallMs: 2_000,
  afterConversationWorkMs: null,
  leaseMs: 3_000,
  recordDialedCalls: true,
};
