/** Messages between the telephony system and components on agents' pages. How long they are kept: docs/what-is-stored.md. */
export const messageTables = `
create table call_messages (
  tenant_id text not null,
  call_id uuid not null,
  position bigint generated always as identity,
  message_id uuid not null,
  sent_by text not null check (sent_by in ('agent', 'telephonySystem')),
  body jsonb not null,
  traceparent text,
  created_at timestamptz not null,
  -- What the telephony system said is settled at once; what an agent sent, when the telephony system has taken or refused it.
  settled_at timestamptz,
  refused_code text,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null default 0,
  primary key (tenant_id, call_id, position)
);
create unique index call_messages_id on call_messages (tenant_id, message_id);
create index call_messages_due on call_messages (due_at) where settled_at is null;
create index call_messages_settled on call_messages (settled_at);
`;
