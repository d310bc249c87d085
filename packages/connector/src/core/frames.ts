import type { AgentView, CallView, Problem, ServerFrame, Signal } from "@partner-telephony/api";

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === "string";
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isCall = (value: unknown): value is CallView =>
  isObject(value) &&
  typeof value["callId"] === "string" &&
  typeof value["firstVendorCallKey"] === "string" &&
  isCount(value["version"]) &&
  Array.isArray(value["participants"]) &&
  value["participants"].every((one) => isObject(one) && typeof one["vendorCallKey"] === "string") &&
  Array.isArray(value["agents"]) &&
  value["agents"].every((one) => isObject(one) && typeof one["agentId"] === "string");

const isAgent = (value: unknown): value is AgentView =>
  isObject(value) &&
  typeof value["agentId"] === "string" &&
  isCount(value["version"]) &&
  isObject(value["presence"]) &&
  typeof value["presence"]["statusId"] === "string" &&
  isObject(value["phone"]);

/** A newer server may send signals that this page has no word for: they count, and their call is taken in. */
const isSignal = (value: unknown): value is Signal =>
  isObject(value) &&
  isCount(value["seq"]) &&
  typeof value["type"] === "string" &&
  (value["call"] === undefined ? !String(value["type"]).startsWith("call.") : isCall(value["call"])) &&
  (value["agent"] === undefined ? value["type"] !== "agent.changed" : isAgent(value["agent"]));

const CHECKS: Record<ServerFrame["type"], (frame: Fields) => boolean> = {
  welcome: (frame) =>
    isCount(frame["seq"]) &&
    isCount(frame["epoch"]) &&
    typeof frame["resumed"] === "boolean" &&
    isAgent(frame["agent"]) &&
    Array.isArray(frame["calls"]) &&
    frame["calls"].every(isCall),
  signal: (frame) => isSignal(frame["signal"]),
  beat: () => true,
  "courier.request": (frame) =>
    typeof frame["requestId"] === "string" &&
    (frame["method"] === "POST" || frame["method"] === "PATCH") &&
    typeof frame["path"] === "string" &&
    isTextOrNull(frame["body"]) &&
    isTextOrNull(frame["traceparent"]),
  error: (frame) => isObject(frame["problem"]) && typeof (frame["problem"] as Partial<Problem>).code === "string",
};

/**
 * Hand-written guard of what the server says (zod would weigh more than the rest of the page).
 * It checks what the connector relies on; the api package's schemas check the whole in tests. Null: not readable.
 */
export function readServerFrame(text: unknown): ServerFrame | null {
  if (typeof text !== "string") return null;
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(frame) || typeof frame["type"] !== "string") return null;
  const check = Object.hasOwn(CHECKS, frame["type"]) ? CHECKS[frame["type"] as ServerFrame["type"]] : undefined;
  return check?.(frame) === true ? (frame as unknown as ServerFrame) : null;
}
