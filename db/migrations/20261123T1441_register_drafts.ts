import { type Kysely, sql } from 'kysely';

/** 表格登记: what a person has typed into the sheet of a register and not entered yet. One for each person and register. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table register_draft (
  tenant_id int not null references tenant (id),
  account_id uuid not null,
  register_code text not null check (register_code ~ '^[a-z][a-z0-9_]{2,40}$'),
  rows jsonb not null check (jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) <= 500),
  saved_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, account_id, register_code)
);
call secure_tenant_table('register_draft');
`)
    .execute(db);
};
