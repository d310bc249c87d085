/** What may come from the connector's port (docs/console.md). Anything else is `unknown` and changes nothing. */
export type ConnectorFrame =
  | { readonly kind: "log"; readonly eventType: string | null; readonly isError: boolean }
  | { readonly kind: "ready"; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly kind: "event"; readonly eventType: string; readonly payload: unknown }
  | { readonly kind: "unknown" };

export type Fields = Readonly<Record<string, unknown>>;

/** Arrays count as objects here, as on the wire: a HOLD_TOGGLE's calls may be either. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

export const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** Total: never throws, whatever the data is. */
export function readFrame(data: unknown): ConnectorFrame {
  const { type, payload } = fieldsOf(data);
  const fields = fieldsOf(payload);
  if (type === "LOG")
    return { kind: "log", eventType: textOf(fields["eventType"]), isError: fields["isError"] === true };
  if (type === "CONNECTOR_READY") return { kind: "ready", payload: fields };
  const eventType = textOf(fields["telephonyEventType"]);
  if (type !== "TELEPHONY_EVENT_DISPATCHED" || eventType === null) return { kind: "unknown" };
  return { kind: "event", eventType, payload: fields["telephonyEventPayload"] };
}
