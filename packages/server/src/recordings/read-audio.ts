import type { Queryable } from "../store/database.ts";
import type { ByteRange } from "./byte-range.ts";
import { PART_BYTES, readPart } from "./sql/recording-parts.ts";

/** The bytes of a stored recording, read as fast as they are taken. */
export async function* readAudio(
  db: Queryable,
  tenant: string,
  callId: string,
  { from, to }: ByteRange,
): AsyncGenerator<Buffer> {
  const [first, last] = [Math.floor(from / PART_BYTES), Math.floor(to / PART_BYTES)];
  for (let part = first; part <= last; part += 1) {
    const bytes = await readPart(db, tenant, callId, part);
    // Erased while it is played: the connection breaks off, so that the player does not take it for the end.
    if (bytes === null) throw new Error(`Part ${part} of the recording of call ${callId} is gone.`);
    const start = part * PART_BYTES;
    yield bytes.subarray(Math.max(0, from - start), to - start + 1);
  }
}
