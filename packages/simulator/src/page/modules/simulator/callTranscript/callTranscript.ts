import { LightningElement, api } from "lwc";
import type { LeftOut, SayBody } from "@partner-telephony/api";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend, Fault } from "../../../data/backend.ts";
import { transcribable } from "../../../data/transcribable.ts";
import { participantLabels } from "../../../data/words.ts";

const leftOutSentences: Readonly<Record<LeftOut, string>> = {
  recordingPaused: "Not transcribed: recording is paused.",
  onHold: "Not transcribed: the customer or the speaker is on hold.",
};

/** Lets somebody on the chosen call speak, or on the only one that can be heard. */
export default class CallTranscript extends LightningElement {
  static override renderMode = "light" as const;

  @api calls: readonly CallRow[] | null = null;
  @api chosenCallId: string | null = null;
  @api backend!: Backend;

  speaker: SayBody["speaker"] = "Initial_Caller";
  text = "";
  adding = false;
  said = "";
  textFault: string | null = null;
  fault: Fault | null = null;

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
  handleText(event: CustomEvent<string>): void {
    this.text = event.detail;
    this.textFault = null;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const [call, text] = [this.call, this.text.trim()];
    this.textFault = text === "" ? "Write what is said." : null;
    if (this.textFault) this.querySelector<HTMLInputElement>("input[name=text]")?.focus();
    else if (call !== null && !this.adding) await this.add(call.callId, { speaker: this.speakerNow, text });
  }

  async add(callId: string, body: SayBody): Promise<void> {
    this.adding = true;
    this.fault = null;
    this.said = "";
    const result = await this.backend.say(callId, body);
    this.adding = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    const { leftOut } = result.value;
    this.said = leftOut === null ? `${participantLabels[body.speaker]} said it.` : leftOutSentences[leftOut];
    if (leftOut === null) this.text = "";
  }
}
