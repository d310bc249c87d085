import { readFileSync } from "node:fs";
import { inRepository } from "../scripts/repository.ts";
import { ConsolePage } from "./support/console-page.ts";
import { FarEnd } from "./support/far-end.ts";
import { expect, test as base } from "./support/fixtures.ts";
import { Org } from "./support/org.ts";
import { letTheOrgSign, openPackagedPages, signingDefinition, type Carried } from "./support/signing-org.ts";

const BEN = "ben@northwind.example";

interface Delivered {
  readonly users: readonly { readonly username: string }[];
}
const delivered = JSON.parse(readFileSync(inRepository("config/local-org.json"), "utf8")) as Delivered;
/** Ben may take calls, and not report them. */
const users = delivered.users.map((user) => (user.username === BEN ? { ...user, permissionSets: [] } : user));

/**
 * The whole product with the package's own pages in the place of the hosted ones, in an org whose certificate signs. The console
 * frames them at the addresses of the local vendor record; the browser gets what the package holds.
 */
const test = base.extend<{ carried: Carried[] }, { signing: void }>({
  signing: [
    async ({ product }, use) => {
      await letTheOrgSign(product);
      await use();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  carried: async ({}, use) => use([]),
  context: async ({ context, product, signing: _, carried }, use) => {
    const end = await openPackagedPages(context, product, product.usernames[0]!, carried);
    await use(context);
    end();
  },
});
// The packaged connector accepts a console under a host name of Salesforce's only.
test.use({ strictOrigin: true, definition: { users, ...signingDefinition("NorthwindSupport") } });

const about = (carried: readonly Carried[], key: string) => carried.filter(({ path }) => path.includes(key));

test("an agent takes a call: the package's Apex makes its record before it rings, and completes it", async ({
  agent,
  caller,
  product,
  carried,
}) => {
  const org = new Org(product);
  const call = await agent.talkTo(caller);
  const [record] = await org.voiceCalls(call.legId);
  expect(record, "made while it rang").toBeDefined();
  const [created] = await org.requests("create", call.legId);
  const started = await org.eventAbout(agent.username, "CALL_STARTED", call.legId);
  expect(created!.at).toBeLessThanOrEqual(started.at);
  const id = record!.Id.slice(0, 15);
  expect((started.payload["callAttributes"] as { voiceCallId: string }).voiceCallId.slice(0, 15)).toBe(id);
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
  await expect
    .poll(() => about(carried, id).map(({ method, status }) => [method, status]), "one update, by this page")
    .toEqual([["PATCH", 202]]);
  await expect
    .poll(async () => (await org.voiceCalls(call.legId)).map(({ CallDisposition }) => CallDisposition))
    .toEqual(["completed"]);
});

test("an agent calls somebody: the record that the org makes is completed by the package's Apex", async ({
  agent,
  product,
  carried,
}) => {
  const org = new Org(product);
  const farEnd = new FarEnd(product);
  await agent.dial("+14155550188");
  const leg = await farEnd.rings("+14155550188");
  await farEnd.answers(leg);
  await expect(agent.control("Hold")).toBeVisible();
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
  await expect.poll(() => about(carried, leg.legId).map(({ status }) => status)).toEqual([202]);
  const recordOf = async () =>
    (await org.voiceCalls(leg.legId)).map(({ CallType, CallDisposition }) => [CallType, CallDisposition]);
  await expect.poll(recordOf).toEqual([["Outbound", "completed"]]);
});

test("an agent who may not report takes a call without a record; the page of one who may makes it whole", async ({
  chromium,
  caller,
  product,
  signing: _,
  context,
  carried,
}) => {
  const org = new Org(product);
  const carriedByBen: Carried[] = [];
  const bensBrowser = await chromium.browser.newContext();
  const end = await openPackagedPages(bensBrowser, product, BEN, carriedByBen);
  const ben = new ConsolePage(await bensBrowser.newPage(), product, BEN);
  await ben.open();
  await ben.logIn();
  await ben.setStatus("Available for Voice");
  const call = await ben.talkTo(caller);
  expect(await org.voiceCalls(call.legId), "nobody could make it").toEqual([]);
  await ben.endCall.click();
  await ben.finish.click();
  await expect(ben.finish).toBeHidden();
  await expect.poll(() => about(carriedByBen, call.legId).map(({ status }) => status), "refused").toContain(403);

  const ada = new ConsolePage(await context.newPage(), product, product.usernames[0]!);
  await ada.open();
  await ada.logIn();
  await expect.poll(() => about(carried, call.legId).map(({ status }) => status), "once, by her page").toEqual([202]);
  const recordOf = async () =>
    (await org.voiceCalls(call.legId)).map(({ CallType, FromPhoneNumber }) => [CallType, FromPhoneNumber]);
  await expect.poll(recordOf).toEqual([["Inbound", "+14155550101"]]);
  await ben.leaveClean();
  await bensBrowser.close();
  end();
});
