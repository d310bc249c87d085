/** What connector and login page say to each other. Both live in one storage partition: same origin, same console. */
export type LoginMessage =
  /** login page: who is it that should log in? */
  | { readonly type: "login.asked" }
  /** connector: what Salesforce says of the agent */
  | {
      readonly type: "login.context";
      readonly orgId: string;
      readonly contactCenter: string;
      readonly username: string | null;
    }
  /** login page: the refresh cookie is there */
  | { readonly type: "login.created" }
  | { readonly type: "login.done" }
  | { readonly type: "login.refused"; readonly code: string; readonly sentence: string };

export interface LoginChannel {
  post(message: LoginMessage): void;
  onMessage(listener: (message: LoginMessage) => void): void;
}

const NAME = "partner-telephony-login";

/** Nothing secret goes through it: every page of this origin could listen. */
export function openLoginChannel(): LoginChannel {
  const channel = new BroadcastChannel(NAME);
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) =>
      channel.addEventListener("message", (event: MessageEvent<LoginMessage>) => listener(event.data)),
  };
}
