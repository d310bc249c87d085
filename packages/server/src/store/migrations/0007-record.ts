/** What goes on the VoiceCall record and belongs into no log. docs/what-is-stored.md. */
export const recordTables = `
create table call_attributes (
  tenant_id text not null,
  call_id uuid not null,
  attributes jsonb not null,
  primary key (tenant_id, call_id)
);
`;
