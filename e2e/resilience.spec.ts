import { expect, test } from "./support/fixtures.ts";
import type { Caller, StartedCall } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { FarEnd } from "./support/far-end.ts";
import { Org, type ArrivedUpdate, type VoiceCallRecord } from "./support/org.ts";
import { APART } from "./support/apart.ts";
import type { Product } from "../scripts/start/product.ts";

/** What can ail Salesforce's voice API. Slow: longer than a create may take (2 s), not than an update may (5 s). */
const ailments = [
  { ails: "is down", fault: { kind: "outage" } },
  { ails: "answers 429", fault: { kind: "rate-limited" } },
  { ails: "is slow", fault: { kind: "slow", ms: 3_500 } },
] as const;

interface Scene {
  readonly agent: ConsolePage;
  readonly caller: Caller;
  readonly product: Product;
  readonly org: Org;
}

interface Story {
  readonly call: string;
  /** Under which it runs in `npm test`; under each of them in `npm run test:faults`. */
  readonly oftenWhile: (typeof ailments)[number]["ails"];
  /** From before the call, or once the agent talks. Always until after the end of the call. */
  readonly from: "before the call" | "the middle of the call";
  /** Until the agent talks. Answers the call's first vendorCallKey and how it ends. */
  readonly begin: (scene: Scene) => Promise<{ readonly vendorCallKey: string; readonly end: () => Promise<void> }>;
  readonly record: Partial<VoiceCallRecord>;
  /** What the one update has to bring where nobody else tells Salesforce. */
  readonly update: Readonly<Record<string, unknown>>;
}

async function takesCall({ agent, caller }: Scene, more: object = {}) {
  const call: StartedCall = await caller.calls("+14155550101", more);
  await agent.takeCall(20_000);
  return { vendorCallKey: call.legId, end: () => caller.hangsUp(call) };
}

async function dials({ agent, product }: Scene) {
  const farEnd = new FarEnd(product);
  await agent.dial("+14155550188");
  const leg = await farEnd.rings("+14155550188");
  await farEnd.answers(leg);
  await expect(agent.control("Hold")).toBeVisible();
  return { vendorCallKey: leg.legId, end: () => farEnd.hangsUp(leg) };
}

const whole = { startTime: expect.any(String), endTime: expect.any(String), numberOfHolds: 0 };
const talked = { agent: expect.any(String), agentInteractionDuration: expect.any(Number) };

const stories: readonly Story[] = [
  {
    call: "an inbound call",
    oftenWhile: "is down",
    from: "before the call",
    begin: (scene) => takesCall(scene),
    record: { CallType: "Inbound", FromPhoneNumber: "+14155550101", ToPhoneNumber: "+14155550100" },
    update: {
      ...whole,
      ...talked,
      initiationMethod: "INBOUND",
      fromNumber: "+14155550101",
      toNumber: "+14155550100",
      acceptTime: expect.any(String),
      disconnectReason: { value: "HUNG_UP", isError: false },
    },
  },
  {
    call: "a call for a queue",
    oftenWhile: "answers 429",
    from: "before the call",
    begin: (scene) => takesCall(scene, { queueId: "support" }),
    record: { CallType: "Inbound", FromPhoneNumber: "+14155550101", QueueName: "Support" },
    update: { ...whole, ...talked, initiationMethod: "INBOUND", queue: "Support", enqueueTime: expect.any(String) },
  },
  {
    call: "an outbound call",
    oftenWhile: "is slow",
    from: "before the call",
    begin: (scene) => dials(scene),
    record: { CallType: "Outbound", ToPhoneNumber: "+14155550188" },
    update: { ...whole, ...talked, initiationMethod: "OUTBOUND", toNumber: "+14155550188" },
  },
  {
    call: "a call that has its record",
    oftenWhile: "is down",
    from: "the middle of the call",
    begin: (scene) => takesCall(scene),
    record: { CallType: "Inbound", FromPhoneNumber: "+14155550101" },
    update: { ...whole, ...talked, acceptTime: expect.any(String) },
  },
];

for (const { ails, fault } of ailments)
  for (const story of stories)
    test.describe(`${story.call}, while Salesforce's voice API ${ails} from ${story.from}`, () => {
      const tag = ails === story.oftenWhile ? [] : APART;
      test(
        "a call goes its way while the voice API ails, and once it is back one update makes its record whole",
        { tag },
        async ({ agent, caller, product }) => {
          const org = new Org(product);
          const breakDown = () => org.setFault({ faults: [{ endpoint: "all", ...fault }] });
          try {
            if (story.from === "before the call") await breakDown();
            const { vendorCallKey, end } = await story.begin({ agent, caller, product, org });
            if (story.from === "the middle of the call") await breakDown();
            const started = await org.eventAbout(agent.username, "CALL_STARTED", vendorCallKey);
            if (story.call !== "an outbound call" && story.from === "before the call") {
              const { voiceCallId } = started.payload["callAttributes"] as { voiceCallId?: string };
              expect(voiceCallId, "it rings without a record").toBeUndefined();
            }
            await end();
            await expect(agent.finish).toBeVisible();
            await agent.finish.click();
            await expect(agent.finish).toBeHidden();
            await expect
              .poll(async () => (await updates(org, vendorCallKey)).length, "the update was tried")
              .not.toBe(0);
            await org.setFault({ faults: [] });

            const taken = async () => (await updates(org, vendorCallKey)).filter(({ status }) => status === 200);
            await expect.poll(async () => (await taken()).length, { message: "taken once", timeout: 30_000 }).toBe(1);
            expect((await taken())[0]!.body, "the whole record in one update").toMatchObject(story.update);
            await expect
              .poll(() => org.voiceCalls(vendorCallKey), "one record, completed")
              .toEqual([expect.objectContaining({ CallDisposition: "completed", ...story.record })]);
            const late = (await org.requests("create", vendorCallKey)).filter(({ at }) => at > started.at);
            expect(late, "no create after the phone has rung").toEqual([]);
            expect(await org.findingsAbout(vendorCallKey), "no second record, no second final update").toEqual([]);
          } finally {
            await org.setFault({ faults: [] });
          }
        },
      );
    });

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
    const tries = (await org.requests("create", call.legId)).length;
    expect(tries, "three retries at most").toBeLessThanOrEqual(4);
    expect(tries).toBeGreaterThan(0);
    await agent.takeCall();
    await caller.hangsUp(call);
    await expect(agent.finish).toBeVisible();
    // Only creating is down: the update makes the record while nobody has mended anything.
    await expect
      .poll(() => org.voiceCalls(call.legId), "one record, completed")
      .toEqual([expect.objectContaining({ CallType: "Inbound", CallDisposition: "completed" })]);
    expect((await updates(org, call.legId)).map(({ status }) => status)).toEqual([200]);
  } finally {
    await org.setFault({ faults: [] });
  }
});

async function updates(org: Org, vendorCallKey: string): Promise<readonly ArrivedUpdate[]> {
  const ids = (await org.voiceCalls(vendorCallKey)).map(({ Id }) => Id.slice(0, 15));
  const all = await org.updates();
  return all.filter(({ path }) => [vendorCallKey, ...ids].some((id) => path.includes(id)));
}
