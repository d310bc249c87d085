import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Standing } from "../core/picture.ts";
import { nextStep, type CallEvent, type Told } from "./told.ts";

const standings: Standing[] = ["offered", "joining", "connected", "afterConversationWork", "over"];
const told: Told[] = ["nothing", "ringing", "connected", "hungUp", "afterCallWork", "wrappedUp"];

const tell = (history: readonly Standing[]): CallEvent[] => {
  let state: Told = "nothing";
  return history.flatMap((standing) => {
    const step = nextStep(state, standing);
    state = step.then;
    return step.events;
  });
};

describe("whatever happens to a call, in whatever order it is heard,", () => {
  const history = fc.array(fc.constantFrom(...standings), { maxLength: 12 });

  it("a HANGUP follows only a call that was shown, and only once", () => {
    fc.assert(
      fc.property(history, (standings) => {
        let shown = false;
        for (const event of tell(standings)) {
          if (event === "CALL_STARTED" || event === "CALL_CONNECTED") shown = true;
          if (event !== "HANGUP") continue;
          expect(shown).toBe(true);
          shown = false;
        }
      }),
    );
  });

  it("after conversation work never starts while the call is shown as live, and ends only once it has started", () => {
    fc.assert(
      fc.property(history, (standings) => {
        let live = false;
        let working = false;
        for (const event of tell(standings)) {
          if (event === "CALL_STARTED" || event === "CALL_CONNECTED") [live, working] = [true, false];
          if (event === "HANGUP") live = false;
          if (event === "AFTER_CALL_WORK_STARTED") {
            expect(live).toBe(false);
            working = true;
          }
          if (event === "WRAP_UP_ENDED") expect(working).toBe(true);
        }
      }),
    );
  });

  it("the same news twice is told once", () => {
    for (const state of told)
      for (const standing of standings) expect(nextStep(nextStep(state, standing).then, standing).events).toEqual([]);
  });
});
