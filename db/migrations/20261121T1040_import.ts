import { type Kysely, sql } from 'kysely';

/** 目录导入: what a unit has taught it, what is in the catalogue already, taking a whole import back, and 修改回导. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table import_batch drop constraint import_batch_state_check;
alter table import_batch add constraint import_batch_state_check
  check (state in ('uploaded', 'reading', 'previewed', 'filing', 'filed', 'failed', 'undoing', 'undone'));
alter table import_batch
  -- new: rows become records. update: rows of an export that was edited change the records they came from.
  add kind text not null default 'new' check (kind in ('new', 'update')),
  add sheet_name text,
  -- What the person said for the whole file: filing year, retention, organisation.
  add defaults jsonb not null default '{}' check (jsonb_typeof(defaults) = 'object'),
  -- Rows that the catalogue holds already, so that a second file adds only what is new.
  add known_count int not null default 0,
  add reason text,
  add undone_count int not null default 0,
  add undone_by uuid,
  add undone_at timestamptz(3);
drop index import_batch_file;
create unique index import_batch_file on import_batch (tenant_id, fonds_id, category_code, file_sha256)
  where kind = 'new' and state in ('filing', 'filed', 'undoing');

alter table import_row
  add outcome text not null default 'new'
    check (outcome in ('new', 'known', 'changed', 'unchanged', 'unknown', 'conflict')),
  -- Of a row that brings no code: what it says, so that the same row is known again in another file.
  add fingerprint text,
  add known_item_id uuid;
create index import_row_fingerprint on import_row (tenant_id, fingerprint) where fingerprint is not null;

-- What a person changed in a reading, by category: which field a heading means, what a word for a period means.
create table import_memory (
  tenant_id int not null references tenant (id),
  category_code text not null,
  kind text not null check (kind in ('heading', 'retention')),
  typed_key text not null,
  typed text not null,
  -- The field or the code; empty: not to be read.
  meaning text not null,
  updated_by uuid not null,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, category_code, kind, typed_key)
);
call secure_tenant_table('import_memory');
`)
    .execute(db);
};
