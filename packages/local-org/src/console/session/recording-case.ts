import type { VoiceCallPage } from "../../console-contract.ts";
import type { RecordingAnswer } from "../host/recording-urls.ts";
import type { Phone } from "../host/phone.ts";

/** How the record page stands to a call's recording. Only `ready` plays. */
export type RecordingCase =
  /** The call is going on: its recording comes after it. */
  | { readonly is: "awaited" }
  | { readonly is: "never" }
  | { readonly is: "loading" }
  /** Guide, chapter 11: only who is logged in to the telephony system hears it. */
  | { readonly is: "noAccess" }
  /** The connector handed out no address and says no reason: not ready yet, or no access. */
  | { readonly is: "refused" }
  /** The org's pages load no audio from there (Setup, Trusted URLs). */
  | { readonly is: "untrusted"; readonly origin: string }
  | { readonly is: "broken" }
  | { readonly is: "ready"; readonly url: string; readonly durationSeconds: number };

export interface RecordingSituation {
  readonly page: Pick<VoiceCallPage, "voiceCall" | "recording" | "trustedForMedia">;
  readonly phone: Pick<Phone, "stage" | "capabilities" | "areCapabilitiesKnown">;
  /** Null: not asked, or not answered yet. */
  readonly answer: RecordingAnswer | null;
  /** It could not be played, and neither could the address that was then asked for. */
  readonly isBroken: boolean;
}

export function recordingCase({ page, phone, answer, isBroken }: RecordingSituation): RecordingCase {
  const { recording, voiceCall, trustedForMedia } = page;
  if (recording === null) return { is: voiceCall.CallDisposition === "completed" ? "never" : "awaited" };
  const known = plainAnswer(recording.MediaContentId, phone) ?? answer;
  if (known === null) return { is: isAsking(phone) ? "loading" : "noAccess" };
  const url = URL.parse(known.url ?? "");
  if (url === null) return { is: phone.stage === "ready" ? "refused" : "noAccess" };
  if (!trustedForMedia.some((trusted) => covers(trusted, url))) return { is: "untrusted", origin: url.origin };
  if (isBroken) return { is: "broken" };
  return { is: "ready", url: url.href, durationSeconds: known.durationSeconds ?? recording.DurationInSeconds };
}

/** A connector that signs no addresses: the one on the VoiceCall is played as it is. */
function plainAnswer(url: string, { stage, capabilities }: RecordingSituation["phone"]): RecordingAnswer | null {
  return stage === "ready" && !capabilities.has("SIGNED_RECORDING_URL") ? { url, durationSeconds: null } : null;
}

const isAsking = ({ stage }: RecordingSituation["phone"]): boolean => stage === "ready" || stage === "loading";

/** As CSP matches a source: scheme, host and port; `*.` for any subdomain, but not for the domain itself. */
export function covers(trusted: string, url: URL): boolean {
  const source = URL.parse(trusted.replace("://*.", "://any."));
  if (source === null || source.protocol !== url.protocol || source.port !== url.port) return false;
  if (!trusted.includes("://*.")) return source.hostname === url.hostname;
  return url.hostname.endsWith(source.hostname.slice("any".length));
}
