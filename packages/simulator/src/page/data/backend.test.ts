import { expect, it } from "vitest";
import { createBackend } from "./backend.ts";

const answering = (status: number, body: unknown) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetchFrom = ((url: string, init: RequestInit) => {
    asked.push({ url, init });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return Promise.resolve(new Response(text, { status }));
  }) as unknown as typeof fetch;
  return { backend: createBackend(fetchFrom, () => "key"), asked };
};

it("asks its own host only, each POST with a key", async () => {
  const { backend, asked } = answering(201, { callId: "c" });
  expect(await backend.inboundCall({ from: "1", to: "2" })).toEqual({ value: { callId: "c" } });
  expect(asked[0]!.url).toBe("/simulator/api/switch/v1/practice/inbound-calls");
  expect(asked[0]!.init.headers).toMatchObject({ "idempotency-key": "key" });
});

it("passes on the sentence of whoever refused, with the fields at fault", async () => {
  const fields = [{ path: "from", message: "too short" }];
  const { backend } = answering(400, { code: "body.invalid", title: "No", detail: "Correct the fields.", fields });
  expect(await backend.inboundCall({ from: "", to: "2" })).toEqual({
    fault: { from: "switch", code: "body.invalid", title: "No", sentence: "Correct the fields. from: too short." },
  });
});

it.each(["<html>", "null", '"text"'])("names the status of an answer that is no problem: %s", async (body) => {
  const { backend } = answering(503, body);
  expect(await backend.serverCalls()).toMatchObject({ fault: { from: "server", code: "server.status-503" } });
});

it("says that the page has lost its host", async () => {
  const lost = createBackend(
    () => Promise.reject(new TypeError("failed")),
    () => "key",
  );
  expect(await lost.switchCalls()).toMatchObject({ fault: { from: "host", code: "host.unreachable" } });
});

it("says that its host does not answer, instead of waiting for ever", async () => {
  const never = ((_url: string, { signal }: RequestInit) =>
    new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason)))) as typeof fetch;
  const silent = createBackend(never, () => "key", 1);
  expect(await silent.switchCalls()).toMatchObject({ fault: { from: "host", code: "host.silent" } });
});

it("takes an act that answers nothing as done", async () => {
  expect(await answering(202, "").backend.actAtFarEnd("l", { type: "hangUp" })).toEqual({ value: null });
});
