import { APPLICATION_SCOPE, publish, subscribe, unsubscribe } from "lightning/messageService";
import type { Message, MessageServiceContext, Subscription } from "lightning/messageService";
import CHANNEL from "@salesforce/messageChannel/PartnerTelephonyMessages__c";
import { RefusedError } from "c/refusals";

/** Version of the messages between components and connector; the connector's side is `settings-messages.ts`. */
export const MESSAGE_VERSION = 1;
/** The connector gives up a request to the server after 10 s; it must be able to say so. */
export const ANSWER_DEADLINE_MS = 12_000;

type Fields = Readonly<Record<string, unknown>>;
interface Waiting {
  readonly request: Fields;
  readonly answered: (answer: Fields) => void;
  readonly failed: (error: RefusedError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const refusalOf = ({ code, sentence }: Fields): RefusedError => new RefusedError(String(code), String(sentence ?? ""));

let made = 0;
/** Unlike any other component's on this page and on the agent's other pages: no secret, only a name. */
function newRequestId(): string {
  made += 1;
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${made}`;
}
/**
 * Requests to the connector over Lightning Message Service (guide, chapter 8), which knows no replies: each carries a
 * `requestId`, and its answer comes back as a message of the connector with the same one.
 */
export class PhoneRequests {
  private readonly waiting = new Map<string, Waiting>();
  private context?: MessageServiceContext | undefined;
  private subscription: Subscription | null = null;
  private readonly ready: () => void;

  /** @param ready the connector can be spoken to, perhaps for the first time, perhaps again */
  constructor(ready: () => void = () => {}) {
    this.ready = ready;
  }

  /** Listens, from the component's `connectedCallback`. */
  open(context: MessageServiceContext | undefined): void {
    this.context = context;
    this.subscription = subscribe(context, CHANNEL, (message) => this.hear(message), { scope: APPLICATION_SCOPE });
  }

  /** Listens no more; what is still open is forgotten, because nobody is left to hear it. */
  close(): void {
    unsubscribe(this.subscription);
    this.subscription = null;
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  /**
   * Asks, and gives the connector's answer.
   * @throws RefusedError with the connector's or the server's code; `phone.no-answer` when nobody answers in time, which is
   * so while the agent is offline or the connector is not loaded; `browser.offline`
   */
  ask(type: string, fields: Fields = {}): Promise<Fields> {
    if (!navigator.onLine) return Promise.reject(new RefusedError("browser.offline"));
    const requestId = newRequestId();
    return new Promise((answered, failed) => {
      // The platform has no clock of its own to wait with, and a message may never be answered.
      // eslint-disable-next-line @lwc/lwc/no-async-operation
      const timer = setTimeout(() => this.giveUp(requestId), ANSWER_DEADLINE_MS);
      const request = { ...fields, v: MESSAGE_VERSION, type, requestId };
      this.waiting.set(requestId, { request, answered, failed, timer });
      this.send(request);
    });
  }

  private send(payload: Fields): void {
    publish(this.context, CHANNEL, { source: "COMPONENT", payload });
  }

  /** What was asked before nobody may have heard, or nobody could answer: a repeat of the same request is harmless. */
  private readyAgain(): void {
    for (const { request } of this.waiting.values()) this.send(request);
    this.ready();
  }

  private giveUp(requestId: string): void {
    this.take(requestId)?.failed(new RefusedError("phone.no-answer"));
  }

  /** Another component's answer, or another tab's, has another requestId. */
  private hear(message: Message | null | undefined): void {
    if (message?.source !== "CONNECTOR") return;
    const answer = (message.payload ?? {}) as Fields;
    if (answer.type === "messages.ready") this.readyAgain();
    const waiting = this.take(String(answer.requestId ?? ""));
    if (waiting === undefined) return;
    if (answer.type === "refused") waiting.failed(refusalOf(answer));
    else waiting.answered(answer);
  }

  private take(requestId: string): Waiting | undefined {
    const waiting = this.waiting.get(requestId);
    this.waiting.delete(requestId);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
