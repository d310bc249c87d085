import { LightningElement, api } from "lwc";
import type { SwitchRecording } from "@partner-telephony/api";
import { recordingWords, type RecordingWords } from "../../../data/recording.ts";

/** Whether the chosen call is being recorded, and the file after its end (guide, chapter 6, Call Recording). */
export default class CallRecording extends LightningElement {
  static override renderMode = "light" as const;

  @api recording: SwitchRecording | null = null;
  /** Which call it is of. */
  @api callTitle = "";

  get words(): RecordingWords | null {
    return this.recording && recordingWords(this.recording);
  }
}
