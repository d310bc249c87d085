import { toneOf } from "../recording/score.ts";

/** The samples of a WAV file as any player would read it: PCM, one channel, 16 bits. Throws on anything else. */
export function decodeWave(file: Buffer): { readonly rate: number; readonly samples: Float32Array } {
  const text = (at: number) => file.toString("latin1", at, at + 4);
  if (text(0) !== "RIFF" || text(8) !== "WAVE" || text(12) !== "fmt " || text(36) !== "data") throw new Error("no WAV");
  const [format, channels, rate, bits] = [20, 22, 24, 34].map((at) => file.readUInt16LE(at));
  if (format !== 1 || channels !== 1 || bits !== 16)
    throw new Error(`format ${format}, ${channels} channels, ${bits} bits`);
  const bytes = file.readUInt32LE(40);
  if (bytes !== file.length - 44 || file.readUInt32LE(4) !== file.length - 8) throw new Error("length in the header");
  const samples = Float32Array.from({ length: bytes / 2 }, (_, index) => file.readInt16LE(44 + index * 2) / 32_768);
  return { rate: rate!, samples };
}

/** Strength of one frequency in these samples, by Goertzel's algorithm: about 0.24 for a voice of ours. */
export function strengthOf(samples: Float32Array, hertz: number, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  return (2 * Math.sqrt(Math.max(0, before ** 2 + last ** 2 - turn * before * last))) / samples.length;
}

/** Places of the legs that are heard around this moment of the file, in a window of 20 ms. */
export function heardAt({ rate, samples }: ReturnType<typeof decodeWave>, ms: number): number[] {
  const half = rate / 100;
  const middle = Math.round((ms * rate) / 1_000);
  const window = samples.subarray(Math.max(0, middle - half), middle + half);
  return Array.from({ length: 20 }, (_, place) => place).filter(
    (place) => strengthOf(window, toneOf(place), rate) > 0.1,
  );
}
