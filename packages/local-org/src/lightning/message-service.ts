interface Subscription {
  readonly channel: string;
  readonly context: object;
  readonly listener: (message: unknown) => void;
}

/**
 * Lightning Message Service of one page (guide, chapter 8; LWC developer guide, Message Service). No retention: who
 * subscribes later hears nothing of what was before. The console takes hidden record pages away, so whatever is there is in
 * the active area and a subscription with APPLICATION_SCOPE hears the same as one without.
 */
export class MessageService {
  readonly #subscriptions = new Set<Subscription>();
  readonly #onFault: (fault: unknown) => void;

  /** @param onFault a listener has thrown; the others are told all the same */
  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault;
  }

  /**
   * To every subscriber of the channel, the publisher's own included; each gets a copy of its own.
   * @throws TypeError for a message that JSON cannot hold: functions and symbols do not travel
   */
  publish(channel: string, message: unknown): void {
    const text = JSON.stringify(message, refuseCode);
    if (text === undefined) throw new TypeError("A message must be a serializable object.");
    for (const subscription of [...this.#subscriptions].filter((one) => one.channel === channel)) {
      try {
        subscription.listener(JSON.parse(text));
      } catch (fault) {
        this.#onFault(fault);
      }
    }
  }

  subscribe(channel: string, context: object, listener: (message: unknown) => void): object {
    const subscription: Subscription = { channel, context, listener };
    this.#subscriptions.add(subscription);
    return subscription;
  }

  unsubscribe(subscription: object): void {
    this.#subscriptions.delete(subscription as Subscription);
  }

  /** The component of this context is gone, and its subscriptions with it. */
  release(context: object): void {
    for (const one of this.#subscriptions) if (one.context === context) this.#subscriptions.delete(one);
  }
}

function refuseCode(key: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw new TypeError(`A message holds no functions and no symbols; ${key || "the message"} is one.`);
  return value;
}
