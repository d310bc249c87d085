import { durationMs, type Stretch } from "./score.ts";

/** Telephone quality: 8 kHz, one channel, 16 bits. */
export const SAMPLE_RATE = 8_000;
const PER_MS = SAMPLE_RATE / 1_000;
const BYTES = 2;
const HEADER_BYTES = 44;
/** Of one voice. Four at once stay below the highest sample; more are made quieter. */
const LOUDNESS = 0.24;
/** Each stretch comes and goes within 5 ms, so that nothing clicks. */
const FADE_SAMPLES = 40;
const CHUNK_SAMPLES = 16_384;

/** Length of the file in bytes. */
export const waveBytes = (stretches: readonly Stretch[]): number =>
  HEADER_BYTES + durationMs(stretches) * PER_MS * BYTES;

/** A WAV file of these stretches, one after the other; made while it is read, never whole in memory. */
export function* waveFile(stretches: readonly Stretch[]): Generator<Buffer> {
  yield header(durationMs(stretches) * PER_MS * BYTES);
  let position = 0;
  for (const stretch of stretches) {
    const length = (stretch.to - stretch.from) * PER_MS;
    for (let from = 0; from < length; from += CHUNK_SAMPLES) {
      const count = Math.min(CHUNK_SAMPLES, length - from);
      yield samples(stretch.tones, { position: position + from, from, count, length });
    }
    position += length;
  }
}

interface Window {
  /** Of the first sample, in the file. */
  readonly position: number;
  /** Of the first sample, in its stretch of `length`. */
  readonly from: number;
  readonly count: number;
  readonly length: number;
}

function samples(tones: readonly number[], { position, from, count, length }: Window): Buffer {
  const bytes = Buffer.alloc(count * BYTES);
  const loudness = Math.min(LOUDNESS, 0.96 / Math.max(1, tones.length)) * 32_767;
  for (let index = 0; index < count && tones.length > 0; index += 1) {
    const fade = Math.min(1, (from + index) / FADE_SAMPLES, (length - from - index) / FADE_SAMPLES);
    let value = 0;
    for (const hertz of tones) value += Math.sin((2 * Math.PI * hertz * (position + index)) / SAMPLE_RATE);
    bytes.writeInt16LE(Math.round(value * loudness * fade), index * BYTES);
  }
  return bytes;
}

/** RIFF header of PCM data (Multimedia Programming Interface and Data Specifications 1.0, 1991). */
function header(dataBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * BYTES, 28);
  bytes.writeUInt16LE(BYTES, 32);
  bytes.writeUInt16LE(BYTES * 8, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}
