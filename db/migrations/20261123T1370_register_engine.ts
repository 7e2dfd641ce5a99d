import { type Kysely, sql } from 'kysely';

/**
 * What the entries of a register gain: a key of their own where the definition names one (a reading is one of a room, a
 * day and a time), files, and files of rows that were read in. What makes two rows the same is said anew without the
 * order of the fields, so that a definition may gain a field.
 */
const ENTRIES = `
create table register_import (
  tenant_id int not null references tenant (id),
  id uuid not null,
  register_code text not null check (register_code ~ '^[a-z][a-z0-9_]{2,40}$'),
  object_id uuid not null,
  file_name text not null,
  -- What a row says where the file is silent: the room of a logger that writes none.
  fixed jsonb not null check (jsonb_typeof(fixed) = 'object'),
  state text not null default 'reading' check (state in ('reading', 'done', 'failed', 'undone')),
  error_code text,
  -- The first row that has not been dealt with: a reader that was stopped goes on there.
  next_row int not null default 0,
  entered_rows int not null default 0,
  known_rows int not null default 0,
  wrong_rows int not null default 0,
  job_id uuid not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index register_import_recent on register_import (tenant_id, register_code, created_at desc, id desc);
call secure_tenant_table('register_import');

-- Rows of a file that were not entered, and why.
create table register_import_note (
  tenant_id int not null,
  import_id uuid not null,
  row_number int not null,
  problem text not null check (problem in
    ('missing', 'form', 'range', 'unknown_choice', 'too_long', 'order', 'known', 'taken', 'classified')),
  field text,
  said text,
  primary key (tenant_id, import_id, row_number),
  foreign key (tenant_id, import_id) references register_import (tenant_id, id)
);
call secure_tenant_table('register_import_note', commands => 'select, insert');

alter table register_entry
  add column identity_key text,
  add column import_id uuid,
  add constraint register_entry_import foreign key (tenant_id, import_id) references register_import (tenant_id, id);
create unique index register_entry_identity on register_entry (tenant_id, register_code, identity_key)
  where state = 'current' and identity_key is not null;
create index register_entry_of_import on register_entry (tenant_id, import_id) where import_id is not null;

-- The fence has no door for the owner of the tables: it is let in for these rows only.
alter table register_entry no force row level security;
update register_entry e set fingerprint = left(encode(sha256(convert_to(
  (select coalesce(string_agg(f.key || '=' || f.value::text, E'\\n' order by f.key collate "C"), '') from jsonb_each(e.said) f), 'UTF8')), 'hex'), 32);
alter table register_entry force row level security;

-- Which units have begun a register that is kept by periods: all that the clock has to know.
create policy system_select on register_entry for select to lantai_system using (true);
grant select (tenant_id, register_code, state) on register_entry to lantai_system;
`;

const FILES = `
create table register_attachment (
  tenant_id int not null,
  id uuid not null,
  entry_id uuid not null,
  object_id uuid not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz(3) not null default now(),
  removed_at timestamptz(3),
  removed_by_name text,
  remove_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, entry_id, object_id),
  check ((removed_at is null) = (removed_by_name is null) and (removed_at is null) = (remove_reason is null)),
  foreign key (tenant_id, entry_id) references register_entry (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('register_attachment');
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [ENTRIES, FILES]) await sql.raw(part).execute(db);
};
