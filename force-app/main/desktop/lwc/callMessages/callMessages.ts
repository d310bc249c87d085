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
import { labels, refusalText } from "./labels";
import {
  isTooLarge,
  readFromConnector,
  textOf,
  withMessage,
  type AboutMessage,
  type CallMessage,
  type Unsent,
} from "./messages";

/** Marks what a component of ours sent; anything but CONNECTOR goes to the connector. */
const SOURCE = "CALL_MESSAGES";

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
  @api recordId?: string;

  @wire(MessageContext)
  messageContext?: MessageServiceContext;

  messages: readonly CallMessage[] = [];
  unsent: readonly Unsent[] = [];
  fault: string | null = null;
  private vendorCallKey: string | null = null;
  private subscription: Subscription | null = null;

  @wire(getRecord, { recordId: "$recordId", fields: [VENDOR_CALL_KEY] })
  takeRecord({ data, error }: RecordWire): void {
    this.fault = error ? labels.noRecord : null;
    const key = data ? String(getFieldValue(data, VENDOR_CALL_KEY) ?? "") : "";
    if (key === "" || key === this.vendorCallKey) return;
    this.vendorCallKey = key;
    this.messages = [];
    this.unsent = [];
    this.ask();
  }

  override connectedCallback(): void {
    this.subscription = subscribe(this.messageContext, CHANNEL, (message) => this.take(message), {
      scope: APPLICATION_SCOPE,
    });
  }

  override disconnectedCallback(): void {
    unsubscribe(this.subscription);
    this.subscription = null;
  }

  get labels() {
    return labels;
  }
  get isLoading(): boolean {
    return this.vendorCallKey === null && this.fault === null;
  }
  get isShown(): boolean {
    return this.vendorCallKey !== null && this.fault === null;
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
    const unsent = this.unsent.map(({ messageId, body, code }) => ({
      messageId,
      at: null,
      from: labels.sentBy.agent,
      text: body,
      note: code === null ? labels.sending : refusalText(code),
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
    const message = { messageId: crypto.randomUUID(), body, code: null };
    this.unsent = [...this.unsent, message];
    field.value = "";
    field.focus();
    this.send(message);
  }

  handleAgain(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const message = this.unsent.find(({ messageId }) => messageId === id);
    if (!message) return;
    this.unsent = this.unsent.map((one) => (one === message ? { ...one, code: null } : one));
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
    this.unsent = this.unsent.map((one) => (one.messageId === said.messageId ? { ...one, code: said.code } : one));
  }

  /** The connector is there, or there again: what it was told before may be lost. */
  private catchUp(): void {
    this.ask();
    for (const one of this.unsent) if (one.code === null) this.send(one);
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
