import type { ConnectorEventRequest } from "../../console-contract.ts";
import type { Phone } from "./phone.ts";

type WithoutUser<T> = T extends unknown ? Omit<T, "user"> : never;
/** An event for the org, without the user, whom the page adds. */
export type OrgEvent = WithoutUser<ConnectorEventRequest>;

/** What the page has to do because of an input, in order. */
export type Effect =
  | { readonly type: "report"; readonly event: OrgEvent }
  | { readonly type: "ready"; readonly callIds: readonly string[] }
  | { readonly type: "statusFromConnector"; readonly statusId: string }
  /** For Lightning components, by the contact center's message bridge. */
  | { readonly type: "message"; readonly payload: unknown }
  /** After conversation work of a call that this page does not show. */
  | { readonly type: "workElsewhere"; readonly callId: string }
  | { readonly type: "announce"; readonly text: string };

/** What was announced last is so no more. The same words, said again later, are heard only if they were gone. */
export const announceNothing: Effect = { type: "announce", text: "" };

export interface Step {
  readonly phone: Phone;
  readonly effects: readonly Effect[];
}
