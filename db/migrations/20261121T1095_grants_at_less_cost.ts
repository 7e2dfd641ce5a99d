import { type Kysely, sql } from 'kysely';

/**
 * Opening and auditing a hundred grants asked each time for the names of a hundred units. Names are needed where the
 * grants are shown (`live_grants`); who may read what is decided by these keys alone, under the same conditions.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create function live_grant_keys(p_class text)
returns table (grant_id uuid, unit_tenant_id int, category_codes text[], year_from smallint, year_to smallint)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.addressee_tenant_id, g.category_codes, coalesce(g.year_from, 1000::smallint), coalesce(g.year_to, 2999::smallint)
  from access_grant g
  where g.tenant_id = app_tenant() and app_account() = any (g.account_ids) and p_class = any (g.record_classes)
    and g.revoked_at is null and g.valid_from <= clock_timestamp() and g.valid_to > clock_timestamp()
    and exists (select 1 from membership m where m.tenant_id = g.tenant_id and m.account_id = app_account() and m.state = 'active'
      and (m.valid_to is null or m.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date))
$$;

-- One place says which grants live; this one adds what a person wants to see of them.
create or replace function live_grants(p_class text)
returns table (grant_id uuid, unit_tenant_id int, unit_slug text, unit_name text, category_codes text[], year_from smallint, year_to smallint, valid_from timestamptz, valid_to timestamptz, reason text, inspection_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.grant_id, k.unit_tenant_id, t.slug, tenant_name_on(t.id), k.category_codes, k.year_from, k.year_to, g.valid_from, g.valid_to, g.reason, g.inspection_id
  from live_grant_keys(p_class) k join access_grant g on g.tenant_id = app_tenant() and g.id = k.grant_id join tenant t on t.id = k.unit_tenant_id
$$;

create or replace function enter_grants(p_class text, p_grants uuid[]) returns int[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int; scopes int; tenants int[]; cats text[]; y1 smallint; y2 smallint;
begin
  select count(*), count(distinct (coalesce(g.category_codes::text, '*'), g.year_from, g.year_to)), array_agg(g.unit_tenant_id order by g.unit_tenant_id),
    min(g.category_codes), min(g.year_from), min(g.year_to)
    into n, scopes, tenants, cats, y1, y2
    from live_grant_keys(p_class) g where g.grant_id = any (p_grants);
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

create or replace function audit_grant_read(p_grants uuid[], p_class text, p_action text, p_object_kind text, p_object_id text, p_object_label text, p_detail jsonb, p_request_id text)
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int; reader_name text; reader_unit text;
begin
  select m.display_name, tenant_name_on(app_tenant()) into reader_name, reader_unit
    from membership m where m.tenant_id = app_tenant() and m.account_id = app_account();
  insert into audit_event (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, object_label, detail, grant_id, request_id)
  select g.unit_tenant_id, gen_random_uuid(), app_account(), reader_name, app_tenant(), reader_unit, p_action, p_object_kind, p_object_id, p_object_label, p_detail, g.grant_id, p_request_id
  from live_grant_keys(p_class) g where g.grant_id = any (p_grants);
  get diagnostics n = row_count;
  if n <> cardinality(p_grants) then
    raise exception 'GRANT_NOT_LIVE' using errcode = 'insufficient_privilege';
  end if;
  return n;
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function live_grant_keys(text) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function live_grant_keys(text) from public;
grant execute on function live_grant_keys(text) to lantai_definer;
`)
    .execute(db);
};
