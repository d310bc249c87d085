import { LightningElement, api } from "lwc";
import type { SayBody, Unheard } from "@partner-telephony/api";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend } from "../../../data/backend.ts";
import { transcribable } from "../../../data/transcribable.ts";
import { participantLabels } from "../../../data/words.ts";
import type { SendText } from "../callForm/callForm.ts";

const leftOutSentences: Readonly<Record<Unheard, string>> = {
  recordingPaused: "Not transcribed: recording is paused.",
  onHold: "Not transcribed: the customer or the speaker is on hold.",
  muted: "Not transcribed: nobody hears the speaker, who is muted.",
};

/** Lets somebody on the chosen call speak, or on the only one that can be heard. */
export default class CallTranscript extends LightningElement {
  static override renderMode = "light" as const;

  @api calls: readonly CallRow[] | null = null;
  @api chosenCallId: string | null = null;
  @api backend!: Backend;

  speaker: SayBody["speaker"] = "Initial_Caller";

  readonly add: SendText = async (callId, text) => {
    const speaker = this.speakerNow;
    const result = await this.backend.say(callId, { speaker, text });
    if ("fault" in result) return result;
    const { leftOut } = result.value;
    const said = leftOut === null ? `${participantLabels[speaker]} said it.` : leftOutSentences[leftOut];
    return { value: { said, isTaken: leftOut === null } };
  };

  get call(): CallRow | null {
    return transcribable(this.calls ?? [], this.chosenCallId);
  }
  /** Whoever was chosen, as long as they are there. */
  get speakerNow(): SayBody["speaker"] {
    const there = this.call?.speakers ?? [];
    return there.includes(this.speaker) ? this.speaker : (there[0] ?? this.speaker);
  }
  get speakers() {
    return (this.call?.speakers ?? []).map((value) => ({
      value,
      label: participantLabels[value],
      selected: value === this.speakerNow,
    }));
  }

  handleSpeaker(event: Event): void {
    this.speaker = (event.target as HTMLSelectElement).value as SayBody["speaker"];
  }
}
