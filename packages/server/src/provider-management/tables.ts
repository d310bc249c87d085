/**
 * What Setup asks for through the package: who serves which queue, groups, and what Salesforce has told of itself. Agents that
 * were removed keep their id, because calls name them. `created_in_setup`: a contact center's PUT does not know of it and leaves it.
 * Members have no foreign keys: what they name is looked up in the transaction that writes them, under the contact center's lock;
 * agents and groups are never deleted, and a queue that a PUT leaves out, or names again, keeps its members.
 */
export const providerManagementTables = `
alter table contact_centers add column org_domain text, add column saml_metadata text;
alter table contact_center_queues add column created_in_setup boolean not null default false;
alter table agent_profiles add column removed_at timestamptz;
create index agent_profiles_salesforce_user on agent_profiles (tenant_id, left(salesforce_user_id, 15));
alter table sessions drop constraint sessions_end_reason_check;
alter table sessions add constraint sessions_end_reason_check
  check (end_reason in ('logged-out', 'refresh-reused', 'agent-removed'));
create table agent_groups (
  tenant_id text not null references contact_centers,
  group_id text not null,
  name text not null,
  description text,
  created_at timestamptz not null,
  primary key (tenant_id, group_id)
);
create table agent_group_members (
  tenant_id text not null,
  group_id text not null,
  agent_id uuid not null,
  primary key (tenant_id, group_id, agent_id)
);
create index agent_group_members_agent on agent_group_members (tenant_id, agent_id);
create table queue_members (
  tenant_id text not null,
  queue_id text not null,
  agent_id uuid not null,
  primary key (tenant_id, queue_id, agent_id)
);
create index queue_members_agent on queue_members (tenant_id, agent_id);
create table queue_groups (
  tenant_id text not null,
  queue_id text not null,
  group_id text not null,
  primary key (tenant_id, queue_id, group_id)
);
create table contact_center_signing_keys (
  tenant_id text not null references contact_centers,
  key_id uuid not null,
  certificate text not null,
  sealed_private_key text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  taken_at timestamptz,
  primary key (tenant_id, key_id)
);
`;
