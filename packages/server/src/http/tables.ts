/** Answers that are given again when a POST is repeated with its Idempotency-Key. Sealed: some hold bearers or names. */
export const answerTables = `
create table http_answers (
  tenant_id text not null,
  scope text not null,
  key uuid not null,
  fingerprint bytea not null,
  -- Null while the first request is still at work, or died at it.
  sealed_answer text,
  created_at timestamptz not null,
  primary key (tenant_id, scope, key)
);
create index http_answers_age on http_answers (created_at);
`;
