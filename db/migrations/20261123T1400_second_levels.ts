import { type Kysely, sql } from 'kysely';

/**
 * 门类 of the second level count: the tree, the facets and every list that is narrowed by a category know 专业·婚姻 or a
 * unit's own second level, not only the first levels that the standard fixes. Grants are still given by first levels.
 */
const COUNTERS = `
create policy recount on archive_item for all to current_user using (true) with check (true);
create policy recount on archive_count for all to current_user using (true) with check (true);
create policy recount on archive_facet_count for all to current_user using (true) with check (true);
truncate archive_count, archive_facet_count;
alter table archive_count
  add subcategory_code text not null default '',
  drop constraint archive_count_pkey,
  add primary key (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code);
alter table archive_facet_count
  add subcategory_code text not null default '',
  drop constraint archive_facet_count_pkey,
  add primary key (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics);
create or replace function count_archive_items() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into archive_count as c (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, item_count)
    select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), count(*)
    from new_rows where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code) do update set item_count = c.item_count + excluded.item_count;
  else
    insert into archive_count as c (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, item_count)
    select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), sum(n)
    from (select *, 1 as n from new_rows where state = 'filed' union all select *, -1 from old_rows where state = 'filed') changed
    group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code) do update set item_count = c.item_count + excluded.item_count;
  end if;
  return null;
end $$;
create or replace function count_archive_facets() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into archive_facet_count as c (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count)
    select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), open_flag,
      box_id is not null or coalesce(box_number, '') <> '', topics, count(*)
    from new_rows where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    on conflict (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics)
      do update set item_count = c.item_count + excluded.item_count;
  else
    insert into archive_facet_count as c (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count)
    select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), open_flag,
      box_id is not null or coalesce(box_number, '') <> '', topics, sum(n)
    from (select *, 1 as n from new_rows where state = 'filed' union all select *, -1 from old_rows where state = 'filed') changed
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    on conflict (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics)
      do update set item_count = c.item_count + excluded.item_count;
  end if;
  return null;
end $$;
insert into archive_count (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, item_count)
select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), count(*)
from archive_item where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7;
insert into archive_facet_count (tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count)
select tenant_id, fonds_id, category_code, coalesce(subcategory_code, ''), filing_year, retention_code, coalesce(org_code, ''), open_flag,
  box_id is not null or coalesce(box_number, '') <> '', topics, count(*)
from archive_item where state = 'filed' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
drop policy recount on archive_item;
drop policy recount on archive_count;
drop policy recount on archive_facet_count;
`;

const SEARCH = `
create or replace function archive_choices(p_filters jsonb, p_except text, p_on text) returns text language plpgsql immutable set search_path = public, pg_temp as $$
declare said text := ''; org text := case p_on when 'item' then 'coalesce(org_code, '''')' else 'org_code' end;
  boxed text := case p_on when 'item' then '(box_id is not null or coalesce(box_number, '''') <> '''')' else 'is_boxed' end;
begin
  if p_filters is null then return ''; end if;
  if p_filters ? 'fondsId' and p_except <> 'fonds' then said := said || format(' and fonds_id = %L::uuid', p_filters ->> 'fondsId'); end if;
  if p_filters ? 'categoryCode' and p_except <> 'category' then
    said := said || format(' and category_code = %L', split_part(p_filters ->> 'categoryCode', U&'\\00B7', 1));
    if p_except <> 'subcategory' and strpos(p_filters ->> 'categoryCode', U&'\\00B7') > 0 then
      said := said || format(' and subcategory_code = %L', split_part(p_filters ->> 'categoryCode', U&'\\00B7', 2));
    end if;
  end if;
  if p_filters ? 'filingYear' and p_except <> 'year' then said := said || format(' and filing_year = %L::smallint', p_filters ->> 'filingYear'); end if;
  if p_filters ? 'retentionCode' and p_except <> 'retention' then said := said || format(' and retention_code = %L', p_filters ->> 'retentionCode'); end if;
  if p_filters ? 'orgCode' and p_except <> 'org' then
    said := said || case when p_on = 'item' and p_filters ->> 'orgCode' <> '' then format(' and org_code = %L', p_filters ->> 'orgCode') else format(' and %s = %L', org, p_filters ->> 'orgCode') end;
  end if;
  if p_filters ? 'openFlag' and p_except <> 'open' then said := said || format(' and open_flag = %L', p_filters ->> 'openFlag'); end if;
  if p_filters ? 'isBoxed' and p_except <> 'box' then said := said || format(' and %s = %L::boolean', boxed, p_filters ->> 'isBoxed'); end if;
  if p_filters ? 'topic' and p_except <> 'topic' then said := said || format(' and topics <> ''{}'' and topics @> array[%L]', p_filters ->> 'topic'); end if;
  if p_filters ? 'unitTenantId' and p_except <> 'unit' then said := said || format(' and tenant_id = %L::int', p_filters ->> 'unitTenantId'); end if;
  return said;
end $$;

create or replace function facet_archive(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint, p_ask jsonb, p_exact boolean)
returns table (facet text, value text, n bigint)
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare scope text; coarse text; match text; filters jsonb := p_ask -> 'filters'; plan json; expected numeric; share int := 1; said text; entry text[]; wide boolean := cardinality(p_tenants) > 1;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return; end if;
  scope := archive_scope(p_tenants, p_categories, p_year_from, p_year_to);
  if wide then
    scope := scope || archive_choices(jsonb_strip_nulls(jsonb_build_object('orgCode', filters -> 'orgCode')), '', 'item');
    filters := filters - 'orgCode' - 'fondsId';
  end if;
  match := archive_match(p_ask -> 'match', false);
  coarse := archive_match(p_ask -> 'match', true);
  execute 'explain (format json) select 1 from archive_item where ' || scope || ' and ' || coarse into plan;
  expected := (plan #>> '{0,Plan,Plan Rows}')::numeric;
  if expected > 30000 and not p_exact then
    share := 16;
    match := 'get_byte(uuid_send(id), 15) & 15 = 7 and ' || match;
  end if;
  said := 'with g as materialized (select tenant_id, ' || case when wide then 'null::uuid as fonds_id' else 'fonds_id' end || ', category_code, coalesce(subcategory_code, '''') as subcategory_code, filing_year, retention_code, '
    || case when wide then ''''' as org_code' else 'coalesce(org_code, '''') as org_code' end
    || ', open_flag, (box_id is not null or coalesce(box_number, '''') <> '''') as is_boxed, topics, count(*) as n from archive_item where ' || scope || ' and ' || match
    || ' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)';
  said := said || format(' select ''total'', %L, coalesce(sum(n), 0)::bigint * %s from g where true%s', share, share, archive_choices(filters, '', 'count'));
  foreach entry slice 1 in array array[['fonds', 'fonds_id::text'], ['category', 'category_code'], ['year', 'filing_year::text'], ['retention', 'retention_code'], ['org', 'org_code'],
    ['open', 'open_flag'], ['box', 'is_boxed::text'], ['unit', 'tenant_id::text']] loop
    continue when wide and entry[1] in ('fonds', 'org') or p_year_from is null and entry[1] = 'unit';
    said := said || format(' union all select * from (select %L, %s, sum(n)::bigint * %s from g where true%s group by 2 order by 3 desc, 2 limit 200) f',
      entry[1], entry[2], share, archive_choices(filters, entry[1], 'count'));
  end loop;
  said := said || format(' union all select * from (select ''topic'', t, sum(n)::bigint * %s from g, unnest(topics) t where topics <> ''{}''%s group by 2 order by 3 desc, 2 limit 200) f',
    share, archive_choices(filters, 'topic', 'count'));
  said := said || format(' union all select * from (select ''subcategory'', category_code || %L || subcategory_code, sum(n)::bigint * %s from g where subcategory_code <> ''''%s group by 2 order by 3 desc, 2 limit 200) f',
    U&'\\00B7', share, archive_choices(filters, 'subcategory', 'count'));
  return query execute said;
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(COUNTERS).execute(db);
  await sql.raw(SEARCH).execute(db);
};
