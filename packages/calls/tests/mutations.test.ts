import { describe, expect, test } from "vitest";
import { equivalent } from "./mutations/equivalent.ts";
import { mutations } from "./mutations/mutations.ts";
import { allPromises } from "./promises/all.ts";
import { tryRandomRuns } from "./random/messages.ts";

const promises = Object.values(allPromises).flatMap((group) => Object.values(group));

function fails(attempt: () => void): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}

/** Caught by a promise, or else by random runs against the invariants (few, and always the same ones). */
const isCaught = ({ rules }: (typeof mutations)[number]): boolean =>
  promises.some((keeps) => fails(() => keeps({ rules }))) || fails(() => tryRandomRuns({ rules }, 60, 7));

const tables = [...new Set(mutations.map(({ name }) => name.split(/[:,( ]/)[0] ?? name))];

describe("a table of moves with one entry spoiled does not pass unnoticed", () => {
  test("there are many such tables", () => {
    expect(mutations.length).toBeGreaterThan(300);
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  });

  test.each(tables)(
    "%s",
    (table) => {
      const spoiled = mutations.filter(({ name }) => name.split(/[:,( ]/)[0] === table && !(name in equivalent));
      expect(spoiled.filter((mutation) => !isCaught(mutation)).map(({ name }) => name)).toEqual([]);
    },
    30_000,
  );

  test("what is said to change nothing exists", () => {
    const names = mutations.map(({ name }) => name);
    expect(Object.keys(equivalent).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("invariants alone, without any promise, notice", () => {
  const byInvariants = [
    "hold: drop the guard notMerged",
    "hold: drop the guard targetTalks",
    "merge: drop the guard enoughToMerge",
    "addParticipant: drop the guard roomForParticipant",
    "merge: drop the guard notMerged",
    "legMuted: allow while the leg is ringing",
    "pauseRecording: drop the guard recordingRuns",
    "legEnded: allow while the leg is ended",
    "legHeld: allow while the leg is ringing",
    "recordingPaused: drop recordingOn",
    "legsMerged: drop mergeable",
    "leg, legConnected: goes to ended",
    "leg, legEnded: goes to connected",
    "agent on call, joined: goes to connected",
    "agent on call, offered: goes to joining",
    "agent on call, afterConversationWorkStarted: goes to done",
    "agent on call, wrappedUp: goes to connected",
    "legConnected: allow while the leg is ended",
    "accept (callbackToDial): drop the effect",
    "wrapUp: drop the guard inAfterConversationWork",
  ];

  test.each(byInvariants)(
    "%s",
    (name) => {
      const mutation = mutations.find((other) => other.name === name);
      expect(mutation).toBeDefined();
      expect(fails(() => tryRandomRuns({ rules: mutation!.rules }, 400, 11))).toBe(true);
    },
    30_000,
  );
});
