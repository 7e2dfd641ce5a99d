import { type Kysely, sql } from 'kysely';

/**
 * 解除隔离: the way back of a file in which a virus was found by mistake. It remembers what it was before, and by which
 * signatures it was judged; its incident keeps what a later scan said. Until then no search finds what it says.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table digital_file
  -- The state to which it returns; null unless a virus was found in it.
  add column quarantined_from text check (quarantined_from in ('stored', 'replaced', 'withdrawn')),
  -- As the scanner calls itself, with the number of its signatures. Null: scanned when it came in, or never.
  add column scanned_with text,
  add column scanned_at timestamptz(3);
update digital_file set quarantined_from = case when state = 'withdrawn' then 'stored' else state end
  where scan_state = 'infected' and state <> 'committing';
alter table digital_file add constraint digital_file_quarantine check (quarantined_from is null or scan_state = 'infected');

alter table fixity_incident
  add column rescan_state text check (rescan_state in ('clean', 'infected', 'not_scanned')),
  add column rescanned_with text,
  add column rescanned_at timestamptz(3),
  drop constraint fixity_incident_state_check,
  drop constraint fixity_incident_closed,
  drop constraint fixity_incident_reason,
  add constraint fixity_incident_state_check check (state in ('open', 'handling', 'repaired', 'accepted', 'released')),
  add constraint fixity_incident_closed check ((state in ('repaired', 'accepted', 'released')) = (closed_at is not null)),
  add constraint fixity_incident_reason check (state not in ('accepted', 'released') or reason is not null),
  add constraint fixity_incident_rescan check ((rescan_state is null) = (rescanned_at is null));

create policy definer_select on digital_file for select to lantai_definer using (true);
grant select (tenant_id, id, state, scan_state) on digital_file to lantai_definer;
-- As before, and only in files that their records hold now and in which no virus was found.
create or replace function search_page_ids(p_tenants int[], p_query tsquery, p_raw text, p_categories text[], p_year_from smallint, p_year_to smallint,
  p_after_tenant int, p_after_file uuid, p_after_page int, p_limit int)
returns table (tenant_id int, file_id uuid, page int)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare match text; scope text;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return; end if;
  scope := case when cardinality(p_tenants) = 1 then format('p.tenant_id = %s', p_tenants[1]) else format('p.tenant_id = any (%L::int[])', p_tenants) end;
  match := format('p.search_tokens @@ %L::tsquery', p_query)
    || coalesce((select string_agg(format(' and strpos(p.search_text, %L) > 0', word), '') from unnest(string_to_array(p_raw, ' ')) word where word <> ''), '');
  return query execute 'select p.tenant_id, p.file_id, p.page from page_text p join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id'
    || ' join digital_file f on f.tenant_id = p.tenant_id and f.id = p.file_id where '
    || scope || ' and ' || match || ' and i.state = ''filed'' and f.state = ''stored'' and f.scan_state <> ''infected'''
    || case when p_categories is null then '' else format(' and i.category_code = any (%L::text[])', p_categories) end
    || case when p_year_from is null then '' else format(' and i.filing_year between %s and %s', p_year_from, p_year_to) end
    || case when p_after_file is null then '' else format(' and (p.tenant_id, p.file_id, p.page) > (%s, %L::uuid, %s)', p_after_tenant, p_after_file, p_after_page) end
    || ' order by p.tenant_id, p.file_id, p.page limit ' || p_limit;
end $$;
`)
    .execute(db);
};
