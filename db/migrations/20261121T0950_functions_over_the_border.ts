import { type Kysely, sql } from 'kysely';

/** Each function answers one narrow question and decides by the database's clock who may ask it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- A unit's name on a day: a renaming takes effect by its date, with nobody there to switch it.
create function tenant_name_on(p_tenant int, p_on date default null) returns text
language sql stable set search_path = public, pg_temp as $$
  select coalesce((select n.name from tenant_name n where n.tenant_id = p_tenant
    and n.valid_from <= coalesce(p_on, (now() at time zone 'Asia/Shanghai')::date) order by n.valid_from desc limit 1),
    (select t.name from tenant t where t.id = p_tenant))
$$;

-- The tree below and above a tenant on a date: [root .. tenant] has depth < 0, itself 0, units > 0.
create function supervision_tree(p_tenant int, p_on date)
returns table (tenant_id int, slug text, kind text, name text, region text, depth int, parent_tenant_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive live as (
    select s.supervisor_tenant_id, s.unit_tenant_id from supervision s
    where s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
  ), down as (
    select p_tenant as id, 0 as depth, null::int as parent
    union
    select l.unit_tenant_id, d.depth + 1, l.supervisor_tenant_id from down d join live l on l.supervisor_tenant_id = d.id where d.depth < 8
  ), up as (
    select l.supervisor_tenant_id as id, -1 as depth, null::int as parent from live l where l.unit_tenant_id = p_tenant
    union
    select l.supervisor_tenant_id, u.depth - 1, null::int from up u join live l on l.unit_tenant_id = u.id where u.depth > -8
  )
  select t.id, t.slug, t.kind,
    tenant_name_on(t.id, p_on),
    t.region, x.depth, x.parent
  from (select * from down union all select * from up) x join tenant t on t.id = x.id
$$;

-- What the tenant of this transaction may know of its surroundings.
create function known_tenants(p_on date default null)
returns table (tenant_id int, slug text, kind text, name text, region text, depth int, parent_tenant_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select * from supervision_tree(app_tenant(), coalesce(p_on, (now() at time zone 'Asia/Shanghai')::date)) where app_tenant() is not null
$$;

-- Whether a supervises b directly or through others today.
create function supervises(a int, b int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select s.supervisor_tenant_id as id, 1 as depth from supervision s
    where s.unit_tenant_id = b and s.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (s.valid_to is null or s.valid_to > (now() at time zone 'Asia/Shanghai')::date)
    union
    select s.supervisor_tenant_id, u.depth + 1 from up u join supervision s on s.unit_tenant_id = u.id
    where u.depth < 8 and s.valid_from <= (now() at time zone 'Asia/Shanghai')::date and (s.valid_to is null or s.valid_to > (now() at time zone 'Asia/Shanghai')::date)
  )
  select exists (select 1 from up where id = a)
$$;

-- A document may go only to a unit one supervises or to a supervisor; a grant only downwards; a release only upwards.
create function check_addressee() returns trigger language plpgsql as $$
declare down boolean := supervises(new.tenant_id, new.addressee_tenant_id);
        up boolean := supervises(new.addressee_tenant_id, new.tenant_id);
begin
  if (tg_table_name = 'access_grant' and not down) or (tg_table_name = 'figure_release' and not up) or not (down or up) then
    raise exception 'ADDRESSEE_NOT_RELATED' using errcode = 'check_violation', constraint = 'addressee_related';
  end if;
  return new;
end $$;
create trigger addressee_related before insert or update of addressee_tenant_id on access_grant for each row execute function check_addressee();
create trigger addressee_related before insert or update of addressee_tenant_id on dispatch for each row execute function check_addressee();
create trigger addressee_related before insert or update of addressee_tenant_id on figure_release for each row execute function check_addressee();

-- Live grants of one person of the reading tenant, for one record class, in groups of equal scope.
create function live_grants(p_class text)
returns table (grant_id uuid, unit_tenant_id int, unit_slug text, unit_name text, category_codes text[], year_from smallint, year_to smallint, valid_from timestamptz, valid_to timestamptz, reason text, inspection_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.addressee_tenant_id, t.slug, tenant_name_on(t.id), g.category_codes, coalesce(g.year_from, 1000::smallint), coalesce(g.year_to, 2999::smallint), g.valid_from, g.valid_to, g.reason, g.inspection_id
  from access_grant g join tenant t on t.id = g.addressee_tenant_id
  where g.tenant_id = app_tenant() and app_account() = any (g.account_ids) and p_class = any (g.record_classes)
    and g.revoked_at is null and g.valid_from <= clock_timestamp() and g.valid_to > clock_timestamp()
    and exists (select 1 from membership m where m.tenant_id = g.tenant_id and m.account_id = app_account() and m.state = 'active'
      and (m.valid_to is null or m.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date))
$$;

-- How often grants of the tenant of this transaction were used: what the granted units' logs hold of them.
create function grant_looks(p_grants uuid[])
returns table (grant_id uuid, looks int, last_look_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, count(e.id)::int, max(e.at)
  from access_grant g left join audit_event e on e.tenant_id = g.addressee_tenant_id and e.grant_id = g.id
  where g.tenant_id = app_tenant() and g.id = any (p_grants) group by g.id
$$;

-- Opens the given grants for the rest of the transaction. Answers the tenants opened; none when any grant is not live.
create function enter_grants(p_class text, p_grants uuid[]) returns int[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int; scopes int; tenants int[]; cats text[]; y1 smallint; y2 smallint;
begin
  select count(*), count(distinct (coalesce(g.category_codes::text, '*'), g.year_from, g.year_to)), array_agg(g.unit_tenant_id order by g.unit_tenant_id),
    min(g.category_codes), min(g.year_from), min(g.year_to)
    into n, scopes, tenants, cats, y1, y2
    from live_grants(p_class) g where g.grant_id = any (p_grants);
  if n = 0 or n <> cardinality(p_grants) then
    tenants := null; cats := null; y1 := null; y2 := null;
  elsif scopes > 1 then
    raise exception 'GRANT_SCOPES_DIFFER';
  end if;
  perform set_config('app.read_tenants', coalesce(tenants::text, ''), true),
    set_config('app.read_class', case when tenants is null then '' else p_class end, true),
    set_config('app.read_categories', coalesce(cats::text, ''), true),
    set_config('app.read_year_from', coalesce(y1::text, ''), true),
    set_config('app.read_year_to', coalesce(y2::text, ''), true);
  return coalesce(tenants, '{}');
end $$;

-- One event in the audit log of each unit that was looked at. No live grant, no event, no act.
create function audit_grant_read(p_grants uuid[], p_class text, p_action text, p_object_kind text, p_object_id text, p_object_label text, p_detail jsonb, p_request_id text)
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int;
begin
  insert into audit_event (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, grant_id, request_id)
  select g.unit_tenant_id, gen_random_uuid(), app_account(), m.display_name, app_tenant(), tenant_name_on(t.id), p_action, p_object_kind, p_object_id, p_object_label, p_detail, g.grant_id, p_request_id
  from live_grants(p_class) g
    join membership m on m.tenant_id = app_tenant() and m.account_id = app_account()
    join tenant t on t.id = app_tenant()
  where g.grant_id = any (p_grants);
  get diagnostics n = row_count;
  if n <> cardinality(p_grants) then
    raise exception 'GRANT_NOT_LIVE' using errcode = 'insufficient_privilege';
  end if;
  return n;
end $$;

-- 检索. p_raw holds the normalised words, parted by one space: each must really occur (the tokens alone admit strangers).
-- The text operators are not leakproof, so under row-level security they could not use the index: this function
-- restricts by itself to the tenant (or the opened grants) and answers ids only, which the caller joins back.
create function search_archive_ids(p_tenants int[], p_query tsquery, p_raw text, p_categories text[], p_year_from smallint, p_year_to smallint,
  p_category text, p_year smallint, p_retention text, p_org text, p_after_tenant int, p_after_code text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, total int)
language plpgsql volatile set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare scope text; match text; n int; cmp text; dir text; plan json; expected numeric; step int; ordered text; page text;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return; end if;
  scope := case when cardinality(p_tenants) = 1 then format('tenant_id = %s', p_tenants[1]) else format('tenant_id = any (%L::int[])', p_tenants) end
    || case when p_categories is null then '' else format(' and category_code = any (%L::text[])', p_categories) end
    || case when p_year_from is null then '' else format(' and filing_year between %s and %s', p_year_from, p_year_to) end
    || case when p_category is null then '' else format(' and category_code = %L', p_category) end
    || case when p_year is null then '' else format(' and filing_year = %s', p_year) end
    || case when p_retention is null then '' else format(' and retention_code = %L', p_retention) end
    || case when p_org is null then '' else format(' and org_code = %L', p_org) end;
  match := format('search_tokens @@ %L::tsquery and state = ''filed''', p_query)
    || coalesce((select string_agg(format(' and strpos(search_text, %L) > 0', word), '') from unnest(string_to_array(p_raw, ' ')) word where word <> ''), '');
  -- Of the tokens only: the planner knows their frequencies, while for strpos it has a guess.
  execute 'explain (format json) select 1 from archive_item where ' || scope || format(' and search_tokens @@ %L::tsquery', p_query) into plan;
  expected := (plan #>> '{0,Plan,Plan Rows}')::numeric;
  if expected <= 5000 then
    execute 'select count(*) from (select 1 from archive_item where ' || scope || ' and ' || match || ' limit 2001) c' into n;
  end if;
  cmp := case when p_backward then '<' else '>' end;
  dir := case when p_backward then 'desc' else 'asc' end;
  if p_after_id is not null then
    scope := scope || format(' and (tenant_id, code_sort, id) %s (%s, %L, %L::uuid)', cmp, p_after_tenant, p_after_code, p_after_id);
  end if;
  ordered := format(' order by tenant_id %s, code_sort %s, id %s limit ', dir, dir, dir);
  page := 'select tenant_id, id, $1 from archive_item where ' || scope || ' and ' || match || ordered || p_limit;
  -- Frequent words: a page fills after a few steps along the codes, and counting them all would cost more than it tells.
  if n is null then
    perform set_config('enable_bitmapscan', 'off', true);
    return query execute 'select tenant_id, id, $1 from (select * from archive_item where ' || scope || ordered || '4000) near where ' || match || ordered || p_limit using n;
    get diagnostics step = row_count;
    if step >= p_limit or expected > 15000 then
      if step < p_limit then
        return query execute 'select * from (' || page || ') rest offset ' || step using n;
      end if;
      perform set_config('enable_bitmapscan', 'on', true);
      return;
    end if;
    perform set_config('enable_bitmapscan', 'on', true), set_config('enable_indexscan', 'off', true);
    return query execute 'select * from (' || page || ') rest offset ' || step using n;
  else
    perform set_config('enable_indexscan', case when n > 2000 then 'off' else 'on' end, true);
    return query execute page using n;
  end if;
  perform set_config('enable_indexscan', 'on', true);
end $$;

create function search_own_archive(p_query tsquery, p_raw text, p_category text, p_year smallint, p_retention text, p_org text,
  p_after_tenant int, p_after_code text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, total int)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from search_archive_ids(case when app_tenant() is null then null else array[app_tenant()] end, p_query, p_raw, null, null, null,
    p_category, p_year, p_retention, p_org, p_after_tenant, p_after_code, p_after_id, p_backward, p_limit)
$$;
create function search_granted_archive(p_query tsquery, p_raw text, p_category text, p_year smallint, p_retention text, p_org text,
  p_after_tenant int, p_after_code text, p_after_id uuid, p_backward boolean, p_limit int)
returns table (tenant_id int, id uuid, total int)
language sql volatile security definer set search_path = public, pg_temp as $$
  select * from search_archive_ids(case when app_read_class() = 'archive' then app_read_tenants() end, p_query, p_raw, app_read_categories(), app_read_year_from(), app_read_year_to(),
    p_category, p_year, p_retention, p_org, p_after_tenant, p_after_code, p_after_id, p_backward, p_limit)
$$;

-- Tenants are made and reorganised by the platform; a bureau asks for it through this function's callers.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function supervision_tree(int, date) owner to lantai_definer;
alter function known_tenants(date) owner to lantai_definer;
alter function supervises(int, int) owner to lantai_definer;
alter function live_grants(text) owner to lantai_definer;
alter function grant_looks(uuid[]) owner to lantai_definer;
alter function enter_grants(text, uuid[]) owner to lantai_definer;
alter function audit_grant_read(uuid[], text, text, text, text, text, jsonb, text) owner to lantai_definer;
alter function search_archive_ids(int[], tsquery, text, text[], smallint, smallint, text, smallint, text, text, int, text, uuid, boolean, int) owner to lantai_definer;
alter function search_own_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int) owner to lantai_definer;
alter function search_granted_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on all functions in schema public from public;
grant execute on function app_tenant(), app_account(), app_read_tenants(), app_read_class(), app_read_categories(), app_read_year_from(), app_read_year_to()
  to lantai_app, lantai_reader, lantai_system, lantai_definer;
grant execute on function known_tenants(date), grant_looks(uuid[]) to lantai_app, lantai_reader;
grant execute on function supervises(int, int), check_addressee(), check_officer_roles(), keep_draw(), count_archive_items() to lantai_app, lantai_system;
grant execute on function supervision_tree(int, date), tenant_name_on(int, date) to lantai_system, lantai_definer;
grant execute on function live_grants(text) to lantai_app, lantai_reader, lantai_definer;
grant execute on function enter_grants(text, uuid[]), audit_grant_read(uuid[], text, text, text, text, text, jsonb, text) to lantai_reader;
grant execute on function search_archive_ids(int[], tsquery, text, text[], smallint, smallint, text, smallint, text, text, int, text, uuid, boolean, int) to lantai_definer;
grant execute on function search_own_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int) to lantai_app;
grant execute on function search_granted_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int) to lantai_reader;
-- What a later migration adds is private until it is granted.
alter default privileges in schema public revoke execute on functions from public;
alter default privileges revoke execute on functions from public;
`)
    .execute(db);
};
