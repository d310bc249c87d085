import { isOfCall, type Asked } from "./requests.ts";
import type { CallPhase } from "./call-moves.ts";
import type { PhoneCall } from "./phone-call.ts";

/** Where the connector stands. `storageAccess`: it must be seen, because it asks the agent for something itself. */
export type Stage = "off" | "loading" | "login" | "storageAccess" | "ready" | "failed";

/** A further party of a connected call. */
export interface ThirdParty {
  readonly call: PhoneCall | null;
  readonly callId: string | null;
  readonly phoneNumber: string | null;
  readonly isConnected: boolean;
  readonly isOnHold: boolean;
}

export interface HostedCall {
  readonly call: PhoneCall;
  readonly phase: CallPhase;
  /** Epoch milliseconds. */
  readonly phaseSince: number;
  readonly isMuted: boolean;
  readonly isOnHold: boolean;
  /** Epoch milliseconds; absent: not on hold, or since before this page. */
  readonly heldSince?: number | undefined;
  readonly isRecordingPaused: boolean;
  readonly third: ThirdParty | null;
  readonly isMerged: boolean;
  /** The console itself took the offer back: its push time-out has passed. */
  readonly isTimedOut?: boolean;
}

/** Names of CONNECTOR_READY's capabilities that are true. */
export type Capabilities = ReadonlySet<string>;

export interface Alert {
  readonly id: number;
  readonly text: string;
  readonly kind: "error" | "notice";
  /** The request that it is about; null: none. */
  readonly about: Pick<Asked, "type" | "callId"> | null;
}

/** What the widget knows of the connector; changed by `step` (phone-step.ts) alone. */
export interface Phone {
  readonly stage: Stage;
  readonly loginFrameHeight: number;
  /** v4: the login page works without the agent and is not shown. */
  readonly isSilentLogin: boolean;
  /** The session was taken away, not ended here: another console may hold it. */
  readonly isTakenAway: boolean;
  readonly capabilities: Capabilities;
  /** CONNECTOR_READY {}: ready, but nothing is known of it. */
  readonly areCapabilitiesKnown: boolean;
  readonly isAfterConversationWorkAllowed: boolean;
  readonly calls: readonly HostedCall[];
  readonly asked: readonly Asked[];
  readonly alerts: readonly Alert[];
  readonly nextAlertId: number;
}

export const idlePhone: Phone = {
  stage: "off",
  loginFrameHeight: 350,
  isSilentLogin: false,
  isTakenAway: false,
  capabilities: new Set(),
  areCapabilitiesKnown: false,
  isAfterConversationWorkAllowed: true,
  calls: [],
  asked: [],
  alerts: [],
  nextAlertId: 1,
};

const MOST_ALERTS = 4;

/** Brought about by no request: it may still be so. */
const mayGoOn = ({ kind, about }: Alert): boolean => kind === "error" && about === null;

/** The same sentence is said once, and only the newest few stay; what may still be so is not pushed out by what is over. */
export function withAlert(phone: Phone, kind: Alert["kind"], text: string, about: Alert["about"] = null): Phone {
  const others = phone.alerts.filter((alert) => alert.text !== text);
  const alert: Alert = { id: phone.nextAlertId, kind, text, about };
  const alike = [...others, alert].filter((one) => mayGoOn(one) === mayGoOn(alert));
  const pushedOut = new Set(alike.slice(0, -MOST_ALERTS));
  const alerts = [...others, alert].filter((one) => !pushedOut.has(one));
  return { ...phone, alerts, nextAlertId: phone.nextAlertId + 1 };
}

/** Without what was said of requests about this call: it is in another state now. What names no call was about an earlier one. */
export function withoutCallAlerts(phone: Phone, callId: string): Phone {
  const isOld = ({ about }: Alert): boolean =>
    about !== null && (about.callId === callId || (about.callId === null && isOfCall(about.type)));
  return phone.alerts.some(isOld) ? { ...phone, alerts: phone.alerts.filter((alert) => !isOld(alert)) } : phone;
}

export const callOf = (phone: Phone, callId: string): HostedCall | undefined =>
  phone.calls.find((hosted) => hosted.call.callId === callId);

export const isPending = (phone: Phone, types: readonly string[], callId: string | null): boolean =>
  phone.asked.some((asked) => types.includes(asked.type) && (callId === null || asked.callId === callId));

/** In conversation or about to be: changes of status from the connector wait or are ignored (guide, chapter 12). */
export const isOnCall = (phone: Phone): boolean =>
  phone.calls.some(({ phase }) => phase === "connected" || phase === "dialing");
