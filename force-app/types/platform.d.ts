// The platform's modules, as far as the package uses them. Their shapes: Lightning Component Reference.
declare module "@salesforce/messageChannel/*" {
  const channel: { readonly channelName?: never };
  export default channel;
}
declare module "@salesforce/label/*" {
  const label: string;
  export default label;
}
/** Of the user, as BCP 47 has it: `de-CH`. */
declare module "@salesforce/i18n/locale" {
  const locale: string;
  export default locale;
}
/** Of the user, as IANA names it: `Europe/Berlin`. */
declare module "@salesforce/i18n/timeZone" {
  const timeZone: string;
  export default timeZone;
}
declare module "lightning/messageService" {
  export interface MessageServiceContext {
    readonly contextBrand?: never;
  }
  export interface Subscription {
    readonly subscriptionBrand?: never;
  }
  export interface Message {
    readonly source?: unknown;
    readonly payload?: unknown;
  }
  export const APPLICATION_SCOPE: unique symbol;
  export const MessageContext: import("lwc").WireAdapterConstructor<Record<string, never>, MessageServiceContext>;
  export function publish(context: MessageServiceContext | undefined, channel: object, message: object): void;
  export function subscribe(
    context: MessageServiceContext | undefined,
    channel: object,
    listener: (message: Message | null | undefined) => void,
    options?: { scope: symbol },
  ): Subscription;
  export function unsubscribe(subscription: Subscription | null): void;
}
declare module "@salesforce/apex/*" {
  const call: (parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  export default call;
}
