import type { Fact, Status } from "../fact.ts";

/**
 * One conformance scenario between console (host) and connector. Both sides are judged by the same list.
 *
 * `frames` are what the connector puts on the port, in order, without log frames: `EVENT_NAME`, `ERROR code`, `INFO code`,
 * `ERROR custom`, `CONNECTOR_READY`. Empty means silence. `also` says in words what frames cannot.
 */
export interface Scenario extends Fact {
  readonly topic: string;
  readonly versions: readonly (3 | 4)[];
  readonly given: string;
  /** `host: …` or `connector: …`. */
  readonly sent: string;
  readonly frames: readonly string[];
  readonly also: string;
}

/** Rows `number | versions | given | sent | frames, separated by ; | also | status (when not the table's)`. */
export function scenarioTable(topic: string, source: string, status: Status, table: string): readonly Scenario[] {
  return table
    .trim()
    .split("\n")
    .map((row) => {
      const [number = "", versions = "", given = "", sent = "", frames = "", also = "", own] = row
        .split("|")
        .map((cell) => cell.trim());
      return {
        id: `scenario.${number}`,
        topic,
        versions: versions === "both" ? [3, 4] : [Number(versions) as 3 | 4],
        given,
        sent,
        frames: frames === "" ? [] : frames.split(";").map((frame) => frame.trim()),
        also,
        source,
        status: (own as Status | undefined) ?? status,
      };
    });
}
