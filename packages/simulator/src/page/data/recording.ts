import type { SwitchRecording } from "@partner-telephony/api";
import type { CallRow } from "./active-calls.ts";
import { duration } from "./words.ts";

/** The recording of a call for people: one word, its SLDS badge and a sentence. */
export interface RecordingWords {
  readonly word: string;
  readonly badgeClass: string;
  readonly sentence: string;
}

const open: Readonly<Record<"off" | "recording" | "paused" | "none", RecordingWords>> = {
  off: { word: "Off", badgeClass: "slds-badge", sentence: "This call is not recorded." },
  recording: {
    word: "Recording",
    badgeClass: "slds-badge slds-theme_success",
    sentence: "What everybody says from the first answer on is recorded.",
  },
  paused: {
    word: "Paused",
    badgeClass: "slds-badge slds-theme_warning",
    sentence: "The agent has paused it: what is said now is not on the recording.",
  },
  none: { word: "None", badgeClass: "slds-badge", sentence: "Nobody talked, so there is no file." },
};

export function recordingWords(recording: SwitchRecording): RecordingWords {
  if (recording.state !== "ready") return open[recording.state];
  const { durationMs, bytes, mediaType } = recording;
  const sentence = `${duration(durationMs)} long, ${kilobytes(bytes)} of ${mediaType}, offered to the server.`;
  return { word: "Ready", badgeClass: "slds-badge slds-theme_success", sentence };
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1_000)} KB`;

/** The chosen call, also when it has ended; without a choice the newest. */
export const recordedCallId = (calls: readonly CallRow[], chosenCallId: string | null): string | null =>
  chosenCallId ?? calls[0]?.callId ?? null;
