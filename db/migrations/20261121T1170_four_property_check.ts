import { type Kysely, sql } from 'kysely';

/** 四性检测, 挂接清单 and 条码页, 双层 PDF. */

const CHECKS = `
-- One run of the rules of a phase over some electronic records.
create table four_property_run (
  tenant_id int not null references tenant (id),
  id uuid not null,
  phase text not null check (phase in ('archiving', 'transfer', 'preservation')),
  scope_kind text not null check (scope_kind in ('records', 'link', 'year', 'transfer')),
  scope jsonb not null check (jsonb_typeof(scope) = 'object'),
  -- The same scope asked again has the same key.
  scope_key text not null,
  rule_set text not null,
  state text not null default 'owed' check (state in ('owed', 'running', 'done', 'failed')),
  job_id uuid,
  -- What holds for the installation and not for one record, by code: {result, detail}.
  results jsonb not null default '{}' check (jsonb_typeof(results) = 'object'),
  -- The last record that was judged: a run that was stopped goes on behind it.
  after_code text collate "C",
  after_id uuid,
  -- Null: nobody asked, the filing itself did.
  asked_by uuid,
  asked_by_name text not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  primary key (tenant_id, id)
);
create index four_property_run_recent on four_property_run (tenant_id, created_at desc, id desc);
create index four_property_run_scope on four_property_run (tenant_id, scope_key, created_at desc) where state = 'done';
call secure_tenant_table('four_property_run');

create table four_property_record (
  tenant_id int not null,
  run_id uuid not null,
  item_id uuid not null,
  -- As they were when it was judged.
  reference_code text not null,
  code_sort text collate "C" not null,
  title text not null,
  file_count int not null,
  byte_count bigint not null,
  -- By code: {result, detail}.
  results jsonb not null check (jsonb_typeof(results) = 'object'),
  failed_codes text[] not null default '{}',
  -- What a person must look at.
  person_codes text[] not null default '{}',
  -- What could not be judged here, such as viruses without a scanner.
  not_run_codes text[] not null default '{}',
  verdict text not null generated always as (case when cardinality(failed_codes) > 0 then 'failed'
    when cardinality(person_codes) + cardinality(not_run_codes) > 0 then 'open' else 'passed' end) stored,
  -- The run that judged this record before, and what differs from it.
  previous_run_id uuid,
  changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array'),
  checked_at timestamptz(3) not null default now(),
  primary key (tenant_id, run_id, item_id),
  foreign key (tenant_id, run_id) references four_property_run (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, previous_run_id) references four_property_run (tenant_id, id)
);
create index four_property_record_order on four_property_record (tenant_id, run_id, code_sort, item_id);
create index four_property_record_item on four_property_record (tenant_id, item_id, checked_at desc, run_id);
call secure_tenant_table('four_property_record');

-- 人工结论: who decided what the machine could not, and why. Kept as it was said.
create table four_property_opinion (
  tenant_id int not null,
  id uuid not null,
  run_id uuid not null,
  -- Null: for all records of the run in which the item is open.
  item_id uuid,
  code text not null,
  verdict text not null check (verdict in ('passed', 'failed', 'not_applicable')),
  reason text not null,
  record_count int not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, run_id) references four_property_run (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index four_property_opinion_run on four_property_opinion (tenant_id, run_id, decided_at, id);
call secure_tenant_table('four_property_opinion', commands => 'select, insert');
`;

const LINKING = `
-- 挂接清单: what a workbook says about file names. 条码页: pages that name the record of those behind them.
alter table link_batch add uses_barcodes boolean not null default false;
alter table link_batch add list_name text;
alter table link_batch add list_count int not null default 0;
alter table upload add barcodes text[];

create table link_list_entry (
  tenant_id int not null,
  batch_id uuid not null,
  position int not null check (position >= 1),
  -- Name of a file or folder as written, and folded for comparing.
  file_name text not null,
  name_key text collate "C" not null,
  reference_code text not null,
  page_number int check (page_number between 1 and 100000),
  -- What the last matching found wrong: no such file in the batch, or no record of this code.
  problem text check (problem in ('no_file', 'no_record')),
  primary key (tenant_id, batch_id, position),
  foreign key (tenant_id, batch_id) references link_batch (tenant_id, id)
);
create index link_list_entry_name on link_list_entry (tenant_id, batch_id, name_key);
call secure_tenant_table('link_list_entry', commands => 'select, insert, update, delete');

-- 'page': a scan. 'separator': a barcode page, which is kept in the batch and linked to nothing.
alter table link_file add kind text not null default 'page' check (kind in ('page', 'separator'));
`;

const LAYERED = `
-- 双层 PDF: made once from the pages and the text of a record as they stood; another state of them makes another.
create table layered_pdf (
  tenant_id int not null,
  id uuid not null,
  item_id uuid not null,
  -- Of the files and the text that it was made from.
  made_from text not null,
  state text not null default 'owed' check (state in ('owed', 'done', 'failed')),
  job_id uuid,
  object_id uuid,
  page_count int,
  -- Pages whose text was not there yet: they hold the picture alone.
  bare_pages int,
  asked_by uuid not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index layered_pdf_item on layered_pdf (tenant_id, item_id, created_at desc, id desc);
call secure_tenant_table('layered_pdf');
`;

const LEFT = `
-- The key of a code is generated as well, and not computed yet where this looks: nothing of a record that has left,
-- not even the unit's own marks, could be changed any more.
create or replace function keep_left_item() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare free text[] := array['search_text', 'search_tokens', 'search_initials', 'updated_at', 'row_version', 'box_id', 'box_number', 'topics', 'date_sort', 'code_key'];
begin
  if (to_jsonb(new) - free) <> (to_jsonb(old) - free) then
    raise exception 'ITEM_TRANSFERRED' using errcode = 'check_violation', constraint = 'archive_item_transferred';
  end if;
  return new;
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [CHECKS, LINKING, LAYERED, LEFT]) await sql.raw(part).execute(db);
};
