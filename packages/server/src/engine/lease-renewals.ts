import type { Refusal } from "@partner-telephony/calls";
import { readAgent } from "../store/statements/read-agent.ts";
import { renewLease } from "../store/statements/renew-lease.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Engine } from "./engine.ts";

/** Past the log, because every agent does it every second; the lease's deadline looks at the row when it is due. */
export function leaseRenewals({ database, now, policy }: Dependencies): Engine["renewLease"] {
  return async (tenant, agentId, held): Promise<Refusal | null> => {
    if (await renewLease(database, tenant, agentId, held, now() + policy.leaseMs)) return null;
    const agent = await readAgent(database, tenant, agentId);
    if (agent === null) return { refused: true, code: "agent.unknown", detail: { agentId } };
    return { refused: true, code: "session.superseded", detail: { epoch: agent.lastEpoch } };
  };
}
