import { activityMoves, presenceRules } from "../../src/agent/presence.ts";
import { assignmentMoves } from "../../src/assignment/moves.ts";
import { commandMoves, factMoves, legMoves } from "../../src/call/moves.ts";
import { phaseMoves } from "../../src/call/phase-moves.ts";

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly because: string;
}

/** A Mermaid state diagram of moves; "none" is the beginning. Moves between the same two states share one arrow. */
export function stateDiagram(edges: readonly Edge[]): string {
  const arrows = new Map<string, string[]>();
  for (const { from, to, because } of edges) {
    const arrow = `${from === "none" ? "[*]" : from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), because]);
  }
  const lines = [...arrows].map(([arrow, reasons]) => `  ${arrow}: ${reasons.join(" / ")}`);
  return ["```mermaid", "stateDiagram-v2", ...lines, "```"].join("\n");
}

const words = (names: readonly string[]): string => (names.length === 0 ? "—" : names.join(", "));

/** A Markdown table, padded the way Prettier pads it, so that formatting the page changes nothing. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

const spread = (
  moves: readonly { readonly on: string; readonly from: readonly string[]; readonly to: string }[],
): Edge[] => moves.flatMap(({ on, from, to }) => from.map((state) => ({ from: state, to, because: on })));

/** Each generated part of docs/call-life.md, by its name there. */
export const parts: Readonly<Record<string, () => string>> = {
  phases: () => stateDiagram(phaseMoves),
  legs: () => stateDiagram([{ from: "none", to: "ringing", because: "legAdded" }, ...spread(legMoves)]),
  "agent on call": () => stateDiagram(spread(assignmentMoves.filter(({ on }) => on !== "legEnded")).concat(ending())),
  agent: () => stateDiagram([{ from: "none", to: "free", because: "agentAdded" }, ...activityMoves]),
  presence: () =>
    table(
      ["Who asks", "The agent is", "Asked to wait", "Then"],
      presenceRules.map((rule) => [rule.side, rule.activity, rule.enqueue ? "yes" : "no", rule.then]),
    ),
  commands: () =>
    table(
      ["Command", "While the call is", "Only if", "Request"],
      commandMoves.map((move) => [
        move.when === undefined ? move.command : `${move.command} (${move.when})`,
        move.phases.join(", "),
        words(move.guards),
        move.request ?? "—",
      ]),
    ),
  facts: () =>
    table(
      ["Fact", "While the leg is", "Only if", "Answers"],
      factMoves.map((move) => [move.fact, move.leg?.join(", ") ?? "—", move.fit, words(move.answers)]),
    ),
};

function ending(): Edge[] {
  return [
    { from: "joining", to: "done", because: "legEnded" },
    { from: "connected", to: "done", because: "legEnded (supervisor)" },
  ];
}

const begin = (name: string): string => `<!-- generated: ${name} -->`;
const end = "<!-- end -->";

/** The page with every generated part made anew. Throws when the page has no place for one. */
export function renew(page: string): string {
  return Object.entries(parts).reduce((text, [name, make]) => {
    const from = text.indexOf(begin(name));
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`docs/call-life.md has no place for "${name}".`);
    return `${text.slice(0, from)}${begin(name)}\n\n${make()}\n\n${text.slice(to)}`;
  }, page);
}
