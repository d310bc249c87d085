import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface ContactCenterKeyRow {
  readonly key_id: string;
  readonly sealed_private_key: string;
  readonly taken_at: Date | null;
}

/** The one that signs, if Salesforce has taken one, then those that it may have taken since, newest first. */
export function listContactCenterKeys(db: Queryable, tenant: TenantId): Promise<ContactCenterKeyRow[]> {
  return db.query<ContactCenterKeyRow>(
    `select key_id, sealed_private_key, taken_at from contact_center_signing_keys where tenant_id = $1
     order by taken_at is null, created_at desc, key_id`,
    [tenant],
  );
}

export async function insertContactCenterKey(
  tx: Queryable,
  tenant: TenantId,
  key: {
    readonly keyId: string;
    readonly certificate: string;
    readonly sealedPrivateKey: string;
    readonly expiresAt: number;
  },
  now: number,
): Promise<void> {
  await tx.query(
    `insert into contact_center_signing_keys
       (tenant_id, key_id, certificate, sealed_private_key, expires_at, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [tenant, key.keyId, key.certificate, key.sealedPrivateKey, new Date(key.expiresAt), new Date(now)],
  );
}

/** Of the keys that wait for Salesforce the newest stay. */
export async function deleteWaitingKeys(tx: Queryable, tenant: TenantId, stay: number): Promise<void> {
  await tx.query(
    `delete from contact_center_signing_keys where tenant_id = $1 and key_id in (
       select key_id from contact_center_signing_keys where tenant_id = $1 and taken_at is null
       order by created_at desc, key_id offset $2)`,
    [tenant, stay],
  );
}

/** Salesforce has taken this key: it signs from now on, and those that are older go. */
export async function takeContactCenterKey(tx: Queryable, tenant: TenantId, keyId: string, now: number): Promise<void> {
  await tx.query(
    `with taken as (
       update contact_center_signing_keys set taken_at = $3
       where tenant_id = $1 and key_id = $2 and taken_at is null returning created_at
     )
     delete from contact_center_signing_keys k using taken
     where k.tenant_id = $1 and k.key_id <> $2 and (k.taken_at is not null or k.created_at <= taken.created_at)`,
    [tenant, keyId, new Date(now)],
  );
}
