// An in-memory message bus in place of the platform's, so that tests see messages arrive.
import { createTestWireAdapter } from "@salesforce/wire-service-jest-util";

const subscriptions = new Set();

export const APPLICATION_SCOPE = Symbol("APPLICATION_SCOPE");
export const MessageContext = createTestWireAdapter();
export const createMessageContext = () => ({});
export const releaseMessageContext = () => {};
export const publish = jest.fn((_context, channel, message) => {
  for (const subscription of [...subscriptions]) if (subscription.channel === channel) subscription.listener(message);
});
export const subscribe = jest.fn((_context, channel, listener) => {
  const subscription = { channel, listener };
  subscriptions.add(subscription);
  return subscription;
});
export const unsubscribe = jest.fn((subscription) => {
  subscriptions.delete(subscription);
});
