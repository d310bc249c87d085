/** One key pair per installation, so no tenant leads its key: every server of one database shares it. */
export const keyTables = `
create table signing_keys (
  singleton boolean primary key default true check (singleton),
  certificate text not null,
  sealed_private_key text not null,
  not_before timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
`;
