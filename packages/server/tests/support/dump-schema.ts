import type { Queryable } from "../../src/store/database.ts";

/** The schema as the database has it, the same text on PGlite and PostgreSQL: what a reviewer of a migration reads. */
export async function dumpSchema(db: Queryable): Promise<string> {
  const columns = await db.query<{ table_name: string; line: string }>(
    `select c.relname as table_name, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when a.attnotnull then ' not null' else '' end
       || case when a.attidentity <> '' then ' generated always as identity' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
  );
  const constraints = await db.query<{ table_name: string; line: string }>(
    `select c.relname as table_name, pg_get_constraintdef(k.oid) as line
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     where k.contype in ('p', 'f', 'u', 'c') order by c.relname, k.contype desc, k.conname`,
  );
  const indexes = await db.query<{ table_name: string; line: string }>(
    `select i.tablename as table_name, i.indexdef as line from pg_indexes i
     where i.schemaname = 'public' and not exists (
       select from pg_constraint k where k.conname = i.indexname and k.connamespace = 'public'::regnamespace)
     order by i.tablename, i.indexname`,
  );
  const of = (rows: readonly { table_name: string; line: string }[], table: string): string[] =>
    rows.filter((row) => row.table_name === table).map((row) => row.line);
  const tables = [...new Set(columns.map((row) => row.table_name))];
  const texts = tables.map((table) => {
    const lines = [...of(columns, table), ...of(constraints, table)].map((line) => `  ${line}`);
    const after = of(indexes, table).map((line) => `${line.replaceAll("public.", "")};\n`);
    return `CREATE TABLE ${table} (\n${lines.join(",\n")}\n);\n${after.join("")}`;
  });
  return `-- Written by a test from the migrated database; see packages/server/src/store/migrate.test.ts.\n\n${texts.join("\n")}`;
}
