import type { PublishedLibrary } from "./published-library.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- speaks to the untyped library */
export interface Script {
  showLogin?: boolean;
  initError?: (library: PublishedLibrary) => unknown;
  capabilities?: Record<string, boolean>;
  /** getCapabilities fails: the library then says CONNECTOR_READY {}. */
  isBroken?: boolean;
  acceptError?: (library: PublishedLibrary) => unknown;
  declineError?: unknown;
  endError?: unknown;
  statusError?: unknown;
  neverAnswers?: readonly string[];
}

/** A small connector of somebody else's: one call at a time, on the unmodified library. */
export class ScriptedConnector {
  readonly asked: [method: string, ...args: any[]][] = [];
  readonly library: PublishedLibrary;
  readonly script: Script;
  calls: any[] = [];

  constructor(library: PublishedLibrary, script: Script) {
    this.library = library;
    this.script = script;
    const never = (method: string) => script.neverAnswers?.includes(method);
    const wrap =
      (method: string, work: (...args: any[]) => unknown) =>
      (...args: any[]): Promise<unknown> => {
        this.asked.push([method, ...args]);
        return never(method) ? new Promise(() => {}) : Promise.resolve().then(() => work(...args));
      };
    for (const [method, work] of Object.entries(this.methods())) Object.assign(this, { [method]: wrap(method, work) });
  }

  call(fields: object = {}): any {
    const { PhoneCall, Contact, CallInfo } = this.library as any;
    return new PhoneCall({
      callId: "call-1",
      callType: "Inbound",
      state: "ringing",
      phoneNumber: "+14155550101",
      contact: new Contact({ phoneNumber: "+14155550101" }),
      callAttributes: { participantType: "Initial_Caller", voiceCallId: "0LQxx0000000001GAA" },
      callInfo: new CallInfo({ isOnHold: false }),
      ...fields,
    });
  }

  methods(): Record<string, (...args: any[]) => unknown> {
    const make = this.library as any;
    const { script } = this;
    const ended = (reason: string, more: object = {}) => {
      const call = this.call({ state: "ended", reason, ...more });
      this.calls = [];
      return call;
    };
    return {
      init: () => {
        if (script.initError) throw script.initError(make);
        return new make.InitResult({ showLogin: script.showLogin === true, loginFrameHeight: 300 });
      },
      getAgentConfig: () => new make.AgentConfigResult({}),
      getCapabilities: () => {
        if (script.isBroken) throw new Error("broken");
        return new make.CapabilitiesResult(script.capabilities ?? {});
      },
      getActiveCalls: () => new make.ActiveCallsResult({ activeCalls: this.calls }),
      acceptCall: () => {
        if (script.acceptError) throw script.acceptError(make);
        this.calls = [this.call({ state: "connected" })];
        return new make.CallResult({ call: this.calls[0] });
      },
      declineCall: () => {
        if (script.declineError) throw script.declineError;
        return new make.CallResult({ call: ended("error", { agentStatus: "DeclinedByAgent" }) });
      },
      endCall: () => {
        if (script.endError) throw script.endError;
        return new make.HangupResult({ calls: [ended("ended")] });
      },
      wrapUpCall: () => undefined,
      setAgentStatus: () => {
        if (script.statusError) throw script.statusError;
        return new make.GenericResult({ success: true });
      },
      logout: () => new make.LogoutResult({ success: true, loginFrameHeight: 280 }),
      mute: () => new make.MuteToggleResult({ isMuted: true }),
      unmute: () => new make.MuteToggleResult({ isMuted: false }),
      hold: () => new make.HoldToggleResult({ isCustomerOnHold: true, isThirdPartyOnHold: false }),
      resume: () => new make.HoldToggleResult({ isCustomerOnHold: false, isThirdPartyOnHold: false }),
      pauseRecording: () => new make.RecordingToggleResult({ isRecordingPaused: true }),
      resumeRecording: () => new make.RecordingToggleResult({ isRecordingPaused: false }),
      sendDigits: () => undefined,
      supervisorDisconnect: () => new make.SupervisorHangupResult({ calls: [] }),
    };
  }
}
