import { expect, test } from "./support/fixtures.ts";
import { Org } from "./support/org.ts";

test("a call that rings when Salesforce's voice API is down still reaches the agent", async ({
  agent,
  caller,
  product,
}) => {
  const org = new Org(product);
  await org.setFault({ faults: [{ endpoint: "create", kind: "outage" }] });
  try {
    const call = await caller.calls();
    await expect(agent.acceptCall).toBeVisible();
    const started = await org.eventAbout(agent.username, "CALL_STARTED", call.legId);
    expect((started.payload["callAttributes"] as { voiceCallId?: string }).voiceCallId).toBeUndefined();
    await agent.acceptCall.click();
    await expect(agent.endCall).toBeVisible();
    await caller.hangsUp(call);
    await expect(agent.finish).toBeVisible();
  } finally {
    await org.setFault({ faults: [] });
  }
});
