import { MessageService } from "../../../message-service.ts";

interface Channel {
  readonly channel: string;
}
type Listener = (message: unknown) => void;

// A component's fault is the developer's to see, as in an org.
const service = new MessageService((fault) => reportError(fault));

export const APPLICATION_SCOPE = Symbol("APPLICATION_SCOPE");
export const createMessageContext = (): object => ({});
export const releaseMessageContext = (context: object): void => service.release(context);

/** Wire adapter: a context that is there before `connectedCallback`, and releases its subscriptions with its component. */
export class MessageContext {
  readonly #context = createMessageContext();

  constructor(give: (context: object) => void) {
    give(this.#context);
  }
  connect(): void {}
  update(): void {}
  disconnect(): void {
    service.release(this.#context);
  }
}

export function publish(context: object | undefined, channel: Channel, message: unknown): void {
  requireContext(context);
  service.publish(channel.channel, message);
}

export function subscribe(context: object | undefined, channel: Channel, listener: Listener): object {
  return service.subscribe(channel.channel, requireContext(context), listener);
}

export function unsubscribe(subscription: object | null): void {
  if (subscription !== null) service.unsubscribe(subscription);
}

/** @throws TypeError: the platform works with a context only */
function requireContext(context: object | undefined): object {
  if (context === undefined) throw new TypeError("No message context: wire MessageContext.");
  return context;
}
