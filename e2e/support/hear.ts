import type { Page } from "@playwright/test";

/** A recording as a browser decodes it. */
export interface Heard {
  readonly rate: number;
  readonly samples: Float32Array;
}

const RATE = 8_000;
const WINDOW_MS = 20;
/** A voice of the practice switch has about 0.24. */
const AUDIBLE = 0.1;

/** Decodes with the browser's own decoder, whatever the file's format is. */
export async function decode(page: Page, file: Buffer): Promise<Heard> {
  const base64 = await page.evaluate(
    async ({ data, rate }) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const audio = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes.buffer);
      const found = new Uint8Array(audio.getChannelData(0).buffer);
      let text = "";
      for (let from = 0; from < found.length; from += 8_192)
        text += String.fromCharCode(...found.subarray(from, from + 8_192));
      return btoa(text);
    },
    { data: file.toString("base64"), rate: RATE },
  );
  const bytes = Buffer.from(base64, "base64");
  return { rate: RATE, samples: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) };
}

export const lengthMs = ({ rate, samples }: Heard): number => (samples.length / rate) * 1_000;

/** Which of these frequencies sound around this moment. Goertzel's algorithm. */
export function tonesAt({ rate, samples }: Heard, ms: number, frequencies: readonly number[]): number[] {
  const from = Math.max(0, Math.round(((ms - WINDOW_MS / 2) * rate) / 1_000));
  const window = samples.subarray(from, from + (WINDOW_MS * rate) / 1_000);
  return frequencies.filter((hertz) => {
    const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
    let [before, last] = [0, 0];
    for (const sample of window) [before, last] = [last, sample + turn * last - before];
    return (2 * Math.sqrt(Math.max(0, before ** 2 + last ** 2 - turn * before * last))) / window.length > AUDIBLE;
  });
}

export interface Change {
  readonly at: number;
  readonly tones: readonly number[];
}

/** When what is heard changes, to 10 ms: the first entry is how the recording begins. */
export function changes(heard: Heard, frequencies: readonly number[]): Change[] {
  const found: Change[] = [];
  for (let at = WINDOW_MS / 2; at < lengthMs(heard) - WINDOW_MS / 2; at += 10) {
    const tones = tonesAt(heard, at, frequencies);
    if (JSON.stringify(tones) !== JSON.stringify(found.at(-1)?.tones)) found.push({ at, tones });
  }
  // Where one voice goes a moment before another, what lies between is no stretch of the call.
  return found.filter(({ at }, index) => (found[index + 1]?.at ?? Infinity) - at > 60);
}
