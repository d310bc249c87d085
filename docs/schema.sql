-- Written by a test from the migrated database; see packages/server/src/store/migrate.test.ts.

CREATE TABLE agent_events (
  tenant_id text not null,
  agent_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  type text not null,
  v smallint not null,
  event jsonb not null,
  traceparent text,
  PRIMARY KEY (tenant_id, agent_id, version)
);

CREATE TABLE agent_group_members (
  tenant_id text not null,
  group_id text not null,
  agent_id uuid not null,
  PRIMARY KEY (tenant_id, group_id, agent_id)
);
CREATE INDEX agent_group_members_agent ON agent_group_members USING btree (tenant_id, agent_id);

CREATE TABLE agent_groups (
  tenant_id text not null,
  group_id text not null,
  name text not null,
  description text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, group_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);

CREATE TABLE agent_profiles (
  tenant_id text not null,
  agent_id uuid not null,
  username text not null,
  display_name text not null,
  password_hash text,
  supervisor boolean not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  salesforce_user_id text,
  removed_at timestamp with time zone,
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);
CREATE INDEX agent_profiles_salesforce_user ON agent_profiles USING btree (tenant_id, "left"(salesforce_user_id, 15));
CREATE UNIQUE INDEX agent_profiles_username ON agent_profiles USING btree (tenant_id, lower(username));

CREATE TABLE agent_settings (
  tenant_id text not null,
  agent_id uuid not null,
  caller_id text,
  queue_id text,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);

CREATE TABLE agent_signals (
  tenant_id text not null,
  agent_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  signal jsonb not null,
  PRIMARY KEY (tenant_id, agent_id, seq)
);
CREATE INDEX agent_signals_age ON agent_signals USING btree (at);

CREATE TABLE agents (
  tenant_id text not null,
  agent_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  routability text not null,
  available_since timestamp with time zone,
  last_seq bigint not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);
CREATE INDEX agents_available ON agents USING btree (tenant_id, available_since) WHERE (routability = 'available'::text);

CREATE TABLE call_attributes (
  tenant_id text not null,
  call_id uuid not null,
  attributes jsonb not null,
  PRIMARY KEY (tenant_id, call_id)
);

CREATE TABLE call_events (
  tenant_id text not null,
  call_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  type text not null,
  v smallint not null,
  event jsonb not null,
  traceparent text,
  PRIMARY KEY (tenant_id, call_id, version)
);
CREATE INDEX call_events_vendor_call_key ON call_events USING btree (tenant_id, ((event ->> 'vendorCallKey'::text))) WHERE (type = 'legAdded'::text);

CREATE TABLE call_messages (
  tenant_id text not null,
  call_id uuid not null,
  position bigint not null generated always as identity,
  message_id uuid not null,
  sent_by text not null,
  body jsonb not null,
  traceparent text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  refused_code text,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  attempts integer not null default 0,
  PRIMARY KEY (tenant_id, call_id, "position"),
  CHECK ((sent_by = ANY (ARRAY['agent'::text, 'telephonySystem'::text])))
);
CREATE INDEX call_messages_due ON call_messages USING btree (due_at) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX call_messages_id ON call_messages USING btree (tenant_id, message_id);
CREATE INDEX call_messages_settled ON call_messages USING btree (settled_at);

CREATE TABLE calls (
  tenant_id text not null,
  call_id uuid not null,
  version integer not null,
  phase text not null,
  snapshot jsonb not null,
  agent_ids uuid[] not null,
  seeks_agent_since timestamp with time zone,
  traceparent text,
  started_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, call_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);
CREATE INDEX calls_of_agent ON calls USING gin (agent_ids) WHERE (phase <> 'ended'::text);
CREATE INDEX calls_open ON calls USING btree (tenant_id, started_at) WHERE (phase <> 'ended'::text);
CREATE INDEX calls_seeking_agent ON calls USING btree (tenant_id, seeks_agent_since) WHERE (seeks_agent_since IS NOT NULL);

CREATE TABLE contact_center_phone_numbers (
  tenant_id text not null,
  phone_number text not null,
  PRIMARY KEY (tenant_id, phone_number),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);

CREATE TABLE contact_center_queues (
  tenant_id text not null,
  queue_id text not null,
  name text not null,
  created_in_setup boolean not null default false,
  PRIMARY KEY (tenant_id, queue_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);

CREATE TABLE contact_center_signing_keys (
  tenant_id text not null,
  key_id uuid not null,
  certificate text not null,
  sealed_private_key text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  PRIMARY KEY (tenant_id, key_id),
  FOREIGN KEY (tenant_id) REFERENCES contact_centers(tenant_id)
);

CREATE TABLE contact_centers (
  tenant_id text not null,
  org_id text not null,
  contact_center text not null,
  display_name text not null,
  scrt_url text not null,
  signer text not null,
  default_country text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  org_domain text,
  saml_metadata text,
  UNIQUE (org_id, contact_center),
  PRIMARY KEY (tenant_id),
  CHECK ((signer = ANY (ARRAY['server'::text, 'org'::text])))
);

CREATE TABLE deadlines (
  tenant_id text not null,
  key text not null,
  call_id uuid,
  agent_id uuid,
  due_at timestamp with time zone not null,
  deadline jsonb not null,
  expected_version integer not null,
  claimed_until timestamp with time zone,
  traceparent text,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX deadlines_due ON deadlines USING btree (due_at);

CREATE TABLE digits (
  tenant_id text not null,
  digits_id uuid not null,
  digits text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, digits_id)
);

CREATE TABLE facts_seen (
  tenant_id text not null,
  fact_id text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, fact_id)
);
CREATE INDEX facts_seen_age ON facts_seen USING btree (at);

CREATE TABLE http_answers (
  tenant_id text not null,
  scope text not null,
  key uuid not null,
  fingerprint bytea not null,
  sealed_answer text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, scope, key)
);
CREATE INDEX http_answers_age ON http_answers USING btree (created_at);

CREATE TABLE idempotency (
  tenant_id text not null,
  scope text not null,
  key text not null,
  fingerprint text not null,
  answer jsonb not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, scope, key)
);
CREATE INDEX idempotency_age ON idempotency USING btree (created_at);

CREATE TABLE log_in_failures (
  tenant_id text not null,
  subject bytea not null,
  at timestamp with time zone not null,
  failure_id uuid not null,
  PRIMARY KEY (tenant_id, subject, failure_id)
);
CREATE INDEX log_in_failures_age ON log_in_failures USING btree (at);

CREATE TABLE migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE outbox (
  tenant_id text not null,
  outbox_id bigint not null generated always as identity,
  lane text not null,
  call_id uuid not null,
  type text not null,
  item jsonb not null,
  traceparent text,
  deadline_at timestamp with time zone,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  claimed_until timestamp with time zone,
  last_code text,
  parked_at timestamp with time zone,
  PRIMARY KEY (tenant_id, outbox_id),
  CHECK ((lane = ANY (ARRAY['telephony'::text, 'salesforce'::text])))
);
CREATE INDEX outbox_due ON outbox USING btree (lane, due_at) WHERE (parked_at IS NULL);
CREATE INDEX outbox_order ON outbox USING btree (tenant_id, lane, call_id, outbox_id) WHERE (parked_at IS NULL);
CREATE INDEX outbox_parked ON outbox USING btree (tenant_id, parked_at) WHERE (parked_at IS NOT NULL);

CREATE TABLE parties (
  tenant_id text not null,
  party_id uuid not null,
  raw text,
  e164 text,
  name text,
  dialed text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, party_id)
);

CREATE TABLE queue_groups (
  tenant_id text not null,
  queue_id text not null,
  group_id text not null,
  PRIMARY KEY (tenant_id, queue_id, group_id)
);

CREATE TABLE queue_members (
  tenant_id text not null,
  queue_id text not null,
  agent_id uuid not null,
  PRIMARY KEY (tenant_id, queue_id, agent_id)
);
CREATE INDEX queue_members_agent ON queue_members USING btree (tenant_id, agent_id);

CREATE TABLE reconcile_entries (
  tenant_id text not null,
  entry_id bigint not null generated always as identity,
  at timestamp with time zone not null,
  call_id uuid,
  agent_id uuid,
  code text not null,
  detail jsonb not null,
  PRIMARY KEY (tenant_id, entry_id)
);

CREATE TABLE recording_parts (
  tenant_id text not null,
  call_id uuid not null,
  part integer not null,
  bytes bytea not null,
  PRIMARY KEY (tenant_id, call_id, part)
);

CREATE TABLE recordings (
  tenant_id text not null,
  call_id uuid not null,
  recording_id uuid not null,
  state text not null,
  media_type text,
  bytes bigint,
  started_at timestamp with time zone,
  duration_ms bigint,
  traceparent text,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  attempts integer not null default 0,
  last_code text,
  PRIMARY KEY (tenant_id, call_id),
  CHECK ((state = ANY (ARRAY['offered'::text, 'stored'::text, 'none'::text])))
);
CREATE INDEX recordings_due ON recordings USING btree (due_at) WHERE (state = 'offered'::text);

CREATE TABLE session_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  session_id uuid not null,
  kind text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions(tenant_id, session_id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['bearer'::text, 'refresh'::text])))
);
CREATE INDEX session_tokens_age ON session_tokens USING btree (expires_at);
CREATE UNIQUE INDEX session_tokens_hash ON session_tokens USING btree (token_hash);

CREATE TABLE sessions (
  tenant_id text not null,
  session_id uuid not null,
  agent_id uuid not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agent_profiles(tenant_id, agent_id),
  CHECK ((end_reason = ANY (ARRAY['logged-out'::text, 'refresh-reused'::text, 'agent-removed'::text])))
);

CREATE TABLE signing_keys (
  singleton boolean not null default true,
  certificate text not null,
  sealed_private_key text not null,
  not_before timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (singleton),
  CHECK (singleton)
);

CREATE TABLE transcripts (
  tenant_id text not null,
  call_id uuid not null,
  waiting integer not null,
  sent integer not null,
  left_out integer not null,
  refused integer not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  attempts integer not null,
  last_code text,
  PRIMARY KEY (tenant_id, call_id)
);
CREATE INDEX transcripts_due ON transcripts USING btree (due_at) WHERE (waiting > 0);

CREATE TABLE utterance_pace (
  org_id text not null,
  second bigint not null,
  taken integer not null,
  PRIMARY KEY (org_id, second)
);

CREATE TABLE utterances (
  tenant_id text not null,
  call_id uuid not null,
  position bigint not null generated always as identity,
  utterance_id uuid not null,
  leg_id uuid not null,
  text text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, call_id, "position")
);

CREATE TABLE voice_call_pace (
  org_id text not null,
  second bigint not null,
  taken integer not null,
  PRIMARY KEY (org_id, second)
);
