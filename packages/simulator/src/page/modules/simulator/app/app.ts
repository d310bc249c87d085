import { LightningElement, api } from "lwc";
import type { CallView, SwitchRecording } from "@partner-telephony/api";
import { activeCalls, type CallRow } from "../../../data/active-calls.ts";
import type { Backend, CallLogData, Fault, SwitchCallData } from "../../../data/backend.ts";
import { messagingCall, type SwitchMessage } from "../../../data/messages.ts";
import { recordedCallId } from "../../../data/recording.ts";
import { startPoll, type Poll, type PollPorts } from "../../../data/poll.ts";

const CALLS_EVERY_MS = 1_000;

/** The page: reads calls and the chosen log once a second while it is visible, and hands them to its sections. */
export default class App extends LightningElement {
  static override renderMode = "light" as const;

  @api backend!: Backend;
  @api pollPorts!: PollPorts;
  @api brand = "";

  calls: CallRow[] | null = null;
  callFaults: Fault[] = [];
  chosenCallId: string | null = null;
  log: CallLogData | null = null;
  logFault: Fault | null = null;
  messages: readonly SwitchMessage[] = [];
  recording: SwitchRecording | null = null;
  /** Of the call whose recording is shown, also after its end. */
  recordedTitle = "";
  #poll: Poll | null = null;

  override connectedCallback(): void {
    this.#poll = startPoll(() => this.read(), CALLS_EVERY_MS, this.pollPorts);
  }
  override disconnectedCallback(): void {
    this.#poll?.stop();
  }

  async read(): Promise<void> {
    await Promise.all([this.readCalls(), this.readLog()]);
    await Promise.all([this.readMessages(), this.readRecording()]);
  }

  async readCalls(): Promise<void> {
    const [atSwitch, atServer] = await Promise.all([this.backend.switchCalls(), this.backend.serverCalls()]);
    const valueOf = <T>(result: { value: T } | { fault: Fault }): T | null => ("value" in result ? result.value : null);
    this.calls = activeCalls(
      valueOf<readonly SwitchCallData[]>(atSwitch),
      valueOf<readonly CallView[]>(atServer),
      Date.now(),
    );
    const faults = [atSwitch, atServer].flatMap((result) => ("fault" in result ? [result.fault] : []));
    // The lost host is said once, not for each of the two behind it.
    this.callFaults = faults.filter((fault, index) => faults.findIndex(({ code }) => code === fault.code) === index);
  }

  /** A call that the switch does not have has none; that the switch is down is said above. */
  async readMessages(): Promise<void> {
    const call = messagingCall(this.calls ?? [], this.chosenCallId);
    const result = call && (await this.backend.messages(call.callId));
    if (result === null) this.messages = [];
    else if ("value" in result) this.messages = result.value;
    else if (result.fault.code === "call.unknown") this.messages = [];
  }

  /** A call that the switch does not have has none; what was last read stays while the switch is down, which is said above. */
  async readRecording(): Promise<void> {
    const callId = recordedCallId(this.calls ?? [], this.chosenCallId);
    const row = (this.calls ?? []).find((call) => call.callId === callId);
    if (row !== undefined) this.recordedTitle = row.title;
    const result = callId === null ? null : await this.backend.recording(callId);
    if (result === null) this.recording = null;
    else if ("value" in result) this.recording = result.value;
    else if (result.fault.code === "call.unknown") this.recording = null;
  }

  async readLog(): Promise<void> {
    const callId = this.chosenCallId;
    if (callId === null || this.log?.phase === "ended") return;
    const result = await this.backend.callLog(callId);
    if (callId !== this.chosenCallId) return;
    if ("value" in result) this.log = result.value;
    this.logFault = "fault" in result && !this.isKnown(result.fault) ? result.fault : null;
  }

  /** Said above already, or only a matter of a moment: the switch has begun the call, the server is about to hear of it. */
  isKnown({ code }: Fault): boolean {
    const onItsWay = (this.calls ?? []).some((call) => call.callId === this.chosenCallId);
    return this.callFaults.some((fault) => fault.code === code) || (code === "call.unknown" && onItsWay);
  }

  handleCallStarted(event: CustomEvent<string>): void {
    this.choose(event.detail);
  }
  handleChoose(event: Event): void {
    this.choose((event as CustomEvent<string>).detail);
  }
  handleActed(): void {
    this.#poll?.now();
  }

  choose(callId: string): void {
    this.chosenCallId = callId;
    this.log = null;
    this.logFault = null;
    this.recording = null;
    this.recordedTitle = "";
    this.#poll?.now();
  }
}
