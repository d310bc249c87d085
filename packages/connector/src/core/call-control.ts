import type { DialBody } from "@partner-telephony/api";
import type { CallPicture } from "./picture.ts";

/**
 * Who carries out what an agent wants of a call. `server` (server-call-control.ts) sends commands to the integration server;
 * `sip` will be the browser phone. Each promise resolves only after the fact and rejects with a ConnectorError. What is so
 * already (a second hold) resolves at once.
 */
export interface CallControl {
  /** Dials; the call has the id given here. Resolves once it rings at the far end. */
  dial(body: DialBody): Promise<CallPicture>;
  accept(callId: string): Promise<CallPicture>;
  decline(callId: string): Promise<CallPicture>;
  end(callId: string): Promise<CallPicture>;
  wrapUp(callId: string): Promise<CallPicture>;
  /** Mutes this agent, nobody else. */
  mute(callId: string): Promise<CallPicture>;
  unmute(callId: string): Promise<CallPicture>;
  /** Puts the participant with this leg on hold. */
  hold(callId: string, legId: string): Promise<CallPicture>;
  resume(callId: string, legId: string): Promise<CallPicture>;
  pauseRecording(callId: string): Promise<CallPicture>;
  resumeRecording(callId: string): Promise<CallPicture>;
  /** `digits` of one call go out in the order in which they were asked for. */
  sendDigits(callId: string, legId: string, digits: string): Promise<CallPicture>;
}
