import { createPrivateKey, type KeyObject } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import type { Database } from "../store/database.ts";
import { keyPurpose } from "./renew-signing-key.ts";
import { unseal } from "./sealed.ts";
import { listContactCenterKeys, takeContactCenterKey } from "./sql/contact-center-keys.ts";

/** Null: the installation's key. */
type KeyId = string | null;

/**
 * Which of a contact center's keys signs. Nobody tells us when Salesforce has put a new certificate in the place of the old one,
 * so the old key signs until its token is refused; then the waiting ones are tried, and the first that is accepted stays.
 */
export class SigningKeys {
  readonly #db: Database;
  readonly #tenant: TenantId;
  readonly #installation: KeyObject;
  readonly #secretKey: Buffer;
  readonly #now: () => number;
  /** Undefined: as stored. Set while a waiting key is being tried. */
  #tried: KeyId | undefined;
  /** What the last token was signed with. */
  #active: KeyId = null;

  constructor(
    db: Database,
    tenant: TenantId,
    keys: { readonly installation: KeyObject; readonly secretKey: Buffer },
    now: () => number,
  ) {
    this.#db = db;
    this.#tenant = tenant;
    this.#installation = keys.installation;
    this.#secretKey = keys.secretKey;
    this.#now = now;
  }

  get active(): KeyId {
    return this.#active;
  }

  /** For the next token. @throws Error when PT_SECRET_KEY is not the one that sealed it */
  async signingKey(): Promise<KeyObject> {
    const rows = await listContactCenterKeys(this.#db, this.#tenant);
    const stored = rows.find((row) => row.taken_at !== null) ?? null;
    const row = rows.find(({ key_id }) => key_id === this.#tried) ?? (this.#tried === null ? null : stored);
    this.#active = row?.key_id ?? null;
    if (row === null) return this.#installation;
    const pem = unseal(this.#secretKey, keyPurpose(this.#tenant, row.key_id), row.sealed_private_key);
    if (pem === null) throw new Error("The contact center's signing key was sealed with another PT_SECRET_KEY.");
    return createPrivateKey(pem);
  }

  /** Salesforce has refused a token of `refused`. True: another key is to be tried. */
  async moveOn(refused: KeyId): Promise<boolean> {
    if (this.#active !== refused) return true;
    const rows = await listContactCenterKeys(this.#db, this.#tenant);
    const stored = rows.find((row) => row.taken_at !== null)?.key_id ?? null;
    const waiting = rows.filter((row) => row.taken_at === null).map((row) => row.key_id);
    // Last the installation's, should the admin have imported its certificate again.
    const order: KeyId[] = [stored, ...waiting, ...(stored === null ? [] : [null])];
    // Beyond the last: from the front again, but not for this request. A key that another server has taken meanwhile is new to us.
    const next = order[order.indexOf(refused) + 1];
    this.#tried = next;
    return next !== undefined;
  }

  /** Salesforce has accepted a token of `accepted`: it has that key's certificate now. */
  async accepted(accepted: KeyId): Promise<void> {
    if (this.#tried === undefined || accepted === null || accepted !== this.#tried) return;
    await takeContactCenterKey(this.#db, this.#tenant, accepted, this.#now());
    this.#tried = undefined;
  }
}
