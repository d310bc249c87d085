import { LightningElement, api } from "lwc";
import type { VoiceCall } from "../../../../console-contract.ts";
import { fieldLabels, labels } from "../../../labels.ts";
import type { OrgClient } from "../../../org/org-client.ts";
import { dateTime, duration } from "../../../session/duration.ts";
import type { Row } from "../recordTable/recordTable.ts";

const MOST = 100;

/** Voice Calls, newest first; loads again when a record changes. Fires `open` with a VoiceCall's Id. */
export default class VoiceCallList extends LightningElement {
  static override renderMode = "light" as const;

  @api org: OrgClient | null = null;
  #revision = 0;
  /** Changes with each change of any VoiceCall. */
  @api
  get revision(): number {
    return this.#revision;
  }
  set revision(value: number) {
    const isNews = value !== this.#revision;
    this.#revision = value;
    if (isNews && this.isConnected) void this.load();
  }

  calls: readonly VoiceCall[] | null = null;
  total = 0;
  fault: string | null = null;
  #loading: Promise<void> | null = null;
  #again = false;

  override connectedCallback(): void {
    void this.load();
  }

  get labels() {
    return labels;
  }
  get heads(): string[] {
    const {
      Name,
      CallType,
      CallDisposition,
      FromPhoneNumber,
      ToPhoneNumber,
      CallStartDateTime,
      CallDurationInSeconds,
    } = fieldLabels;
    return [Name, CallType, CallDisposition, FromPhoneNumber, ToPhoneNumber, CallStartDateTime, CallDurationInSeconds];
  }
  get isLoading(): boolean {
    return this.calls === null && this.fault === null;
  }
  get isEmpty(): boolean {
    return this.calls?.length === 0;
  }
  get hasRows(): boolean {
    return (this.calls?.length ?? 0) > 0;
  }
  get count(): string {
    return this.calls === null ? "" : labels.voiceCallCount(this.calls.length, this.total);
  }
  get rows(): readonly Row[] {
    return (this.calls ?? []).map((call) => ({
      id: call.Id,
      name: call.Name,
      cells: [
        call.CallType,
        call.CallDisposition,
        call.FromPhoneNumber ?? "",
        call.ToPhoneNumber ?? "",
        dateTime(call.CallStartDateTime),
        call.CallDurationInSeconds === null ? "" : duration(call.CallDurationInSeconds * 1_000),
      ],
    }));
  }

  /** One at a time; a change during a load loads once more. */
  load(): Promise<void> {
    if (this.#loading) this.#again = true;
    this.#loading ??= this.loadNow().finally(() => {
      this.#loading = null;
      if (!this.#again) return;
      this.#again = false;
      void this.load();
    });
    return this.#loading;
  }

  async loadNow(): Promise<void> {
    if (this.org === null) return;
    try {
      const { records, totalSize } = await this.org.voiceCalls(MOST);
      this.calls = records;
      this.total = totalSize;
      this.fault = null;
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }

  handleRefresh(): void {
    void this.load();
  }
  handleOpen({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("open", { detail }));
  }
}
