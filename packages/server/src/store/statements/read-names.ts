import type { Queryable } from "../database.ts";

/** Null in all fields once the party has been erased. */
export interface StoredParty {
  readonly raw: string | null;
  readonly e164: string | null;
  readonly name: string | null;
  readonly dialed: string | null;
}

export interface AgentProfile {
  readonly username: string;
  readonly displayName: string;
  readonly salesforceUserId: string | null;
}

/** Everything personal that a view needs; the states point to it by id. */
export interface Names {
  readonly parties: ReadonlyMap<string, StoredParty>;
  readonly agents: ReadonlyMap<string, AgentProfile>;
  readonly queues: ReadonlyMap<string, string>;
  /** First vendorCallKey of calls that others follow. */
  readonly callKeys: ReadonlyMap<string, string>;
}

export interface Named {
  readonly partyIds?: readonly string[];
  readonly agentIds?: readonly string[];
  readonly queueIds?: readonly string[];
  readonly callIds?: readonly string[];
}

interface Row {
  readonly parties: Readonly<Record<string, StoredParty>> | null;
  readonly agents: Readonly<Record<string, AgentProfile>> | null;
  readonly queues: Readonly<Record<string, string>> | null;
  readonly call_keys: Readonly<Record<string, string>> | null;
}

/** One statement, because every signal to every agent asks for them. */
export async function readNamesOf(db: Queryable, tenant: string, named: Named): Promise<Names> {
  const { partyIds = [], agentIds = [], queueIds = [], callIds = [] } = named;
  if (partyIds.length + agentIds.length + queueIds.length + callIds.length === 0) return namesIn(undefined);
  const rows = await db.query<Row>(
    `select (
       select jsonb_object_agg(party_id, jsonb_build_object('raw', raw, 'e164', e164, 'name', name, 'dialed', dialed))
       from parties where tenant_id = $1 and party_id = any($2::uuid[])
     ) as parties, (
       select jsonb_object_agg(agent_id,
         jsonb_build_object('username', username, 'displayName', display_name, 'salesforceUserId', salesforce_user_id))
       from agent_profiles where tenant_id = $1 and agent_id = any($3::uuid[])
     ) as agents, (
       select jsonb_object_agg(queue_id, name)
       from contact_center_queues where tenant_id = $1 and queue_id = any($4::text[])
     ) as queues, (
       select jsonb_object_agg(call_id, snapshot->>'firstVendorCallKey')
       from calls where tenant_id = $1 and call_id = any($5::uuid[])
     ) as call_keys`,
    [tenant, partyIds, agentIds, queueIds, callIds],
  );
  return namesIn(rows[0]);
}

const namesIn = (row: Row | undefined): Names => ({
  parties: new Map(Object.entries(row?.parties ?? {})),
  agents: new Map(Object.entries(row?.agents ?? {})),
  queues: new Map(Object.entries(row?.queues ?? {})),
  callKeys: new Map(Object.entries(row?.call_keys ?? {})),
});
