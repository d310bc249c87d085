import { expect, test } from "./support/fixtures.ts";

test("what the caller entered and the record type stand on the record while it rings, and why it ended afterwards", async ({
  agent,
  caller,
}) => {
  const call = await caller.calls("+14155550101", {
    attributes: { Reason__c: "Billing question", RecordTypeId: "012Lo0000000001AAA" },
  });
  await agent.takeCall();
  const details = agent.page.getByRole("region", { name: "Details" });
  await expect(details.getByText("Billing question")).toBeVisible();
  await expect(details.getByText("012Lo0000000001AAA")).toBeVisible();
  await caller.hangsUp(call);
  await expect(details.getByText("HUNG_UP")).toBeVisible();
});

test("an attribute that the org does not know does not keep the call from ringing with its record", async ({
  agent,
  caller,
}) => {
  await caller.calls("+14155550101", { attributes: { Nowhere__c: "x", Reason__c: "Delivery" } });
  await agent.acceptCall.click();
  await expect(agent.page.getByRole("region", { name: "Details" }).getByText("Delivery")).toBeVisible();
});

test("attributes that are no fields are refused, and nothing rings", async ({ agent, caller }) => {
  await expect(caller.calls("+14155550101", { attributes: { "not a field": "x" } })).rejects.toThrow("body.invalid");
  await expect(agent.acceptCall).toBeHidden();
});
