/** Recordings, fetched from the telephony system. What each table is for and how long it is kept: docs/what-is-stored.md. */
export const recordingTables = `
create table recordings (
  tenant_id text not null,
  call_id uuid not null,
  recording_id uuid not null,
  -- offered: to be fetched. none: there is none, or it could not be had.
  state text not null check (state in ('offered', 'stored', 'none')),
  media_type text,
  bytes bigint,
  started_at timestamptz,
  duration_ms bigint,
  traceparent text,
  created_at timestamptz not null,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null default 0,
  last_code text,
  primary key (tenant_id, call_id)
);
create index recordings_due on recordings (due_at) where state = 'offered';

-- In pieces: what is played is read piece by piece, and never a whole hour at once.
create table recording_parts (
  tenant_id text not null,
  call_id uuid not null,
  part integer not null,
  bytes bytea not null,
  primary key (tenant_id, call_id, part)
);

-- Salesforce asks for the recording of a VoiceCall by its vendorCallKey.
create index call_events_vendor_call_key on call_events (tenant_id, (event ->> 'vendorCallKey')) where type = 'legAdded';
`;
