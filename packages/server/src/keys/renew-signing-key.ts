import { randomUUID } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import type { KeyPairMade } from "./make-certificate.ts";
import { seal } from "./sealed.ts";
import { deleteWaitingKeys, insertContactCenterKey } from "./sql/contact-center-keys.ts";

/** Whoever presses Update Key again after a lost answer makes another one; which of them Salesforce has is not known. */
const WAITING_KEYS = 3;

export const keyPurpose = (tenant: TenantId, keyId: string): string => `signing-key:${tenant}:${keyId}`;

/** Keeps a key pair beside the one that signs, until Salesforce has taken it (`signing-keys.ts`). */
export async function keepNewKey(
  tx: Queryable,
  secretKey: Buffer,
  tenant: TenantId,
  made: KeyPairMade,
  now: number,
): Promise<void> {
  const keyId = randomUUID();
  const sealedPrivateKey = seal(secretKey, keyPurpose(tenant, keyId), made.privateKey);
  const { certificate, expiresAt } = made;
  await insertContactCenterKey(tx, tenant, { keyId, certificate, sealedPrivateKey, expiresAt }, now);
  await deleteWaitingKeys(tx, tenant, WAITING_KEYS);
}
