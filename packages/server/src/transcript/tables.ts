/** What has been said and not yet told to Salesforce. What each is for and how long it is kept: docs/what-is-stored.md. */
export const transcriptTables = `
alter table agent_profiles add column salesforce_user_id text;

-- One row for each call: counts, and the claim by which the call's utterances leave in order.
create table transcripts (
  tenant_id text not null,
  call_id uuid not null,
  waiting integer not null,
  sent integer not null,
  left_out integer not null,
  refused integer not null,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null,
  last_code text,
  primary key (tenant_id, call_id)
);
create index transcripts_due on transcripts (due_at) where waiting > 0;

create table utterances (
  tenant_id text not null,
  call_id uuid not null,
  position bigint generated always as identity,
  utterance_id uuid not null,
  leg_id uuid not null,
  text text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, call_id, position)
);

-- Salesforce limits an org, as with voice_call_pace.
create table utterance_pace (
  org_id text not null,
  second bigint not null,
  taken integer not null,
  primary key (org_id, second)
);
`;
