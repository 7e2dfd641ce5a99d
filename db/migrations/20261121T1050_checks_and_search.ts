import { type Kysely, sql } from 'kysely';
import { normaliseForSearch, searchTokens } from '../../server/domain/shared/chinese-text.ts';
import { titleInitials } from '../../server/domain/shared/pinyin-initials.ts';

/** 保存的视图, 整理校验, 分面计数, 题名拼音首字母. */

const TABLES = `
-- 保存的视图: the words and choices of a list or a search, as the address holds them.
create table saved_view (
  tenant_id int not null references tenant (id),
  id uuid not null,
  account_id uuid not null,
  owner_name text not null,
  screen text not null check (screen in ('archives', 'search')),
  name text not null,
  query text not null check (length(query) <= 4000),
  is_shared boolean not null default false,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  constraint saved_view_name unique (tenant_id, account_id, screen, name)
);
call secure_tenant_table('saved_view', commands => 'select, insert, update, delete');

-- 整理校验: one run of the rules over a selection, a year or the whole unit.
create table check_run (
  tenant_id int not null references tenant (id),
  id uuid not null,
  scope_kind text not null check (scope_kind in ('selection', 'year', 'unit')),
  -- The same scope asked again has the same key: runs are compared with the last one of their key.
  scope_key text not null,
  scope jsonb not null check (jsonb_typeof(scope) = 'object'),
  -- Rule code → version that was applied.
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  state text not null default 'owed' check (state in ('owed', 'running', 'done', 'failed')),
  job_id uuid,
  previous_run_id uuid,
  item_count int not null default 0,
  error_count int not null default 0,
  warning_count int not null default 0,
  new_count int,
  still_count int,
  gone_count int,
  -- Rules that could not be judged here, with the reason's code.
  not_run jsonb not null default '{}' check (jsonb_typeof(not_run) = 'object'),
  asked_by uuid not null,
  asked_by_name text not null,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, previous_run_id) references check_run (tenant_id, id)
);
create index check_run_recent on check_run (tenant_id, created_at desc, id desc);
create index check_run_scope on check_run (tenant_id, scope_key, created_at desc);
call secure_tenant_table('check_run');

create table check_result (
  tenant_id int not null,
  run_id uuid not null,
  id uuid not null,
  rule_code text not null,
  severity text not null check (severity in ('error', 'warning')),
  -- Null for what is about a gap between records.
  item_id uuid,
  related_item_id uuid,
  -- The code of the record, or the series and the numbers that are missing.
  subject text not null,
  subject_sort text collate "C" not null,
  title text,
  field text not null,
  detail text not null,
  -- The same trouble in another run has the same fingerprint.
  fingerprint text not null,
  is_new boolean,
  primary key (tenant_id, run_id, id),
  foreign key (tenant_id, run_id) references check_run (tenant_id, id)
);
create index check_result_list on check_result (tenant_id, run_id, subject_sort, id);
create index check_result_rule on check_result (tenant_id, run_id, rule_code, severity, subject_sort, id);
create index check_result_fingerprint on check_result (tenant_id, run_id, fingerprint);
create index check_result_item on check_result (tenant_id, item_id, run_id) where item_id is not null;
call secure_tenant_table('check_result', commands => 'select, insert, update, delete');

-- 情况说明: why something that a rule finds is as it should be. It holds for later runs until it is taken back.
create table check_explanation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  fingerprint text not null,
  rule_code text not null,
  item_id uuid,
  subject text not null,
  reason text not null,
  explained_by uuid not null,
  explained_by_name text not null,
  explained_at timestamptz(3) not null default now(),
  withdrawn_at timestamptz(3),
  primary key (tenant_id, id)
);
create unique index check_explanation_live on check_explanation (tenant_id, fingerprint) where withdrawn_at is null;
call secure_tenant_table('check_explanation');

-- Whoever may look at a unit's records may know by which template they are numbered and which schedule they follow:
-- the same rules run under a grant.
create policy reader_select on classification_scheme for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive');
create policy reader_select on code_template for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive');
create policy reader_select on retention_schedule for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive' and state in ('approved', 'superseded'));
create policy reader_select on retention_rule for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive'
  and exists (select 1 from retention_schedule s where s.tenant_id = retention_rule.tenant_id and s.id = retention_rule.schedule_id));
grant select on classification_scheme, code_template, retention_schedule, retention_rule to lantai_reader;
`;

const COUNTERS = `
-- What the facets of a list without words count: kept by the statements that change the records.
create table archive_facet_count (
  tenant_id int not null,
  fonds_id uuid not null,
  category_code text not null,
  filing_year smallint not null,
  retention_code text not null,
  org_code text not null,
  open_flag text not null,
  is_boxed boolean not null,
  topics text[] not null,
  item_count int not null,
  primary key (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id)
) with (fillfactor = 70);
call secure_tenant_table('archive_facet_count');
create policy reader_select on archive_facet_count for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive'
  and filing_year between app_read_year_from() and app_read_year_to()
  and (app_read_categories() is null or category_code = any (app_read_categories())));
grant select on archive_facet_count to lantai_reader;

create function count_archive_facets() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into archive_facet_count as c (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count)
    select tenant_id, fonds_id, category_code, filing_year, retention_code, coalesce(org_code, ''), open_flag,
      box_id is not null or coalesce(box_number, '') <> '', topics, count(*)
    from new_rows where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics)
      do update set item_count = c.item_count + excluded.item_count;
  else
    insert into archive_facet_count as c (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count)
    select tenant_id, fonds_id, category_code, filing_year, retention_code, coalesce(org_code, ''), open_flag,
      box_id is not null or coalesce(box_number, '') <> '', topics, sum(n)
    from (select *, 1 as n from new_rows where state = 'filed' union all select *, -1 from old_rows where state = 'filed') changed
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (tenant_id, fonds_id, category_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics)
      do update set item_count = c.item_count + excluded.item_count;
  end if;
  return null;
end $$;
create trigger archive_item_facets_added after insert on archive_item referencing new table as new_rows
  for each statement execute function count_archive_facets();
create trigger archive_item_facets_changed after update on archive_item referencing old table as old_rows new table as new_rows
  for each statement execute function count_archive_facets();
insert into archive_facet_count
select tenant_id, fonds_id, category_code, filing_year, retention_code, coalesce(org_code, ''), open_flag,
  box_id is not null or coalesce(box_number, '') <> '', topics, count(*)
from archive_item where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
revoke execute on function count_archive_facets() from public;
grant execute on function count_archive_facets() to lantai_app, lantai_system;
`;

const CHUNK = 2_000;

/** Titles that were filed before are found by their initials too. */
const indexInitials = async (db: Kysely<unknown>): Promise<void> => {
  // The owner has no policy of its own on a table with forced row-level security.
  await sql`create policy initials_backfill on archive_item for all to current_user using (true) with check (true)`.execute(
    db,
  );
  let last = { tenantId: 0, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await sql<{ tenantId: number; id: string; title: string }>`
      select tenant_id as "tenantId", id, title from archive_item where (tenant_id, id) > (${last.tenantId}, ${last.id}::uuid)
      order by tenant_id, id limit ${CHUNK}`.execute(db);
    const found = rows.map((row) => {
      const initials = normaliseForSearch(titleInitials(row.title));
      return { ...row, initials, tokens: searchTokens([initials]).join(' ') };
    });
    await sql`update archive_item i set search_text = i.search_text || ' ' || r.initials,
        search_tokens = array_to_tsvector(tsvector_to_array(i.search_tokens) || string_to_array(r.tokens, ' '))
      from json_to_recordset(${JSON.stringify(found)}::json) as r("tenantId" int, id uuid, initials text, tokens text)
      where i.tenant_id = r."tenantId" and i.id = r.id and r.initials <> ''`.execute(db);
    const edge = rows.at(-1);
    if (!edge || rows.length < CHUNK) break;
    last = edge;
  }
  await sql`drop policy initials_backfill on archive_item`.execute(db);
};

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await indexInitials(db);
  await sql.raw(TABLES + COUNTERS).execute(db);
};
