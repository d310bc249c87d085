import { describe, expect, it } from "vitest";
import type { CallRow } from "./active-calls.ts";
import { lastReceived, messageRows, messagingCall, type SwitchMessage } from "./messages.ts";

const call = (callId: string) => ({ callId }) as CallRow;
const message = (messageId: string, direction: SwitchMessage["direction"], body: SwitchMessage["body"]) => ({
  messageId,
  at: 1_000,
  direction,
  body,
});

describe("messages", () => {
  it("go to the chosen call, or to the newest", () => {
    expect(messagingCall([call("a"), call("b")], "b")?.callId).toBe("b");
    expect(messagingCall([call("a")], null)?.callId).toBe("a");
    expect(messagingCall([call("newest"), call("b")], "over")?.callId).toBe("newest");
    expect(messagingCall([], "a")).toBeNull();
  });

  it("are shown newest first, text as it is and anything else as JSON", () => {
    const rows = messageRows([message("1", "sent", "hello"), message("2", "received", { a: 1 })], String);
    expect(rows.map(({ who, text }) => [who, text])).toEqual([
      ["Received", '{\n  "a": 1\n}'],
      ["Sent", "hello"],
    ]);
  });

  it("the last one received is the agent's page's, whatever was sent since", () => {
    expect(lastReceived([message("1", "received", "hi"), message("2", "sent", "ho")])).toBe("hi");
    expect(lastReceived([message("1", "sent", "ho")])).toBeNull();
  });
});
