import { type Kysely, sql } from 'kysely';

/**
 * 检索: of a word and a narrow condition beside it, every record with the word, or within the condition, was brought together,
 * several times what a walk along the order of the page passes. The walk now goes as far as that would cost, and within
 * one unit it ends with the page.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create or replace function search_archive_page(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint, p_ask jsonb, p_sort text,
  p_after_rank int, p_after_tenant int, p_after_key text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, rank int, total int)
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare scope text; match text; coarse text; key text; ranking text; hits archive_hit[]; n int; cmp text; dir text; plan json; expected numeric; cost numeric; steps numeric; found int := 0; ordered text; page text; beyond text; many boolean := false;
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
  -- What the cheapest way brings to the other conditions may be much more than stays; a step of a walk costs about one.
  cost := (plan #>> '{0,Plan,Total Cost}')::numeric;
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
  -- Within one unit the order is the index's own, so that a walk may end as soon as the page is full.
  ordered := case cardinality(p_tenants) when 1 then format(' order by %s %s, id %s limit ', key, dir, dir) else format(' order by tenant_id %s, %s %s, id %s limit ', dir, key, dir, dir) end;
  page := 'select tenant_id, id, null::int, $1 from archive_item where ' || scope || ' and ' || match || ordered || p_limit;
  -- Frequent words: a page fills after a few steps along the index. Counting them all would cost more than it tells: the
  -- facets count them beside it. How many steps, their share of the rows says; where that is far off, the bitmap is nearer.
  execute 'explain (format json) select 1 from archive_item where ' || scope into plan;
  steps := 3 * p_limit * (plan #>> '{0,Plan,Plan Rows}')::numeric / greatest(expected, 1);
  if steps <= greatest(12000, cost) or expected > 15000 then
    perform set_config('enable_bitmapscan', 'off', true);
    return query execute 'select tenant_id, id, null::int, $1 from (select * from archive_item where ' || scope || ordered || least(greatest(4000, cost), greatest(400, ceil(steps))) || ') near where ' || match || ordered || p_limit using n;
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
`)
    .execute(db);
};
