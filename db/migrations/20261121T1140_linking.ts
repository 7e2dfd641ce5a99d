import { type Kysely, sql } from 'kysely';

/** 挂接: files that were dropped together, matched to records, confirmed, and taken back when it was a mistake. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- The code without its separators: offices write them in file names as they please. A column, because an expression
-- could not be used as an index condition under row-level security.
alter table archive_item add code_key text collate "C" generated always as (regexp_replace(reference_code, '[^0-9A-Za-z一-龥]', '', 'g')) stored;
create index archive_item_code_key on archive_item (tenant_id, code_key);

create table link_batch (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null,
  creation_method text not null default 'digitised' check (creation_method in ('born_digital', 'digitised', 'edited')),
  state text not null default 'collecting' check (state in ('collecting', 'matching', 'matched', 'linking', 'linked', 'undone')),
  file_count int not null default 0,
  matched_count int not null default 0,
  problem_count int not null default 0,
  linked_count int not null default 0,
  job_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  linked_at timestamptz(3),
  undone_at timestamptz(3),
  primary key (tenant_id, id)
);
create index link_batch_recent on link_batch (tenant_id, created_at desc, id desc);

alter table upload add link_batch_id uuid;
alter table upload add constraint upload_link_batch foreign key (tenant_id, link_batch_id) references link_batch (tenant_id, id);
create index upload_of_batch on upload (tenant_id, link_batch_id, id) where link_batch_id is not null;

create table link_file (
  tenant_id int not null,
  batch_id uuid not null,
  upload_id uuid not null,
  item_id uuid,
  -- How the record was found.
  matched_by text not null default 'none' check (matched_by in ('none', 'folder', 'name', 'list', 'barcode', 'hand')),
  -- Place among the pages of the record as the name says; null when it says nothing.
  page_number int,
  problems text[] not null default '{}',
  -- Of the natural order of folders and names.
  sort_key text collate "C" not null,
  file_id uuid,
  primary key (tenant_id, batch_id, upload_id),
  foreign key (tenant_id, batch_id) references link_batch (tenant_id, id),
  foreign key (tenant_id, upload_id) references upload (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id)
);
create index link_file_order on link_file (tenant_id, batch_id, sort_key, upload_id);
create index link_file_item on link_file (tenant_id, batch_id, item_id, page_number, sort_key);
create index link_file_problem on link_file (tenant_id, batch_id, sort_key, upload_id) where problems <> '{}';
call secure_tenant_table('link_batch');
call secure_tenant_table('link_file', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
