import { type Kysely, sql } from 'kysely';

/**
 * 台账: one table for the entries of all registers. What an entry says stands in `said`, by the fields of the
 * register's definition; the day, the end and the title stand beside it because lists, periods and figures ask for them.
 * Every version is kept.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table register_entry (
  tenant_id int not null references tenant (id),
  id uuid not null,
  register_code text not null check (register_code ~ '^[a-z][a-z0-9_]{2,40}$'),
  title text not null,
  entry_on date not null,
  until_on date check (until_on >= entry_on),
  said jsonb not null check (jsonb_typeof(said) = 'object'),
  search_text text not null,
  state text not null default 'current' check (state in ('current', 'void')),
  -- Two rows that say the same are one: a block that is pasted twice adds nothing.
  fingerprint text not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create index register_entry_day on register_entry (tenant_id, register_code, entry_on desc, id desc);
create index register_entry_same on register_entry (tenant_id, register_code, fingerprint) where state = 'current';
call secure_tenant_table('register_entry');

create table register_entry_version (
  tenant_id int not null references tenant (id),
  entry_id uuid not null,
  version int not null,
  said jsonb not null,
  state text not null check (state in ('current', 'void')),
  reason text,
  by_account_id uuid not null,
  by_name text not null,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, entry_id, version),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, id)
);
call secure_tenant_table('register_entry_version', commands => 'select, insert');
`)
    .execute(db);
};
