import type { CallView } from "@partner-telephony/api";
import type { ConsolePage } from "../support/console-page.ts";
import type { Operator } from "../support/operator.ts";
import { expect } from "../support/fixtures.ts";

/** How long after the server's return a widget may take to show the call as it is (milliseconds). */
const SHOWN_WITHIN_MS = 3_000;

const AGREED = "widget and server agree";

type Button = "acceptCall" | "endCall" | "finish";

/** The button by which an agent recognises how a call stands. None: the widget shows no call. */
const shownBy: Readonly<Record<CallView["agents"][number]["state"], Button | null>> = {
  offered: "acceptCall",
  joining: null,
  connected: "endCall",
  afterConversationWork: "finish",
  done: null,
};

/** A real console page whose agent works while the server is killed again and again. */
export class Widget {
  private readonly console: ConsolePage;
  private readonly operator: Operator;
  private readonly others: ReadonlySet<string>;
  /** How often a call of this agent was there to be shown. */
  seen = 0;

  /** `others`: ids of the agents who work without a page. */
  constructor(console: ConsolePage, operator: Operator, others: readonly string[]) {
    this.console = console;
    this.operator = operator;
    this.others = new Set(others);
  }

  /** Page and server agree soon enough on how this agent's call stands; calls go on meanwhile, so both are asked together. */
  async showsTheTruth(): Promise<void> {
    let truth: Button | null = null;
    await expect
      .poll(
        async () => {
          truth = await this.truth();
          const shown = await this.shown();
          return shown === truth ? AGREED : `widget: ${shown}, server: ${truth}`;
        },
        { message: "the widget shows the call as it is", timeout: SHOWN_WITHIN_MS, intervals: [50] },
      )
      .toBe(AGREED);
    if (truth !== null) this.seen += 1;
  }

  /** Takes what rings, ends what is connected, finishes what is over. */
  async work(): Promise<void> {
    const button = await this.shown();
    // A call that ends by itself in this moment takes the button with it.
    if (button !== null) await this.console[button].click({ timeout: 1_000 }).catch(() => {});
  }

  private async truth(): Promise<Button | null> {
    const mine = (call: CallView) => call.agents.find(({ agentId }) => !this.others.has(agentId))?.state ?? "done";
    const buttons = (await this.operator.activeCalls()).map((call) => shownBy[mine(call)]);
    return buttons.find((button) => button !== null) ?? null;
  }

  private async shown(): Promise<Button | null> {
    for (const button of ["acceptCall", "endCall", "finish"] as const)
      if (await this.console[button].isVisible()) return button;
    return null;
  }
}
