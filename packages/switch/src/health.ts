import type { Parked } from "./webhook/delivery.ts";

/** Answer of `GET /v1/health`. Ids, types and codes only: anybody may read it. */
export interface SwitchHealth {
  readonly status: "ok";
  readonly facts: {
    /** Not yet stored by the server. */
    readonly waiting: number;
    /** The last try failed and there has been no success since. */
    readonly serverReachable: boolean;
    /** Why the server turned the last try away: wrong secret, wrong address, contact center not set up. Null: it did not. */
    readonly turnedAway: { readonly status: number; readonly code: string | null; readonly since: number } | null;
    /** Refused by the server for good; tried once more at the next start. The newest 50. */
    readonly parked: readonly Parked[];
    readonly parkedCount: number;
  };
}
