import { beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../testing/practice-org.ts";
import { voiceOrgPerFile } from "../testing/voice-org.ts";

const org = await voiceOrgPerFile();
const { create, update, findings, hidden, facts } = org;

describe("routing", () => {
  const flow = (body: unknown, key = "route"): Promise<Answer> =>
    org.voice("PATCH", `/voiceCalls/${key}/omniFlow`, body);
  beforeEach(() => create("route"));

  it("falls back to the channel's queue when its flow fails, and leaves one pending routing", async () => {
    expect(await flow({ dialedNumber: "+18005550100" })).toMatchObject({ status: 200, body: { queue: "q-support" } });
    expect((await hidden()).pendingServiceRouting).toHaveLength(1);
  });

  it("runs a transfer's flow by its qualified name and answers the agent's vendor id", async () => {
    expect((await flow({ flowDevName: "acme__ToAda" })).body).toEqual({ agent: "agent-ada" });
  });

  it("takes the voicemail queue once the call is a voicemail", async () => {
    await update("route", { isActiveCall: true, callOrigin: "Voicemail" });
    expect((await flow({ dialedNumber: "+18005550100" })).body).toEqual({ queue: "q-voicemail" });
  });

  it("that finds nobody answers its errors, with the status that the fact says", async () => {
    expect(await flow({ dialedNumber: "+18005550199" })).toMatchObject({
      status: 400,
      body: { errors: [expect.stringContaining("not mapped")] },
    });
    await facts({ omniFlowFailureStatus: 200 });
    expect((await flow({ flowDevName: "Nothing" })).status).toBe(200);
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("is cleared, repeatedly, with an empty body", async () => {
    await flow({ dialedNumber: "+18005550100" });
    for (let time = 0; time < 2; time += 1) {
      const authorization = `Bearer ${await org.sign()}`;
      const answer = await fetch(`${org.origin}/telephony/v1/voiceCalls/route/clearRouting`, {
        method: "PATCH",
        headers: { authorization, "content-type": "application/json" },
      });
      expect(answer.status).toBe(200);
    }
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("is deleted by Omni-Channel when the agent accepts", async () => {
    await flow({ dialedNumber: "+18005550100" });
    const report = (eventType: string): Promise<Answer> =>
      org.ask("POST", "/console/connector-events", {
        user: org.ada,
        eventType,
        call: { callId: "route", callType: "inbound" },
      });
    await report("CALL_STARTED");
    expect((await hidden()).pendingServiceRouting).toHaveLength(1);
    await report("CALL_CONNECTED");
    expect((await hidden()).pendingServiceRouting).toEqual([]);
  });

  it("left behind by a call that ended is a finding", async () => {
    await flow({ dialedNumber: "+18005550100" });
    await update("route", {});
    expect((await findings()).findings).toMatchObject([{ code: "routing.left-behind", subject: "route" }]);
  });
});
