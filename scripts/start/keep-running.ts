import { ProcessFailed, type Ending } from "./processes.ts";

/** How long is waited before each new start of a process that keeps ending soon; after the last it is given up. */
const WAITS_MS = [0, 500, 1_000, 2_000, 4_000];
/** A process that ran this long was well: its next death counts as the first. */
const WELL_AFTER_MS = 30_000;
/** Exit codes of sysexits.h that a new start cannot mend: a file cannot be made, the configuration does not fit. */
const NEEDS_A_PERSON = [73, 78];

export interface Keeping {
  readonly name: string;
  /** How the process that runs now ends. */
  readonly ended: () => Promise<Ending>;
  readonly restart: () => Promise<void>;
  readonly say: (line: string) => void;
  /** Fires when everything is to stop. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

export interface GaveUp {
  readonly sentence: string;
  readonly exitCode: number;
}

/** Starts a process again whenever it ends by itself. Answers why that no longer helps; never once all is to stop. */
export async function keepRunning(keeping: Keeping): Promise<GaveUp> {
  const { name, say, signal, now, pause } = keeping;
  let deaths = 0;
  let startedAt = now();
  let ending = await keeping.ended();
  while (!signal.aborted) {
    deaths = now() - startedAt >= WELL_AFTER_MS ? 1 : deaths + 1;
    const gaveUp = whyHopeless(name, ending, deaths);
    if (gaveUp !== null) return gaveUp;
    say(`The ${name} ended by itself (${ending.how}). Starting it again …`);
    await pause(WAITS_MS[deaths - 1]!);
    if (signal.aborted) break;
    const failed = await keeping.restart().then(
      () => null,
      (error: unknown) => error,
    );
    startedAt = now();
    if (failed === null) say(`The ${name} runs again.`);
    else if (!(failed instanceof ProcessFailed)) throw failed;
    ending = failed?.ending ?? (await keeping.ended());
  }
  return new Promise<never>(() => {});
}

function whyHopeless(name: string, { code, how, lastLines }: Ending, deaths: number): GaveUp | null {
  const words = lastLines.map((line) => `\n  ${line}`).join("");
  if (code !== null && NEEDS_A_PERSON.includes(code))
    return { exitCode: code, sentence: `The ${name} ended with ${how}, which no new start mends:${words}` };
  if (deaths > WAITS_MS.length)
    return {
      exitCode: 1,
      sentence: `The ${name} ended ${deaths} times in a row (last: ${how}) and is given up:${words}`,
    };
  return null;
}
