import { NotCarried, type Carry } from "@partner-telephony/salesforce-voice";
import type { TenantId } from "../engine/engine.ts";
import { Courier, type RequestFrame } from "./courier.ts";

/** Requests that one page carries at once: a browser has six connections to a host, and an agent works in it. */
export const MOST_UNDER_WAY = 8;

/** The couriers of this process, by contact center. Where the org signs, nobody else can report its calls. */
export class Couriers {
  readonly #byTenant = new Map<TenantId, Set<Courier>>();
  readonly #listeners = new Set<() => void>();
  #closing = false;

  /** Contact centers that have a courier here. */
  tenants(): TenantId[] {
    return [...this.#byTenant.keys()];
  }

  /** Told when a courier has come: what waited for one may go. */
  onCome(listener: () => void): void {
    this.#listeners.add(listener);
  }

  enter(tenant: TenantId, say: (frame: RequestFrame) => void): Courier {
    const courier = new Courier(say);
    const here = this.#byTenant.get(tenant) ?? new Set();
    this.#byTenant.set(tenant, here.add(courier));
    for (const listener of this.#listeners) listener();
    return courier;
  }

  leave(tenant: TenantId, courier: Courier): void {
    const here = this.#byTenant.get(tenant);
    here?.delete(courier);
    if (here?.size === 0) this.#byTenant.delete(tenant);
    // This server stops: what is under way is taken up after the restart, not told as failed.
    if (!this.#closing) courier.lose();
  }

  close(): void {
    this.#closing = true;
  }

  /** By a courier of this contact center and no other. */
  carryFor(tenant: TenantId): Carry {
    return async (request, signal, handedOver) => {
      const courier = this.#choose(tenant);
      handedOver();
      return courier.carry(request, signal);
    };
  }

  #choose(tenant: TenantId): Courier {
    const here = [...(this.#byTenant.get(tenant) ?? [])];
    if (here.length === 0) throw new NotCarried("courier.none", false);
    const [best] = here
      .filter(({ load }) => load < MOST_UNDER_WAY)
      .sort((one, other) => Number(one.faulty) - Number(other.faulty) || one.load - other.load);
    if (best === undefined) throw new NotCarried("courier.busy", false);
    return best;
  }
}
