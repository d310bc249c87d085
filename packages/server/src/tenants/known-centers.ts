import type { TenantId } from "../engine/engine.ts";
import type { Database } from "../store/database.ts";
import { defaultTenant } from "./default-tenant.ts";
import { findContactCenter, type ContactCenterFound } from "./sql/find-contact-center.ts";

/** For so long what another server process has changed may be unknown here. */
export const KNOWN_FOR_MS = 1_000;

/** Contact centers as they were read a moment ago: each fact of a telephony system asks for them. */
export interface KnownCenters {
  /** @throws ProblemError `tenant.not-chosen` */
  defaultTenant(): Promise<TenantId>;
  find(tenant: TenantId): Promise<ContactCenterFound | null>;
  /** After a change by this process: whoever asks from now on sees it. */
  forget(): void;
}

/** `now` in epoch milliseconds. Failures and contact centers that are not there are not kept. */
export function knownCenters(db: Database, chosen: TenantId | null, now: () => number): KnownCenters {
  let known = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  const remembered = <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now()) return kept.value as Promise<Value>;
    const value = read();
    const reading = known;
    reading.set(key, { until: now() + KNOWN_FOR_MS, value });
    value.then(
      (found) => found === null && reading.delete(key),
      () => reading.delete(key),
    );
    return value;
  };

  return {
    defaultTenant: () => remembered("", () => defaultTenant(db, chosen)),
    find: (tenant) => remembered(tenant, () => findContactCenter(db, tenant)),
    forget() {
      // A read that is still under way ends in the old map, where nobody looks any more.
      known = new Map();
    },
  };
}
