import { type Kysely, sql } from 'kysely';

/** 检索, 分面, 计数: functions that look into the archive for one tenant, or for the opened grants. */

const SEARCH = `
-- 检索: a page of ids in the order asked for. These functions restrict by themselves to the tenant (or the opened grants)
-- and answer ids only, which the caller joins back: the text operators are not leakproof, so under row-level security
-- they could not use the index.
create type archive_hit as (tenant_id int, id uuid, sort_key text, rank int);
create function search_archive_page(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint, p_ask jsonb, p_sort text,
  p_after_rank int, p_after_tenant int, p_after_key text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, rank int, total int)
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare scope text; match text; coarse text; key text; ranking text; hits archive_hit[]; n int; cmp text; dir text; plan json; expected numeric; steps numeric; found int := 0; ordered text; page text; beyond text; many boolean := false;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return; end if;
  scope := archive_scope(p_tenants, p_categories, p_year_from, p_year_to) || archive_choices(p_ask -> 'filters', '', 'item');
  match := archive_match(p_ask -> 'match', false);
  coarse := archive_match(p_ask -> 'match', true);
  key := case when p_sort like '%date' then 'date_sort' else 'code_sort' end;
  cmp := case when p_backward = (p_sort like '-%') then '>' else '<' end;
  dir := case cmp when '>' then 'asc' else 'desc' end;
  -- Of the tokens only: the planner knows their frequencies, while for the rest it has a guess.
  execute 'explain (format json) select 1 from archive_item where ' || scope || ' and ' || coarse into plan;
  expected := (plan #>> '{0,Plan,Plan Rows}')::numeric;
  -- Collecting some two thousand rows with their nearness for nothing costs more than counting them first.
  if expected between 1500 and 5000 then
    execute 'select count(*) from (select 1 from archive_item where ' || scope || ' and ' || match || ' limit 2001) c' into n;
    many := n > 2000;
  end if;
  if expected <= 5000 and not many then
    ranking := case when p_sort = 'relevance' and (p_after_id is null or p_after_rank is not null) then archive_rank(p_ask -> 'rank') else 'null::int' end;
    execute 'select array_agg(row(tenant_id, id, ' || key || ', ' || ranking || ')::archive_hit) from (select * from archive_item where ' || scope || ' and ' || match || ' limit 2001) c' into hits;
    n := coalesce(cardinality(hits), 0);
    if n <= 2000 then
      beyond := case when p_after_id is null then '' when ranking = 'null::int' then format(' where (tenant_id, sort_key collate "C", id) %s (%s, %L, %L::uuid)', cmp, p_after_tenant, p_after_key, p_after_id)
        else format(' where (rank, tenant_id, sort_key collate "C", id) %s (%s, %s, %L, %L::uuid)', cmp, p_after_rank, p_after_tenant, p_after_key, p_after_id) end;
      return query execute format('select tenant_id, id, rank, %s from unnest($1) hit%s order by rank %s, tenant_id %s, sort_key collate "C" %s, id %s limit %s', n, beyond, dir, dir, dir, dir, p_limit) using hits;
      return;
    end if;
  end if;
  n := null;
  if p_after_id is not null then
    scope := scope || format(' and (tenant_id, %s, id) %s (%s, %L, %L::uuid)', key, cmp, p_after_tenant, p_after_key, p_after_id);
  end if;
  ordered := format(' order by tenant_id %s, %s %s, id %s limit ', dir, key, dir, dir);
  page := 'select tenant_id, id, null::int, $1 from archive_item where ' || scope || ' and ' || match || ordered || p_limit;
  -- Frequent words: a page fills after a few steps along the index. Counting them all would cost more than it tells: the
  -- facets count them beside it. How many steps, their share of the rows says; where that is far off, the bitmap is nearer.
  execute 'explain (format json) select 1 from archive_item where ' || scope into plan;
  steps := 3 * p_limit * (plan #>> '{0,Plan,Plan Rows}')::numeric / greatest(expected, 1);
  if steps <= 12000 or expected > 15000 then
    perform set_config('enable_bitmapscan', 'off', true);
    return query execute 'select tenant_id, id, null::int, $1 from (select * from archive_item where ' || scope || ordered || least(4000, greatest(400, ceil(steps))) || ') near where ' || match || ordered || p_limit using n;
    get diagnostics found = row_count;
    if found < p_limit and expected > 15000 then
      return query execute 'select * from (' || page || ') rest offset ' || found using n;
      found := p_limit;
    end if;
    perform set_config('enable_bitmapscan', 'on', true);
  end if;
  if found < p_limit then
    perform set_config('enable_indexscan', 'off', true);
    return query execute 'select * from (' || page || ') rest offset ' || found using n;
    perform set_config('enable_indexscan', 'on', true);
  end if;
end $$;

-- How near a record is to the words as a whole: its code, its document number, its title, else anywhere.
create function archive_rank(p_rank jsonb) returns text language plpgsql immutable set search_path = public, pg_temp as $$
declare words text;
begin
  if p_rank is null or jsonb_typeof(p_rank) = 'null' then return '9'; end if;
  select string_agg(format('strpos(split_part(search_text, '' '', 1), %L) > 0', word), ' and ') into words from jsonb_array_elements_text(p_rank -> 'words') word;
  return format('case when reference_code = %1$L or (old_codes <> ''{}'' and %1$L = any (old_codes)) then 0
    when document_number is not null and (split_part(search_text, '' '', 2) = %2$L or split_part(search_text, '' '', 3) = %2$L) then 1
    when split_part(search_text, '' '', 1) = %2$L then 2
    when starts_with(split_part(search_text, '' '', 1), %2$L) then 3
    when strpos(split_part(search_text, '' '', 1), %2$L) > 0 then 4
    when %3$s then 5 when strpos(search_text, %2$L) > 0 then 6 else 7 end', p_rank ->> 'code', p_rank ->> 'text', coalesce(words, 'false'));
end $$;

create function search_own_archive(p_ask jsonb, p_sort text, p_after_rank int, p_after_tenant int, p_after_key text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, rank int, total int)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from search_archive_page(case when app_tenant() is null then null else array[app_tenant()] end, null, null, null,
    p_ask, p_sort, p_after_rank, p_after_tenant, p_after_key, p_after_id, p_backward, p_limit)
$$;
create function search_granted_archive(p_ask jsonb, p_sort text, p_after_rank int, p_after_tenant int, p_after_key text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, rank int, total int)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from search_archive_page(case when app_read_class() = 'archive' then app_read_tenants() end, app_read_categories(), app_read_year_from(), app_read_year_to(),
    p_ask, p_sort, p_after_rank, p_after_tenant, p_after_key, p_after_id, p_backward, p_limit)
$$;

-- 分面: how the matches fall under each choice. A facet ignores its own choice, so that one may change it.
-- Unless exact is asked for, very many matches are counted in one sixteenth of the records, drawn by the last bits of their ids.
create function facet_archive(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint, p_ask jsonb, p_exact boolean)
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
  said := 'with g as materialized (select tenant_id, ' || case when wide then 'null::uuid as fonds_id' else 'fonds_id' end || ', category_code, filing_year, retention_code, '
    || case when wide then ''''' as org_code' else 'coalesce(org_code, '''') as org_code' end
    || ', open_flag, (box_id is not null or coalesce(box_number, '''') <> '''') as is_boxed, topics, count(*) as n from archive_item where ' || scope || ' and ' || match
    || ' group by 1, 2, 3, 4, 5, 6, 7, 8, 9)';
  said := said || format(' select ''total'', %L, coalesce(sum(n), 0)::bigint * %s from g where true%s', share, share, archive_choices(filters, '', 'count'));
  foreach entry slice 1 in array array[['fonds', 'fonds_id::text'], ['category', 'category_code'], ['year', 'filing_year::text'], ['retention', 'retention_code'], ['org', 'org_code'],
    ['open', 'open_flag'], ['box', 'is_boxed::text'], ['unit', 'tenant_id::text']] loop
    continue when wide and entry[1] in ('fonds', 'org') or p_year_from is null and entry[1] = 'unit';
    said := said || format(' union all select * from (select %L, %s, sum(n)::bigint * %s from g where true%s group by 2 order by 3 desc, 2 limit 200) f',
      entry[1], entry[2], share, archive_choices(filters, entry[1], 'count'));
  end loop;
  said := said || format(' union all select * from (select ''topic'', t, sum(n)::bigint * %s from g, unnest(topics) t where topics <> ''{}''%s group by 2 order by 3 desc, 2 limit 200) f',
    share, archive_choices(filters, 'topic', 'count'));
  return query execute said;
end $$;
create index archive_item_sample on archive_item (tenant_id, (get_byte(uuid_send(id), 15) & 15));

create function facet_own_archive(p_ask jsonb, p_exact boolean) returns table (facet text, value text, n bigint)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from facet_archive(case when app_tenant() is null then null else array[app_tenant()] end, null, null, null, p_ask, p_exact)
$$;
create function facet_granted_archive(p_ask jsonb, p_exact boolean) returns table (facet text, value text, n bigint)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from facet_archive(case when app_read_class() = 'archive' then app_read_tenants() end, app_read_categories(), app_read_year_from(), app_read_year_to(), p_ask, p_exact)
$$;

-- How many match: exactly, or "at least" the cap.
create function count_archive_matches(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint, p_ask jsonb, p_cap int) returns int
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare n int;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return 0; end if;
  execute 'select count(*) from (select 1 from archive_item where ' || archive_scope(p_tenants, p_categories, p_year_from, p_year_to) || archive_choices(p_ask -> 'filters', '', 'item')
    || ' and ' || archive_match(p_ask -> 'match', false) || case when p_cap is null then '' else ' limit ' || p_cap end || ') c' into n;
  return n;
end $$;
create function count_own_archive(p_ask jsonb, p_cap int) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  select count_archive_matches(case when app_tenant() is null then null else array[app_tenant()] end, null, null, null, p_ask, p_cap)
$$;
`;

const INTERNAL = [
  'archive_rank(jsonb)',
  'search_archive_page(int[], text[], smallint, smallint, jsonb, text, int, int, text, uuid, boolean, int)',
  'facet_archive(int[], text[], smallint, smallint, jsonb, boolean)',
  'count_archive_matches(int[], text[], smallint, smallint, jsonb, int)',
];
const BOTH = [
  'search_own_archive(jsonb, text, int, int, text, uuid, boolean, int)',
  'facet_own_archive(jsonb, boolean)',
];
const OWN = [...BOTH, 'count_own_archive(jsonb, int)'];
const GRANTED = BOTH.map((name) => name.replace('_own_', '_granted_'));

const RIGHTS = `
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
${[...INTERNAL, ...OWN, ...GRANTED].map((name) => `alter function ${name} owner to lantai_definer; revoke execute on function ${name} from public;`).join('\n')}
revoke create on schema public from lantai_definer;
grant execute on function ${INTERNAL.join(', ')} to lantai_definer;
grant execute on function ${OWN.join(', ')} to lantai_app;
grant execute on function ${GRANTED.join(', ')} to lantai_reader;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(SEARCH + RIGHTS).execute(db);
};
