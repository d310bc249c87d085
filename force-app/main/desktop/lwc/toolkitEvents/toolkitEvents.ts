/** Events of the toolkit's element (Voice Implementation Guide, "LWC Telephony Events"); `audiostats` came after v60. */
export const TOOLKIT_EVENTS = [
  "callstarted",
  "callconnected",
  "callended",
  "hold",
  "resume",
  "mute",
  "unmute",
  "participantadded",
  "participantremoved",
  "conference",
  "swap",
  "pauserecording",
  "resumerecording",
  "wrapupended",
  "transcript",
  "flagraise",
  "flaglower",
  "audiostats",
] as const;
export type ToolkitEvent = (typeof TOOLKIT_EVENTS)[number];

/** Payload of an event, as far as the package reads it. `callId` is the vendorCallKey. */
export interface ToolkitDetail {
  readonly callId?: string;
  readonly callType?: string;
  readonly participant?: string;
  readonly id?: string;
  readonly clientSentTimestamp?: number;
  readonly content?: { readonly text?: string | null } | null;
  readonly sender?: { readonly role?: string; readonly displayName?: string } | null;
  readonly stats?: string;
  readonly packetsLost?: number;
  readonly packetsCount?: number;
  readonly jitterBufferMillis?: number;
  readonly roundTripTimeMillis?: number;
}

export type ParticipantType = "Agent" | "Initial_Caller" | "Third_Party";

/** The element `lightning-service-cloud-voice-toolkit-api`. What its methods give back is undocumented. */
export interface Toolkit extends Element {
  acceptCall(): unknown;
  declineCall(): unknown;
  endCall(participantType?: ParticipantType): unknown;
  mute(): unknown;
  unmute(): unknown;
  hold(participantType: ParticipantType): unknown;
  resume(participantType: ParticipantType): unknown;
  pauseRecording(): unknown;
  resumeRecording(): unknown;
  sendDigits(digits: string): unknown;
  startPreviewCall(phoneNumber: string): unknown;
}

export type HearToolkit = (name: ToolkitEvent, detail: ToolkitDetail) => void;

/** Hears one call alone: every page hears the events of every call, pages in background tabs included. Null: no call yet. */
export function ofCall(vendorCallKey: () => string | null, hear: HearToolkit): HearToolkit {
  return (name, detail) => {
    if (detail.callId !== undefined && detail.callId === vendorCallKey()) hear(name, detail);
  };
}

/**
 * Subscribes a component to its toolkit element. Every instance on the page gets the events of every call, also in tabs that
 * are not seen, so the listener judges whose they are (`ofCall`). Events of what happened before are not repeated.
 */
export class ToolkitEvents {
  private toolkit: Toolkit | null = null;
  private readonly listener: (event: Event) => void;

  constructor(hear: HearToolkit) {
    this.listener = (event) => hear(event.type as ToolkitEvent, ((event as CustomEvent).detail ?? {}) as ToolkitDetail);
  }

  /** From `renderedCallback`: the element exists only then. The same element again changes nothing. */
  open(toolkit: Toolkit | null): void {
    if (toolkit === this.toolkit) return;
    this.close();
    this.toolkit = toolkit;
    for (const name of TOOLKIT_EVENTS) toolkit?.addEventListener(name, this.listener);
  }

  /** From `disconnectedCallback`: the platform does not do it. */
  close(): void {
    for (const name of TOOLKIT_EVENTS) this.toolkit?.removeEventListener(name, this.listener);
    this.toolkit = null;
  }
}
