import { type Kysely, sql } from 'kysely';

/** 全宗, 编号规则, 件与卷, 编号流水, 目录导入. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table fonds (
  tenant_id int not null references tenant (id),
  id uuid not null,
  number text not null,
  is_official boolean not null default true,
  name text not null,
  kind text not null default 'ORG' check (kind in ('ORG', 'PERSON', 'THEME', 'COMBINED', 'COLLECTED', 'COLLECTION')),
  started_on date,
  closed_on date,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
-- 分类方案: which template numbers a category from a year on.
create table classification_scheme (
  tenant_id int not null,
  id uuid not null,
  fonds_id uuid not null,
  category_code text not null,
  template_code text not null,
  year_from smallint not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, fonds_id, category_code, year_from),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
);
create table archive_item (
  tenant_id int not null,
  id uuid not null,
  fonds_id uuid not null,
  parent_id uuid,
  level text not null check (level in ('piece', 'volume', 'register')),
  category_code text not null,
  subcategory_code text,
  filing_year smallint not null check (filing_year between 1000 and 2999),
  retention_code text not null check (retention_code in ('Y', 'D100', 'D30', 'D25', 'D15', 'D10', 'D5', 'D3', 'CQ', 'DQ')),
  org_code text,
  item_number int,
  reference_code text not null,
  code_sort text collate "C" not null,
  code_template text not null,
  title text not null,
  responsible_party text,
  document_number text,
  document_date text,
  start_date text,
  end_date text,
  -- Dates that were inferred stand in brackets; this is what they are sorted by. Unknown dates come last.
  date_sort varchar collate "C" not null generated always as (coalesce(translate(document_date, '[]', ''), '')) stored,
  catalogue_number text,
  file_number text,
  page_number text,
  page_count int check (page_count >= 0),
  open_flag text not null default 'unreviewed' check (open_flag in ('open', 'controlled', 'delayed', 'unreviewed')),
  box_number text,
  remarks text,
  state text not null default 'filed' check (state in ('draft', 'filed', 'void')),
  archived_on date,
  accessioned_on date,
  published_on date,
  left_on date,
  import_batch_id uuid,
  import_row int,
  search_text text not null,
  search_tokens tsvector not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id),
  foreign key (tenant_id, parent_id) references archive_item (tenant_id, id)
);
create unique index archive_item_code on archive_item (tenant_id, reference_code);
create unique index archive_item_code_sort on archive_item (tenant_id, code_sort, id);
create index archive_item_class on archive_item (tenant_id, category_code, filing_year, retention_code, code_sort);
create index archive_item_retention on archive_item (tenant_id, category_code, retention_code, code_sort, id);
create index archive_item_date on archive_item (tenant_id, date_sort, id);
create index archive_item_archived on archive_item (tenant_id, archived_on);
create index archive_item_import on archive_item (tenant_id, import_batch_id, import_row) where import_batch_id is not null;
create index archive_item_search on archive_item using gin (tenant_id, search_tokens) with (fastupdate = on, gin_pending_list_limit = 8192);
alter table archive_item alter search_tokens set statistics 1000;

-- How many filed items there are under each leaf of the tree; kept by the statements that change them.
create table archive_count (
  tenant_id int not null,
  fonds_id uuid not null,
  category_code text not null,
  filing_year smallint not null,
  retention_code text not null,
  org_code text not null default '',
  item_count int not null,
  primary key (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
) with (fillfactor = 70);
-- Counters are locked in one order, so that two statements cannot wait for each other.
create function count_archive_items() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into archive_count as c (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, item_count)
    select tenant_id, fonds_id, category_code, filing_year, retention_code, coalesce(org_code, ''), count(*)
    from new_rows where state = 'filed' group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code) do update set item_count = c.item_count + excluded.item_count;
  else
    insert into archive_count as c (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, item_count)
    select tenant_id, fonds_id, category_code, filing_year, retention_code, coalesce(org_code, ''), sum(n)
    from (select *, 1 as n from new_rows where state = 'filed' union all select *, -1 from old_rows where state = 'filed') changed
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code) do update set item_count = c.item_count + excluded.item_count;
  end if;
  return null;
end $$;
create trigger archive_item_added after insert on archive_item referencing new table as new_rows
  for each statement execute function count_archive_items();
create trigger archive_item_changed after update on archive_item referencing old table as old_rows new table as new_rows
  for each statement execute function count_archive_items();

create table number_counter (
  tenant_id int not null references tenant (id),
  scope text not null,
  last_number int not null,
  primary key (tenant_id, scope)
) with (fillfactor = 50);

create table import_batch (
  tenant_id int not null,
  id uuid not null,
  fonds_id uuid not null,
  category_code text not null,
  object_id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'reading', 'previewed', 'filing', 'filed', 'failed', 'undone')),
  column_mapping jsonb,
  row_count int not null default 0,
  wrong_count int not null default 0,
  filed_count int not null default 0,
  error_code text,
  job_id uuid,
  error_object_id uuid,
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  filed_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
create index import_batch_recent on import_batch (tenant_id, created_at desc, id desc);
create unique index import_batch_file on import_batch (tenant_id, fonds_id, category_code, file_sha256) where state in ('filing', 'filed');
create table import_row (
  tenant_id int not null,
  batch_id uuid not null,
  row_number int not null,
  record jsonb not null,
  problems jsonb not null default '[]',
  is_wrong boolean not null default false,
  sequence_scope text,
  item_id uuid,
  primary key (tenant_id, batch_id, row_number),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id)
);
create index import_row_wrong on import_row (tenant_id, batch_id, is_wrong, row_number);
`)
    .execute(db);
};
