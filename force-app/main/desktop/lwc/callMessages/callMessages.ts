import { LightningElement, api, wire } from "lwc";
import {
  APPLICATION_SCOPE,
  MessageContext,
  publish,
  subscribe,
  unsubscribe,
  type Message,
  type MessageServiceContext,
  type Subscription,
} from "lightning/messageService";
import { getFieldValue, getRecord, type RecordWire } from "lightning/uiRecordApi";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import VENDOR_CALL_KEY from "@salesforce/schema/VoiceCall.VendorCallKey";
import { readRefusals, RefusedError } from "c/refusals";
import { labels } from "./labels";
import {
  isTooLarge,
  readFromConnector,
  textOf,
  withMessage,
  type AboutMessage,
  type CallMessage,
  type Refused,
  type Unsent,
} from "./messages";

/** Marks what a component of ours sent; anything but CONNECTOR goes to the connector. */
const SOURCE = "CALL_MESSAGES";

/** Their sentences say themselves that nothing was sent. */
const NOT_THIS_CALL: readonly string[] = ["call.unknown", "call.ended", "call.not-yours"];

function noteOf(refused: Refused | null): string {
  if (refused === null) return labels.sending;
  const why = readRefusals(refused).map(({ sentence }) => sentence);
  return (NOT_THIS_CALL.includes(refused.code) ? why : [labels.notSent, ...why]).join(" ");
}

interface TextField extends HTMLElement {
  value: string;
  setCustomValidity(text: string): void;
  reportValidity(): boolean;
  focus(): void;
}

/**
 * Sample for the VoiceCall record page: shows the messages of the call and sends one (guide, chapter 8, message bridge).
 * Lightning Message Service keeps nothing, so whenever it or the connector comes anew it asks for all messages of the
 * call, and sends again what nobody has told back; the message's id makes a repeat harmless.
 */
export default class CallMessages extends LightningElement {
  /** The VoiceCall; set by the page. */
  @api
  get recordId(): string | undefined {
    return this.currentId;
  }
  set recordId(id: string | undefined) {
    this.currentId = id;
    this.readId = id;
  }

  @wire(MessageContext)
  messageContext?: MessageServiceContext;

  messages: readonly CallMessage[] = [];
  unsent: readonly Unsent[] = [];
  error: unknown;
  /** The record that is read: for a moment none, so that it is read again. */
  readId: string | undefined;
  private currentId: string | undefined;
  private vendorCallKey: string | null = null;
  private subscription: Subscription | null = null;

  @wire(getRecord, { recordId: "$readId", fields: [VENDOR_CALL_KEY] })
  takeRecord({ data, error }: RecordWire): void {
    if (error !== undefined) this.error = this.notRead();
    else if (data !== undefined) this.error = undefined;
    const key = data ? String(getFieldValue(data, VENDOR_CALL_KEY) ?? "") : "";
    if (key === "" || key === this.vendorCallKey) return;
    this.vendorCallKey = key;
    this.messages = [];
    this.unsent = [];
    this.ask();
  }

  /** Messages that are there stay, and what is being written: they need the record no more. */
  private notRead(): RefusedError {
    if (!navigator.onLine) return new RefusedError("browser.offline");
    if (this.vendorCallKey !== null) return new RefusedError("record.not-readable");
    return new RefusedError("record.no-messages", labels.noRecord);
  }

  private readonly readAgain = async (): Promise<void> => {
    if (this.error === undefined) return;
    this.readId = undefined;
    await Promise.resolve();
    this.readId = this.currentId;
  };

  override connectedCallback(): void {
    window.addEventListener("online", this.readAgain);
    this.subscription = subscribe(this.messageContext, CHANNEL, (message) => this.take(message), {
      scope: APPLICATION_SCOPE,
    });
  }

  override disconnectedCallback(): void {
    window.removeEventListener("online", this.readAgain);
    unsubscribe(this.subscription);
    this.subscription = null;
  }

  get labels() {
    return labels;
  }
  get isLoading(): boolean {
    return this.vendorCallKey === null && this.error === undefined;
  }
  get isShown(): boolean {
    return this.vendorCallKey !== null;
  }
  get isEmpty(): boolean {
    return this.rows.length === 0;
  }
  get rows() {
    const sent = this.messages.map(({ messageId, at, sentBy, body, refusedCode }) => ({
      messageId,
      at,
      from: labels.sentBy[sentBy],
      text: textOf(body),
      note: refusedCode === null ? "" : labels.notDelivered,
      isUnsent: false,
    }));
    const unsent = this.unsent.map(({ messageId, body, refused }) => ({
      messageId,
      at: null,
      from: labels.sentBy.agent,
      text: body,
      note: noteOf(refused),
      isUnsent: true,
    }));
    return [...sent, ...unsent];
  }

  handleSubmit(event: Event): void {
    event.preventDefault();
    const field = this.template!.querySelector<TextField>("lightning-textarea");
    const body = field?.value?.trim() ?? "";
    if (!field || body === "") return;
    const tooLarge = isTooLarge(body);
    field.setCustomValidity(tooLarge ? labels.tooLarge : "");
    field.reportValidity();
    if (tooLarge) return;
    const message = { messageId: crypto.randomUUID(), body, refused: null };
    this.unsent = [...this.unsent, message];
    field.value = "";
    field.focus();
    this.send(message);
  }

  handleAgain(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const message = this.unsent.find(({ messageId }) => messageId === id);
    if (!message) return;
    this.unsent = this.unsent.map((one) => (one === message ? { ...one, refused: null } : one));
    this.send(message);
  }

  private take(message: Message | null | undefined): void {
    if (message?.source !== "CONNECTOR") return;
    const said = readFromConnector(message.payload);
    if (said === null) return;
    if (said.type === "messages.ready") this.catchUp();
    else if (said.vendorCallKey === this.vendorCallKey) this.takeAbout(said);
  }

  private takeAbout(said: AboutMessage): void {
    if (said.type === "message") {
      this.messages = withMessage(this.messages, said.message);
      this.unsent = this.unsent.filter(({ messageId }) => messageId !== said.message.messageId);
      return;
    }
    const { messageId, refused } = said;
    this.unsent = this.unsent.map((one) => (one.messageId === messageId ? { ...one, refused } : one));
  }

  /** The connector is there, or there again: what it was told before may be lost. */
  private catchUp(): void {
    this.ask();
    for (const one of this.unsent) if (one.refused === null) this.send(one);
  }

  private ask(): void {
    if (this.vendorCallKey !== null) this.toConnector({ type: "messages.wanted" });
  }

  private send({ messageId, body }: Unsent): void {
    this.toConnector({ type: "message.send", messageId, body });
  }

  private toConnector(payload: Record<string, unknown>): void {
    const { vendorCallKey } = this;
    publish(this.messageContext, CHANNEL, { source: SOURCE, payload: { v: 1, vendorCallKey, ...payload } });
  }
}
