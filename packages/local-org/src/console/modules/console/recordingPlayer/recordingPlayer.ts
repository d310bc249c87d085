import { LightningElement, api } from "lwc";
import type { VoiceCallPage } from "../../../../console-contract.ts";
import type { RecordingAnswer, RecordingOf } from "../../../host/recording-urls.ts";
import { idlePhone, type Phone } from "../../../host/phone.ts";
import { recordingLabels as labels, recordingSentences as sentences } from "../../../recording-labels.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { dateTime, duration } from "../../../session/duration.ts";
import { recordingCase, type RecordingCase } from "../../../session/recording-case.ts";
import { movedTo, placeToPlay, placeWhenEnded, type RecordingPlace } from "../../../session/recording-place.ts";

const SKIP_SECONDS = 10;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/**
 * The recording of one VoiceCall. It asks the connector for an address when it loads, and once more when one cannot be played:
 * signed addresses expire while a page is open.
 */
export default class RecordingPlayer extends LightningElement {
  static override renderMode = "light" as const;

  @api session: ConsoleSession | null = null;
  #page: VoiceCallPage | null = null;
  #phone: Phone = idlePhone;
  @api
  get page(): VoiceCallPage | null {
    return this.#page;
  }
  set page(page: VoiceCallPage | null) {
    const before = this.#page?.recording;
    this.#page = page;
    this.shown = page;
    if (before?.MediaContentId !== page?.recording?.MediaContentId) this.forget();
    this.askIfNeeded();
  }
  @api
  get phone(): Phone {
    return this.#phone;
  }
  set phone(phone: Phone) {
    const isNews = phone.stage !== this.#phone.stage;
    this.#phone = phone;
    this.stage = phone.stage;
    // Logged in since, or logged out: the answer would be another one.
    if (isNews && this.answer?.url === null) this.forget();
    this.askIfNeeded();
  }

  shown: VoiceCallPage | null = null;
  stage: Phone["stage"] = idlePhone.stage;
  answer: RecordingAnswer | null = null;
  isAsking = false;
  isBroken = false;
  isPlaying = false;
  position = 0;
  speed = 1;
  #isAtEnd = false;
  /** The newest address has not played yet: if it does not either, asking again would not help. */
  #isSecondTry = false;

  get labels() {
    return labels;
  }
  get case(): RecordingCase {
    const { answer, isBroken, stage } = this;
    return recordingCase({ page: this.shown!, phone: { ...this.#phone, stage }, answer, isBroken });
  }
  get isReady(): boolean {
    return this.case.is === "ready";
  }
  get isLoading(): boolean {
    return this.case.is === "loading";
  }
  get sentence(): string {
    const now = this.case;
    return now.is === "untrusted"
      ? sentences.untrusted(now.origin)
      : (sentences[now.is as keyof typeof sentences] as string);
  }
  get canTryAgain(): boolean {
    return this.case.is === "refused" || this.case.is === "broken";
  }
  get startedAt(): string {
    return dateTime(this.shown!.voiceCall.CallStartDateTime);
  }
  get url(): string {
    const now = this.case;
    return now.is === "ready" ? now.url : "";
  }
  get length(): number {
    const now = this.case;
    return now.is === "ready" ? now.durationSeconds : 0;
  }
  /** Rounded, as the record has it. */
  get lengthText(): string {
    return duration(Math.round(this.length) * 1_000);
  }
  get time(): string {
    return `${duration(this.position * 1_000)} / ${this.lengthText}`;
  }
  get positionText(): string {
    return labels.positionText(duration(this.position * 1_000), this.lengthText);
  }
  get playName(): string {
    return this.isPlaying ? labels.pause : labels.play;
  }
  get playIcon(): string {
    return this.isPlaying ? "hold" : "resume";
  }
  get speeds() {
    return SPEEDS.map((value) => ({ value: String(value), text: `${value}×`, isChosen: value === this.speed }));
  }

  override renderedCallback(): void {
    // An attribute would be ignored once a person has moved the slider.
    const slider = this.querySelector<HTMLInputElement>("input[type=range]");
    if (slider && slider.valueAsNumber !== this.position) slider.value = String(this.position);
  }

  private get audio(): HTMLAudioElement | null {
    return this.querySelector("audio");
  }

  private get place(): RecordingPlace {
    return { seconds: this.position, isAtEnd: this.#isAtEnd };
  }
  private set place({ seconds, isAtEnd }: RecordingPlace) {
    this.position = seconds;
    this.#isAtEnd = isAtEnd;
  }

  private forget(): void {
    this.answer = null;
    this.isBroken = false;
    this.#isSecondTry = false;
  }

  private askIfNeeded(): void {
    const signs = this.#phone.stage === "ready" && this.#phone.capabilities.has("SIGNED_RECORDING_URL");
    if (signs && this.answer === null && this.#page?.recording && !this.isAsking) void this.ask();
  }

  private async ask(): Promise<void> {
    const page = this.#page;
    if (this.session === null || !page?.recording) return;
    const { Id, VendorCallKey } = page.voiceCall;
    const of: RecordingOf = {
      callId: Id,
      vendorCallKey: VendorCallKey ?? "",
      recordingUrl: page.recording.MediaContentId,
    };
    this.isAsking = true;
    const answer = await this.session.recordings.ask(of);
    this.isAsking = false;
    // The tab may show another call by now.
    if (this.#page?.voiceCall.Id === Id) this.answer = answer;
    else this.askIfNeeded();
  }

  handleAgain(): void {
    this.forget();
    this.askIfNeeded();
  }
  handlePlay(): void {
    if (this.isPlaying) this.audio?.pause();
    else void this.start();
  }

  /** The element says by its error event why it does not play; its promise says no more. */
  private async start(): Promise<void> {
    const { audio } = this;
    if (audio === null) return;
    audio.playbackRate = this.speed;
    this.place = placeToPlay(this.place);
    if (audio.currentTime !== this.position) audio.currentTime = this.position;
    await audio.play().catch(() => {});
  }

  handlePlaying(): void {
    this.isPlaying = true;
  }
  handlePaused(): void {
    this.isPlaying = false;
  }
  handleEnded(): void {
    this.isPlaying = false;
    this.place = placeWhenEnded(this.place, this.length);
  }
  handleTime(): void {
    const { audio } = this;
    if (audio === null || audio.readyState === 0) return;
    this.#isSecondTry = false;
    if (!audio.ended) this.position = audio.currentTime;
  }

  /** Most likely the address has expired: a new one plays on from the same place. */
  async handleBroken(): Promise<void> {
    if (!this.isReady) return;
    const wasPlaying = this.isPlaying;
    this.isPlaying = false;
    if (this.#isSecondTry) {
      this.isBroken = true;
      return;
    }
    const { position } = this;
    this.#isSecondTry = true;
    await this.ask();
    this.position = position;
    // The new address has to reach the element first.
    await Promise.resolve();
    if (wasPlaying) await this.start();
  }

  handleBack(): void {
    this.moveTo(this.position - SKIP_SECONDS);
  }
  handleForward(): void {
    this.moveTo(this.position + SKIP_SECONDS);
  }
  handleSeek(event: Event): void {
    this.moveTo((event.target as HTMLInputElement).valueAsNumber);
  }
  private moveTo(seconds: number): void {
    this.place = movedTo(seconds, this.length);
    // Before anything is loaded the place is taken when it starts.
    if (this.audio && this.audio.readyState > 0) this.audio.currentTime = this.position;
  }
  handleSpeed(event: Event): void {
    this.speed = Number((event.target as HTMLSelectElement).value);
    if (this.audio) this.audio.playbackRate = this.speed;
  }
}
