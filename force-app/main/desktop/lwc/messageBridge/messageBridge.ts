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
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";

/** Marks what came from the connector, so that it is not sent back to it. */
const CONNECTOR = "CONNECTOR";

/**
 * Carries messages between the connector and Lightning components (guide, chapter 8, "Use the Lightning Message
 * Service Bridge"). Salesforce calls `publishMessage` and sets `handleMessage`. No markup, by contract.
 */
export default class MessageBridge extends LightningElement {
  /** Set by Salesforce: takes one message to the connector. */
  @api handleMessage?: (payload: unknown) => void;

  @wire(MessageContext)
  messageContext?: MessageServiceContext;

  private subscription: Subscription | null = null;

  override connectedCallback(): void {
    this.subscription = subscribe(this.messageContext, CHANNEL, (message) => this.toConnector(message), {
      scope: APPLICATION_SCOPE,
    });
  }

  override disconnectedCallback(): void {
    unsubscribe(this.subscription);
    this.subscription = null;
  }

  /** Takes one message of the connector to whoever listens on the channel. */
  @api
  publishMessage(payload: unknown): void {
    publish(this.messageContext, CHANNEL, { source: CONNECTOR, payload });
  }

  private toConnector(message: Message | null | undefined): void {
    if (message?.source === CONNECTOR) return;
    // Before Salesforce has set it the connector is not ready yet, and the guide promises no delivery.
    this.handleMessage?.(message?.payload);
  }
}
