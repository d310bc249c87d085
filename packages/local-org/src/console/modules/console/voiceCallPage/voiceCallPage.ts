import { LightningElement, api } from "lwc";
import type { VoiceCallPage as PageData } from "../../../../console-contract.ts";
import { fieldLabels, labels } from "../../../labels.ts";
import { idlePhone, type Phone } from "../../../host/phone.ts";
import type { OrgClient } from "../../../org/org-client.ts";
import type { PackagePage } from "../../../package/package-page.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { dateTime, duration } from "../../../session/duration.ts";
import type { Field } from "../details/details.ts";

/** Record page of one VoiceCall; follows the change stream through `revision`. Fires `loaded` with the VoiceCall. */
export default class VoiceCallPage extends LightningElement {
  static override renderMode = "light" as const;

  @api org: OrgClient | null = null;
  @api components: PackagePage | null = null;
  @api session: ConsoleSession | null = null;
  @api phone: Phone = idlePhone;
  #recordId = "";
  #revision = 0;
  @api
  get recordId(): string {
    return this.#recordId;
  }
  set recordId(value: string) {
    if (value === this.#recordId) return;
    this.#recordId = value;
    this.data = null;
    void this.load();
  }
  @api
  get revision(): number {
    return this.#revision;
  }
  set revision(value: number) {
    const isNews = value !== this.#revision;
    this.#revision = value;
    if (!isNews) return;
    void this.load();
    this.components?.recordChanged(this.#recordId);
  }

  data: PageData | null = null;
  fault: string | null = null;
  #newest = 0;

  override connectedCallback(): void {
    void this.load();
  }

  get labels() {
    return labels;
  }
  get isLoading(): boolean {
    return this.data === null && this.fault === null;
  }
  get name(): string {
    return this.data?.voiceCall.Name ?? "";
  }
  get highlights() {
    const call = this.data!.voiceCall;
    return [
      { label: fieldLabels.CallType, value: call.CallType },
      { label: fieldLabels.CallDisposition, value: call.CallDisposition },
      { label: fieldLabels.FromPhoneNumber, value: call.FromPhoneNumber ?? "" },
      { label: fieldLabels.ToPhoneNumber, value: call.ToPhoneNumber ?? "" },
    ];
  }
  get fields(): readonly Field[] {
    const { voiceCall: call, owner, agent, relatedRecord, previousCall, nextCall, recording } = this.data!;
    const seconds = call.CallDurationInSeconds;
    return [
      [fieldLabels.Name, call.Name],
      [fieldLabels.Owner, owner],
      [fieldLabels.CallType, call.CallType],
      [fieldLabels.Agent, agent],
      [fieldLabels.CallDisposition, call.CallDisposition],
      [fieldLabels.QueueName, call.QueueName],
      [fieldLabels.FromPhoneNumber, call.FromPhoneNumber],
      [fieldLabels.ToPhoneNumber, call.ToPhoneNumber],
      [fieldLabels.CallStartDateTime, dateTime(call.CallStartDateTime)],
      [fieldLabels.CallEndDateTime, dateTime(call.CallEndDateTime)],
      [fieldLabels.CallAcceptDateTime, dateTime(call.CallAcceptDateTime)],
      [fieldLabels.CallDurationInSeconds, seconds === null ? null : duration(seconds * 1_000)],
      [fieldLabels.VendorCallKey, call.VendorCallKey],
      [fieldLabels.RelatedRecord, relatedRecord?.label ?? null],
      [fieldLabels.PreviousCall, previousCall?.Name ?? null],
      [fieldLabels.NextCall, nextCall?.Name ?? null],
      [fieldLabels.CallResolution, call.CallResolution],
      [fieldLabels.DisconnectReason, call.DisconnectReason],
      [fieldLabels.QualityScore, call.QualityScore?.toFixed(2) ?? null],
      [fieldLabels.RecordTypeId, call.RecordTypeId],
      [
        fieldLabels.Recording,
        recording ? `${recording.Name} (${duration(recording.DurationInSeconds * 1_000)})` : null,
      ],
      ...Object.entries(call.customFields).map(([field, value]): Field => [
        field,
        value === null ? null : String(value),
      ]),
    ];
  }
  get placementAttributes() {
    return { recordId: this.#recordId, objectApiName: "VoiceCall" };
  }
  get utterances() {
    return this.data!.transcript.map((entry) => ({
      key: entry.messageId,
      speaker: labels.speakers[entry.senderType] ?? entry.senderType,
      content: entry.content,
      rowClass: `console-said${entry.senderType === "HUMAN_AGENT" ? " console-said_agent" : ""}`,
    }));
  }
  get isSilent(): boolean {
    return this.data?.transcript.length === 0;
  }

  async load(): Promise<void> {
    if (this.org === null || this.#recordId === "") return;
    const mine = ++this.#newest;
    const result = await this.org.voiceCall(this.#recordId).then(
      (data) => ({ data }),
      (error: Error) => ({ fault: error.message }),
    );
    if (mine !== this.#newest) return;
    if ("data" in result) {
      this.data = result.data;
      this.dispatchEvent(new CustomEvent("loaded", { detail: result.data.voiceCall }));
    }
    this.fault = "fault" in result ? result.fault : null;
  }

  handleRetry(): void {
    void this.load();
  }
}
