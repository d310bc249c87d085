/** Tables of the engine. What each is for and how long it is kept: docs/what-is-stored.md. */
export const callTables = `
create table calls (
  tenant_id text not null references contact_centers,
  call_id uuid not null,
  version integer not null,
  phase text not null,
  snapshot jsonb not null,
  -- Agents for whom the call is not over.
  agent_ids uuid[] not null,
  -- Since when an agent is sought; null: none is.
  seeks_agent_since timestamptz,
  -- Of the message that began it: what the server does of its own accord belongs to the same trace.
  traceparent text,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, call_id)
);
create index calls_open on calls (tenant_id, started_at) where phase <> 'ended';
create index calls_of_agent on calls using gin (agent_ids) where phase <> 'ended';
create index calls_seeking_agent on calls (tenant_id, seeks_agent_since) where seeks_agent_since is not null;

create table call_events (
  tenant_id text not null,
  call_id uuid not null,
  version integer not null,
  at timestamptz not null,
  type text not null,
  v smallint not null,
  event jsonb not null,
  traceparent text,
  primary key (tenant_id, call_id, version)
);

create table agents (
  tenant_id text not null references contact_centers,
  agent_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  routability text not null,
  available_since timestamptz,
  -- Last number given to a signal: counted under this row's lock, so commits come in its order.
  last_seq bigint not null,
  changed_at timestamptz not null,
  primary key (tenant_id, agent_id)
);
create index agents_available on agents (tenant_id, available_since) where routability = 'available';

create table agent_events (
  tenant_id text not null,
  agent_id uuid not null,
  version integer not null,
  at timestamptz not null,
  type text not null,
  v smallint not null,
  event jsonb not null,
  traceparent text,
  primary key (tenant_id, agent_id, version)
);

-- The call stands in it as it was, without names and numbers: these are joined when it is read.
create table agent_signals (
  tenant_id text not null,
  agent_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  signal jsonb not null,
  primary key (tenant_id, agent_id, seq)
);
create index agent_signals_age on agent_signals (at);

create table parties (
  tenant_id text not null,
  party_id uuid not null,
  raw text,
  e164 text,
  name text,
  dialed text,
  created_at timestamptz not null,
  primary key (tenant_id, party_id)
);

create table digits (
  tenant_id text not null,
  digits_id uuid not null,
  digits text not null,
  created_at timestamptz not null,
  primary key (tenant_id, digits_id)
);

create table outbox (
  tenant_id text not null,
  outbox_id bigint generated always as identity,
  lane text not null check (lane in ('telephony', 'salesforce')),
  call_id uuid not null,
  type text not null,
  item jsonb not null,
  traceparent text,
  deadline_at timestamptz,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  last_code text,
  parked_at timestamptz,
  primary key (tenant_id, outbox_id)
);
create index outbox_order on outbox (tenant_id, lane, call_id, outbox_id) where parked_at is null;
create index outbox_due on outbox (lane, due_at) where parked_at is null;
create index outbox_parked on outbox (tenant_id, parked_at) where parked_at is not null;

create table deadlines (
  tenant_id text not null,
  key text not null,
  call_id uuid,
  agent_id uuid,
  due_at timestamptz not null,
  deadline jsonb not null,
  -- Version of the target when it was set: a deadline set again is another one.
  expected_version integer not null,
  claimed_until timestamptz,
  traceparent text,
  primary key (tenant_id, key)
);
create index deadlines_due on deadlines (due_at);

create table facts_seen (
  tenant_id text not null,
  fact_id text not null,
  at timestamptz not null,
  primary key (tenant_id, fact_id)
);
create index facts_seen_age on facts_seen (at);

create table idempotency (
  tenant_id text not null,
  scope text not null,
  key text not null,
  fingerprint text not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, scope, key)
);
create index idempotency_age on idempotency (created_at);

create table reconcile_entries (
  tenant_id text not null,
  entry_id bigint generated always as identity,
  at timestamptz not null,
  call_id uuid,
  agent_id uuid,
  code text not null,
  detail jsonb not null,
  primary key (tenant_id, entry_id)
);

-- Salesforce limits an org, not a contact center: the one key that a tenant does not lead.
create table voice_call_pace (
  org_id text not null,
  second bigint not null,
  taken integer not null,
  primary key (org_id, second)
);
`;
