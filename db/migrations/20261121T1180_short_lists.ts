import { type Kysely, sql } from 'kysely';

/**
 * Lists that people choose from (departments, rooms, shelves of a room, categories, versions …) are read whole. The
 * database keeps them short enough for that, so that no screen ever hides a row.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- Arguments: how many at most, within which column besides the tenant ('' for none), which rows count.
-- A plain count after the statement; the lock makes two writers of one list wait for each other.
create function keep_list_short() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare is_full boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('short_list:' || tg_table_name, a.tenant_id)) from (select distinct tenant_id from added) a;
  execute format('select exists (select 1 from %I where tenant_id in (select tenant_id from added) and %s group by tenant_id %s having count(*) > %s)',
    tg_table_name, tg_argv[2], case when tg_argv[1] = '' then '' else ', ' || quote_ident(tg_argv[1]) end, tg_argv[0]::int) into is_full;
  if is_full then
    raise exception 'more than % in %', tg_argv[0], tg_table_name using errcode = '23514', constraint = 'list_is_full';
  end if;
  return null;
end $$;
grant execute on function keep_list_short() to lantai_app, lantai_system;

create trigger unit_department_short after insert on unit_department referencing new table as added
  for each statement execute function keep_list_short('500', '', 'true');
create trigger storage_place_short after insert on storage_place referencing new table as added
  for each statement execute function keep_list_short('1000', 'parent_id', 'state = ''active''');
create trigger storage_rack_short after insert on storage_rack referencing new table as added
  for each statement execute function keep_list_short('1000', '', 'true');
create trigger fonds_short after insert on fonds referencing new table as added
  for each statement execute function keep_list_short('5000', '', 'true');
create trigger tenant_category_short after insert on tenant_category referencing new table as added
  for each statement execute function keep_list_short('1000', '', 'true');
create trigger archive_topic_short after insert on archive_topic referencing new table as added
  for each statement execute function keep_list_short('1000', '', 'true');
create trigger code_template_short after insert on code_template referencing new table as added
  for each statement execute function keep_list_short('500', '', 'true');
create trigger classification_scheme_short after insert on classification_scheme referencing new table as added
  for each statement execute function keep_list_short('20000', '', 'true');
create trigger retention_schedule_short after insert on retention_schedule referencing new table as added
  for each statement execute function keep_list_short('200', '', 'true');
create trigger retention_rule_short after insert on retention_rule referencing new table as added
  for each statement execute function keep_list_short('2000', 'schedule_id', 'true');
create trigger filing_plan_line_short after insert on filing_plan_line referencing new table as added
  for each statement execute function keep_list_short('5000', 'plan_id', 'true');
-- What is read of one fonds' history, a page at a time.
create index if not exists fonds_change_order on fonds_change (tenant_id, effective_on desc, id desc);
`)
    .execute(db);
};
