/** Tokens are kept as SHA-256 only. A token names no tenant, so its digest leads its index: who shows it proves the tenant by it. */
export const sessionTables = `
create table sessions (
  tenant_id text not null,
  session_id uuid not null,
  agent_id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('logged-out', 'refresh-reused')),
  primary key (tenant_id, session_id),
  foreign key (tenant_id, agent_id) references agent_profiles (tenant_id, agent_id)
);
create table session_tokens (
  tenant_id text not null,
  token_hash bytea not null,
  session_id uuid not null,
  kind text not null check (kind in ('bearer', 'refresh')),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, session_id) references sessions (tenant_id, session_id) on delete cascade
);
create unique index session_tokens_hash on session_tokens (token_hash);
create index session_tokens_age on session_tokens (expires_at);
create table log_in_failures (
  tenant_id text not null,
  -- Keyed digest of a username or an address: counts without saying whose.
  subject bytea not null,
  at timestamptz not null,
  failure_id uuid not null,
  primary key (tenant_id, subject, failure_id)
);
create index log_in_failures_age on log_in_failures (at);
`;
