import { expect, test } from "./support/fixtures.ts";
import type { Caller } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { FarEnd } from "./support/far-end.ts";
import { AgentWatch, type Routability } from "./support/agent-watch.ts";

/** What a row's action needs. */
interface Stage {
  readonly agent: ConsolePage;
  readonly caller: Caller;
  readonly farEnd: FarEnd;
  readonly watch: AgentWatch;
}

interface Row {
  readonly action: string;
  /** What stands before the action; what it sends to the connector does not count. */
  readonly given: (stage: Stage) => Promise<void>;
  readonly act: (stage: Stage) => Promise<void>;
  readonly omni: "Offline" | "Available for Voice";
  readonly setAgentStatusSent: boolean;
  readonly routability: Routability;
}

const NUMBER = "+14155550182";
const nothing = async (): Promise<void> => {};
const stands = async ({ watch }: Stage, routability: Routability) =>
  expect.poll(() => watch.routability()).toBe(routability);
const isOnline = (stage: Stage) => stands(stage, "available");
const goOffline = async (stage: Stage) => {
  await stage.agent.setStatus("Offline");
  await stands(stage, "offline");
};
const dial = async ({ agent, farEnd }: Stage) => {
  await agent.dial(NUMBER);
  await farEnd.rings(NUMBER);
  await expect(agent.endCall).toBeVisible();
};
const talkToDialed = async (stage: Stage) => {
  await dial(stage);
  await customerAnswers(stage);
};
const customerAnswers = async ({ agent, farEnd }: Stage) => {
  await farEnd.answers(await farEnd.rings(NUMBER));
  await expect(agent.control("Hold")).toBeVisible();
};
const ring = async ({ agent, caller }: Stage) => {
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
};
const accept = async ({ agent }: Stage) => {
  await agent.acceptCall.click();
  await expect(agent.control("Hold")).toBeVisible();
};
const decline = async ({ agent }: Stage) => {
  await agent.declineCall.click();
  await expect(agent.acceptCall).toBeHidden();
};
const end = async ({ agent }: Stage) => {
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
};
const closeTab = async ({ agent }: Stage) => {
  await agent.page
    .getByRole("button", { name: /^Close (?!Omni)/ })
    .last()
    .click();
  await expect(agent.finish).toBeHidden();
};
const both =
  (...steps: ((stage: Stage) => Promise<void>)[]) =>
  async (stage: Stage): Promise<void> => {
    for (const step of steps) await step(stage);
  };

const online = { omni: "Available for Voice" } as const;
const kept = { ...online, setAgentStatusSent: false } as const;

/** Guide, chapter 12, "Understand Agent Statuses": all twelve rows with all their columns. */
const rows: readonly Row[] = [
  {
    action: "Log in as offline",
    given: nothing,
    act: goOffline,
    omni: "Offline",
    setAgentStatusSent: true,
    routability: "offline",
  },
  {
    action: "Log in as online",
    given: goOffline,
    act: ({ agent }) => agent.setStatus("Available for Voice"),
    ...online,
    setAgentStatusSent: true,
    routability: "available",
  },
  { action: "Make outbound call", given: nothing, act: dial, ...kept, routability: "notAvailable" },
  { action: "During outbound call", given: dial, act: customerAnswers, ...kept, routability: "notAvailable" },
  { action: "During ACW after outbound call", given: talkToDialed, act: end, ...kept, routability: "notAvailable" },
  {
    action: "Close Voice Call tab during ACW after outbound call",
    given: both(talkToDialed, end),
    act: closeTab,
    ...online,
    setAgentStatusSent: true,
    routability: "available",
  },
  { action: "Receive inbound call", given: nothing, act: ring, ...kept, routability: "notAvailable" },
  { action: "Accept inbound call", given: ring, act: accept, ...kept, routability: "notAvailable" },
  { action: "Decline inbound call", given: ring, act: decline, ...kept, routability: "available" },
  { action: "During inbound call", given: both(ring, accept), act: nothing, ...kept, routability: "notAvailable" },
  {
    action: "During ACW after inbound call",
    given: both(ring, accept),
    act: end,
    ...kept,
    routability: "notAvailable",
  },
  {
    action: "Close Voice Call tab during ACW after inbound call",
    given: both(ring, accept, end),
    act: closeTab,
    ...online,
    setAgentStatusSent: true,
    routability: "available",
  },
];

test.describe("agent statuses of the guide, chapter 12", () => {
  for (const { action, given, act, omni, setAgentStatusSent, routability } of rows)
    test(action, async ({ agent, caller, product }) => {
      const watch = new AgentWatch(product, agent.username, agent.page);
      const stage = { agent, caller, farEnd: new FarEnd(product), watch };
      await isOnline(stage);
      await given(stage);
      const before = watch.statusesSent;
      await act(stage);
      await expect(agent.statusMenu, "Agent Status in Omni").toHaveAccessibleName(new RegExp(omni));
      await expect.poll(() => watch.routability(), { message: "Agent Status in Vendor/Queue" }).toBe(routability);
      if (setAgentStatusSent) await expect.poll(() => watch.statusesSent - before, "SetAgentStatus sent").toBe(1);
      else expect(watch.statusesSent - before, "SetAgentStatus not sent").toBe(0);
    });
});
