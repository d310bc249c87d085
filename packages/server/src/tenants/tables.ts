/**
 * First tables of the installation: who the contact centers and agents are. An append-only migration; it comes before the
 * engine's, which read `contact_centers` (org id, scrtUrl, queue names) and `agent_profiles` (username, display name).
 */
export const tenantTables = `
create table contact_centers (
  tenant_id text primary key,
  org_id text not null,
  contact_center text not null,
  display_name text not null,
  scrt_url text not null,
  signer text not null check (signer in ('server', 'org')),
  default_country text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (org_id, contact_center)
);
create table contact_center_queues (
  tenant_id text not null references contact_centers,
  queue_id text not null,
  name text not null,
  primary key (tenant_id, queue_id)
);
create table agent_profiles (
  tenant_id text not null references contact_centers,
  agent_id uuid not null,
  username text not null,
  display_name text not null,
  password_hash text,
  supervisor boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, agent_id)
);
create unique index agent_profiles_username on agent_profiles (tenant_id, lower(username));
`;
