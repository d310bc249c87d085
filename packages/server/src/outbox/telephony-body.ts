import type { Destination, TelephonyRequestBody } from "@partner-telephony/api";
import type { Endpoint, OutgoingRequest } from "@partner-telephony/calls";
import type { z } from "zod";
import type { Queryable } from "../store/database.ts";
import { readDigits } from "../store/statements/digits.ts";
import { readAgent } from "../store/statements/read-agent.ts";
import { readNamesOf } from "../store/statements/read-names.ts";

/** What the request points to has been erased or was never there: it can never be carried out. */
export interface Missing {
  readonly missing: "destination.unknown" | "agent.unknown" | "digits.unknown";
}

/** The request in the api's words, with numbers, names and digits put in only now. */
export async function telephonyBody(
  db: Queryable,
  tenant: string,
  { requestId, callId, request }: OutgoingRequest,
): Promise<TelephonyRequestBody | Missing> {
  const common = { requestId, callId, tenant };
  switch (request.type) {
    case "ringAgent":
    case "supervise": {
      const agent = await agentOf(db, tenant, request.agentId);
      if (agent === null) return { missing: "agent.unknown" };
      const { legId } = request;
      return request.type === "ringAgent"
        ? { type: "ringAgent", ...common, legId, agent }
        : { type: "supervise", ...common, legId, agentLegId: request.agentLegId, agent };
    }
    case "dial": {
      const to = await destinationOf(db, tenant, request.to);
      if (to === null) return { missing: "destination.unknown" };
      const { type, legId, agentLegId } = request;
      const callerId = await callerIdOf(db, tenant, request.to);
      return { type, ...common, legId, agentLegId, to, ...(callerId === null ? {} : { callerId }) };
    }
    case "addParticipant":
    case "blindTransfer": {
      const to = await destinationOf(db, tenant, request.to);
      if (to === null) return { missing: "destination.unknown" };
      const { type, legId, agentLegId } = request;
      return { type, ...common, legId, agentLegId, to };
    }
    case "sendDigits": {
      const digits = await readDigits(db, tenant, request.digitsId);
      if (digits === null) return { missing: "digits.unknown" };
      return { type: "sendDigits", ...common, legId: request.legId, digits };
    }
    default:
      return { ...common, ...request };
  }
}

async function agentOf(
  db: Queryable,
  tenant: string,
  agentId: string,
): Promise<{ agentId: string; username: string; phone: string | null } | null> {
  const agent = await readAgent(db, tenant, agentId);
  const profile = (await readNamesOf(db, tenant, { agentIds: [agentId] })).agents.get(agentId);
  if (agent === null || profile === undefined) return null;
  const phone = agent.phone.type === "DESK_PHONE" ? agent.phone.number : null;
  return { agentId, username: profile.username, phone };
}

async function callerIdOf(db: Queryable, tenant: string, to: Endpoint): Promise<string | null> {
  if (to.kind !== "party") return null;
  return (await readNamesOf(db, tenant, { partyIds: [to.partyId] })).parties.get(to.partyId)?.dialed ?? null;
}

async function destinationOf(db: Queryable, tenant: string, to: Endpoint): Promise<z.infer<typeof Destination> | null> {
  if (to.kind !== "party") return to;
  const party = (await readNamesOf(db, tenant, { partyIds: [to.partyId] })).parties.get(to.partyId);
  const number = party?.e164 ?? party?.raw ?? null;
  return number === null ? null : { kind: "number", number };
}
