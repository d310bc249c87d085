import type { CallPicture } from "./picture.ts";

/**
 * Who carries out what an agent wants of a call. `server` (server-call-control.ts) sends commands to the integration server;
 * `sip` will be the browser phone. Each promise resolves only after the fact and rejects with a ConnectorError.
 */
export interface CallControl {
  accept(callId: string): Promise<CallPicture>;
  decline(callId: string): Promise<CallPicture>;
  end(callId: string): Promise<CallPicture>;
  wrapUp(callId: string): Promise<CallPicture>;
}
