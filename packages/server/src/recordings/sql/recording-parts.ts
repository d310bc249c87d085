import type { Queryable } from "../../store/database.ts";

/** Of each part but the last. */
export const PART_BYTES = 262_144;

/** A repeat brings the same bytes: whoever fetches a second time overwrites the first. */
export async function putPart(
  db: Queryable,
  tenant: string,
  callId: string,
  part: number,
  bytes: Buffer,
): Promise<void> {
  await db.query(
    `insert into recording_parts (tenant_id, call_id, part, bytes) values ($1, $2, $3, $4)
     on conflict (tenant_id, call_id, part) do update set bytes = excluded.bytes`,
    [tenant, callId, part, bytes],
  );
}

export async function readPart(db: Queryable, tenant: string, callId: string, part: number): Promise<Buffer | null> {
  const [row] = await db.query<{ bytes: Uint8Array }>(
    "select bytes from recording_parts where tenant_id = $1 and call_id = $2 and part = $3",
    [tenant, callId, part],
  );
  return row === undefined ? null : Buffer.from(row.bytes);
}
