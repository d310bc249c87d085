/** What agents have chosen for their outbound calls, and the numbers of the contact center that they may show. */
export const agentSettingsTables = `
create table contact_center_phone_numbers (
  tenant_id text not null references contact_centers,
  phone_number text not null,
  primary key (tenant_id, phone_number)
);
create table agent_settings (
  tenant_id text not null references contact_centers,
  agent_id uuid not null,
  caller_id text,
  queue_id text,
  changed_at timestamptz not null,
  primary key (tenant_id, agent_id)
);
`;
