import { LightningElement, api, wire } from "lwc";
import { getFieldValue, getRecord, type RecordWire } from "lightning/uiRecordApi";
import LOCALE from "@salesforce/i18n/locale";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import ACCEPTED from "@salesforce/schema/VoiceCall.CallAcceptDateTime";
import ENDED from "@salesforce/schema/VoiceCall.CallEndDateTime";
import QUALITY_SCORE from "@salesforce/schema/VoiceCall.QualityScore";
import STARTED from "@salesforce/schema/VoiceCall.CallStartDateTime";
import VENDOR_CALL_KEY from "@salesforce/schema/VoiceCall.VendorCallKey";
import { fillText } from "c/fillText";
import { RefusedError } from "c/refusals";
import { ToolkitEvents, ofCall, type HearToolkit, type Toolkit } from "c/toolkitEvents";
import { NOTHING, after, read, type Activity, type Channel, type Measured } from "./activity";
import { labels } from "./labels";

const ROLES: Readonly<Record<string, string>> = {
  agent: labels.roleAgent,
  supervisor: labels.roleSupervisor,
};
const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  inputChannelStats: labels.heard,
  outputChannelStats: labels.spoken,
};

const timeOf = (at: number) => ({
  time: new Date(at).toLocaleTimeString(LOCALE, { timeZone: TIME_ZONE }),
  iso: new Date(at).toISOString(),
});

/**
 * What happens on the call of a VoiceCall page: telephony events, transcript and audio quality, as the toolkit tells them
 * while the page is open. Its start, acceptance, end and quality score come from the record too.
 */
export default class CallActivity extends LightningElement {
  labels = labels;
  error: unknown;
  activity: Activity = NOTHING;
  isRead = false;
  /** Mean Opinion Score of the whole call, 1 to 5, once the connector has told it. */
  score: number | null = null;

  private currentId: string | undefined;
  private vendorCallKey: string | null = null;
  private readonly hear: HearToolkit = (name, detail) => {
    this.activity = after(this.activity, name, detail, Date.now());
  };
  private readonly events = new ToolkitEvents(ofCall(() => this.vendorCallKey, this.hear));

  /** The VoiceCall; set by the page. */
  @api
  get recordId(): string | undefined {
    return this.currentId;
  }
  set recordId(id: string | undefined) {
    if (id === this.currentId) return;
    this.currentId = id;
    this.vendorCallKey = null;
    this.isRead = false;
    this.score = null;
    this.activity = NOTHING;
  }

  @wire(getRecord, {
    recordId: "$recordId",
    fields: [VENDOR_CALL_KEY],
    optionalFields: [STARTED, ACCEPTED, ENDED, QUALITY_SCORE],
  })
  takeRecord({ data, error }: RecordWire): void {
    this.error = error === undefined ? undefined : new RefusedError("record.not-readable");
    if (data === undefined) return;
    const key = getFieldValue(data, VENDOR_CALL_KEY);
    this.vendorCallKey = typeof key === "string" ? key : null;
    const score = getFieldValue(data, QUALITY_SCORE);
    this.score = typeof score === "number" ? score : null;
    this.isRead = true;
    this.activity = read(this.activity, {
      callstarted: getFieldValue(data, STARTED),
      callconnected: getFieldValue(data, ACCEPTED),
      callended: getFieldValue(data, ENDED),
    });
  }

  override renderedCallback(): void {
    this.events.open(this.template?.querySelector<Toolkit>("lightning-service-cloud-voice-toolkit-api") ?? null);
  }

  override disconnectedCallback(): void {
    this.events.close();
  }

  get isLoading(): boolean {
    return !this.isRead && this.error === undefined;
  }
  get hasNoEvents(): boolean {
    return this.activity.lines.length === 0;
  }
  get hasNoTranscript(): boolean {
    return this.activity.utterances.length === 0;
  }
  get hasNoQuality(): boolean {
    return this.channels.length === 0 && this.score === null;
  }
  get scoreText(): string | null {
    const form = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return this.score === null ? null : fillText(labels.score, this.score.toLocaleString(LOCALE, form));
  }
  /** A region that scrolls can be reached by keyboard; an empty one needs no stop. */
  get transcriptTabIndex(): string {
    return this.hasNoTranscript ? "-1" : "0";
  }

  get lines() {
    return this.activity.lines.map((line) => ({ ...line, ...timeOf(line.at) }));
  }

  /** Which role a customer's words have is documented nowhere: whoever is neither agent nor supervisor is the customer. */
  get utterances() {
    return this.activity.utterances.map((one) => ({
      ...one,
      ...timeOf(one.at),
      role: ROLES[one.role.toLowerCase()] ?? labels.roleCustomer,
    }));
  }

  get channels() {
    return (Object.entries(this.activity.quality) as [Channel, Measured][]).map(([key, measured]) => ({
      key,
      label: CHANNEL_LABELS[key],
      values: valuesOf(measured).map((value) => ({
        ...value,
        key: `${key}-${value.label}`,
        termKey: `term-${value.label}`,
      })),
    }));
  }
}

function valuesOf({ packetsLost, packetsCount, jitterBufferMillis, roundTripTimeMillis }: Measured) {
  const milliseconds = (value: number | undefined) => {
    return value === undefined ? null : fillText(labels.milliseconds, Math.round(value));
  };
  const lost = packetsLost === undefined ? null : fillText(labels.packetsOf, packetsLost, packetsCount ?? 0);
  return [
    { label: labels.packetsLost, value: lost },
    { label: labels.jitterBuffer, value: milliseconds(jitterBufferMillis) },
    { label: labels.roundTrip, value: milliseconds(roundTripTimeMillis) },
  ].filter(({ value }) => value !== null);
}
