import type { ConnectorHost } from "../host/connector-host.ts";
import { aboutCall } from "../host/connector-host.ts";
import type { HostedCall } from "../host/phone.ts";

/** What an agent does to a connected call, as requests to the connector; nothing counts as done before the connector says so. */
export class CallControls {
  readonly #host: ConnectorHost;

  constructor(host: ConnectorHost) {
    this.#host = host;
  }

  toggleMute(callId: string): void {
    this.#about(callId, ({ call, isMuted }) => this.#host.ask(isMuted ? "UNMUTE" : "MUTE", aboutCall(call), callId));
  }

  toggleHold(callId: string): void {
    this.#about(callId, ({ call, isOnHold }) => this.#host.ask(isOnHold ? "RESUME" : "HOLD", aboutCall(call), callId));
  }

  toggleRecording(callId: string): void {
    this.#about(callId, ({ call, isRecordingPaused }) =>
      this.#host.ask(isRecordingPaused ? "RESUME_RECORDING" : "PAUSE_RECORDING", aboutCall(call), callId),
    );
  }

  sendDigits(digits: string): void {
    this.#host.tell("SEND_DIGITS", { digits });
  }

  addCaller(callId: string, phoneNumber: string): void {
    const contact = { type: "PhoneNumber", phoneNumber };
    this.#about(callId, ({ call }) =>
      this.#host.ask("ADD_PARTICIPANT", { ...aboutCall(call), contact, isBlindTransfer: false }, callId),
    );
  }

  swap(callId: string): void {
    this.#about(callId, ({ call, third, isOnHold }) => {
      const other = third?.call?.wire ?? {};
      const [callToHold, callToResume] = isOnHold ? [other, call.wire] : [call.wire, other];
      this.#host.ask("SWAP_PARTICIPANTS", { callToHold, callToResume }, callId);
    });
  }

  merge(callId: string): void {
    this.#about(callId, ({ call, third }) =>
      this.#host.ask("CONFERENCE", { calls: [call.wire, third?.call?.wire ?? {}] }, callId),
    );
  }

  removeThirdParty(callId: string): void {
    this.#about(
      callId,
      ({ third }) => third?.call && this.#host.ask("END_CALL", aboutCall(third.call), third.call.callId),
    );
  }

  #about(callId: string, act: (hosted: HostedCall) => void): void {
    const hosted = this.#host.phone.calls.find(({ call }) => call.callId === callId);
    if (hosted) act(hosted);
  }
}
