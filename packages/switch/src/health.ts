import type { Parked } from "./webhook/delivery.ts";

/** Answer of `GET /v1/health`. Ids, types and codes only: anybody may read it. */
export interface SwitchHealth {
  readonly status: "ok";
  readonly facts: {
    /** Not yet stored by the server. */
    readonly waiting: number;
    /** The last try failed and there has been no success since. */
    readonly serverReachable: boolean;
    /** Refused by the server for good; tried once more at the next start. The newest 50. */
    readonly parked: readonly Parked[];
    readonly parkedCount: number;
  };
}
