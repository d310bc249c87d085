import { randomUUID } from "node:crypto";
import type { TelephonyRequestBody } from "@partner-telephony/api";
import { TelephonyRequestBody as Schema } from "@partner-telephony/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accept, reply, startTelephonyEndpoint } from "../../tests/support/telephony-endpoint.ts";
import type { TelephonyEndpoint } from "../../tests/support/telephony-endpoint.ts";
import { createHttpTelephonySystem } from "./http-telephony-system.ts";
import type { TelephonySystem } from "./telephony-system.ts";

const body: TelephonyRequestBody = {
  type: "hold",
  requestId: randomUUID(),
  callId: randomUUID(),
  tenant: "00D000000000001:Center",
  legId: randomUUID(),
};
const traceparent = "00-11111111111111111111111111111111-2222222222222222-01";

describe("the telephony system over HTTP", () => {
  let endpoint: TelephonyEndpoint;
  let system: TelephonySystem;
  beforeEach(async () => {
    endpoint = await startTelephonyEndpoint();
    system = createHttpTelephonySystem({ url: `${endpoint.url}/pbx/`, credential: "secret" });
  });
  afterEach(async () => {
    await endpoint.close();
    await system.close();
  });

  const ask = (signal = AbortSignal.timeout(5_000)) => system.request(body, { traceparent, signal });

  it("is asked below its path, with credential, the request's id as Idempotency-Key, and the trace", async () => {
    expect(await ask()).toEqual({ accepted: true });
    const [{ path, headers, body: sent } = { path: "", headers: {}, body: null }] = endpoint.received;
    expect(path).toBe("/pbx/v1/requests");
    expect(headers).toMatchObject({
      authorization: "Bearer secret",
      "idempotency-key": body.requestId,
      traceparent,
      "content-type": "application/json",
    });
    expect(Schema.parse(sent)).toEqual(body);
  });

  it("passes on the code of a refusal", async () => {
    endpoint.answer = (_, response) => reply(response, 409, { code: "leg.wrong-state", title: "No" });
    expect(await ask()).toEqual({ accepted: false, code: "leg.wrong-state" });
  });

  it.each([
    [401, "telephony.unauthorized"],
    [403, "telephony.unauthorized"],
    [500, "telephony.failed"],
    [503, "telephony.failed"],
    [404, "telephony.malformed-answer"],
  ])("does not take %i without a problem for a refusal", async (status, code) => {
    endpoint.answer = (_, response) => reply(response, status, "<html>");
    await expect(ask()).rejects.toMatchObject({ name: "TelephonyUnavailable", code, status });
  });

  it("hears how long a busy one asks to wait", async () => {
    endpoint.answer = (_, response) => reply(response, 429, "", { "retry-after": "3" });
    await expect(ask()).rejects.toMatchObject({ code: "telephony.busy", retryAfterMs: 3000 });
  });

  it("gives up an attempt that is not answered in time, and says so when nobody is there", async () => {
    endpoint.answer = () => {};
    await expect(ask(AbortSignal.timeout(50))).rejects.toMatchObject({ code: "telephony.unreachable" });
    endpoint.answer = accept;
    await endpoint.close();
    await expect(ask()).rejects.toMatchObject({ code: "telephony.unreachable" });
  });
});
