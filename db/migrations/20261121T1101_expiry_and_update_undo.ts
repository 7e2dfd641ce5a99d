import { type Kysely, sql } from 'kysely';

/** 保管期满日 of what was filed before it was counted at filing, and the result of undoing an applied update; 重新打开 of a year. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- A day of the catalogue ('20240506', '[20240506]') as a date; null when month or day are not known.
create function archive_day(written text) returns date language sql immutable as $$
  select case when d.y ~ '^[12][0-9]{7}$' and substr(d.y, 5, 2) between '01' and '12' and substr(d.y, 7, 2) between '01' and '31'
    and extract(month from make_date(left(d.y, 4)::int, substr(d.y, 5, 2)::int, 1) + (substr(d.y, 7, 2)::int - 1))::int = substr(d.y, 5, 2)::int
    then make_date(left(d.y, 4)::int, substr(d.y, 5, 2)::int, 1) + (substr(d.y, 7, 2)::int - 1) end
  from (select translate(written, '[]', '') as y) d $$;

-- As countRetention in server/domain/archive/retention.ts says it; what a person has confirmed stays.
create function usual_basis(basis text, day date, rule_id uuid, category text, code text) returns text language sql immutable as $$
  select case when basis <> 'formed' or day is not null or rule_id is not null then basis
    when code = 'D5' then 'asset_scrapped' when category = 'KU' then 'fiscal_year_end' else 'formed' end $$;
create function usual_basis_day(basis text, day date, year int, document_date text, end_date text) returns date language sql immutable as $$
  select case when day is not null then day
    when basis = 'fiscal_year_end' then make_date(year, 12, 31)
    when basis = 'formed' then coalesce(archive_day(case when coalesce(document_date, '') <> '' then document_date else end_date end), make_date(year, 12, 31)) end $$;
create function expiry_of(code text, basis text, day date) returns date language sql immutable as $$
  select case when day is not null and code ~ '^D[0-9]+$' then
    ((case when basis = 'fiscal_year_end' then make_date(extract(year from day)::int, 12, 31) else day end)
      + make_interval(years => substr(code, 2)::int))::date end $$;

-- The table is written anew in one pass, its indexes once: updating a million rows would write every index a million
-- times, and run the triggers that count and that guard what has left, though nothing they look at changes.
set local maintenance_work_mem = '256MB';
alter table archive_item
  alter retention_basis type text using usual_basis(retention_basis, retention_basis_date, schedule_rule_id, category_code, retention_code),
  alter retention_basis_date type date using usual_basis_day(
    usual_basis(retention_basis, retention_basis_date, schedule_rule_id, category_code, retention_code),
    retention_basis_date, filing_year, document_date, end_date),
  alter expires_on type date using coalesce(expires_on, expiry_of(retention_code,
    usual_basis(retention_basis, retention_basis_date, schedule_rule_id, category_code, retention_code),
    usual_basis_day(usual_basis(retention_basis, retention_basis_date, schedule_rule_id, category_code, retention_code),
      retention_basis_date, filing_year, document_date, end_date)));
drop function expiry_of(text, text, date);
drop function usual_basis_day(text, date, int, text, text);
drop function usual_basis(text, date, uuid, text, text);
drop function archive_day(text);

-- 撤销修改: what became of a record that an edited workbook had changed.
alter table import_row
  add undo_state text check (undo_state in ('undone', 'left')),
  add undo_reason text;
-- 校验 of a list as it was narrowed.
alter table check_run drop constraint check_run_scope_kind_check,
  add constraint check_run_scope_kind_check check (scope_kind in ('selection', 'list', 'year', 'unit'));
-- A closed year that was opened again: when, and why.
alter table filing_plan add reopened_on date, add reopen_reason text,
  add check ((reopened_on is null) = (reopen_reason is null));
create index import_row_undone on import_row (tenant_id, batch_id, row_number) where undo_state is not null;
`)
    .execute(db);
};
