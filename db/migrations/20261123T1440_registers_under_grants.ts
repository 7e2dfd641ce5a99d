import { type Kysely, sql } from 'kysely';

/**
 * 台账 under a grant: the class `register` with the codes of the registers that it opens, each by name. A grant without
 * the code of a register opens nothing of it; who gives a grant for all leaves out what is confined.
 */
const SCOPE = `
alter table access_grant drop constraint access_grant_record_classes_check;
alter table access_grant add constraint access_grant_record_classes_check
  check (record_classes <@ array['archive', 'use', 'training', 'storage', 'register'] and cardinality(record_classes) > 0);
alter table access_grant
  add column register_codes text[] check (cardinality(register_codes) between 1 and 200),
  add constraint access_grant_register_codes check (('register' = any (record_classes)) = (register_codes is not null));
`;

/* The registers of a live grant are those of the class that is asked for. */
const FUNCTIONS = `
create or replace function live_grants(p_class text)
returns table (grant_id uuid, unit_tenant_id int, unit_slug text, unit_name text, category_codes text[], year_from smallint, year_to smallint, valid_from timestamptz, valid_to timestamptz, reason text, inspection_id uuid, registers text[], room_codes text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select k.grant_id, k.unit_tenant_id, t.slug, tenant_name_on(t.id), k.category_codes, k.year_from, k.year_to, g.valid_from, g.valid_to, g.reason, g.inspection_id,
    case when p_class = 'register' then g.register_codes else g.registers end, g.room_codes
  from live_grant_keys(p_class) k join access_grant g on g.tenant_id = app_tenant() and g.id = k.grant_id join tenant t on t.id = k.unit_tenant_id
$$;

create or replace function enter_grants(p_class text, p_grants uuid[]) returns int[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int; scopes int; tenants int[]; cats text[]; y1 smallint; y2 smallint; regs text[]; rooms text[];
begin
  -- Registers limit the classes of registers only, rooms what stands in rooms.
  select count(*), count(distinct (coalesce(k.category_codes::text, '*'), k.year_from, k.year_to,
      case p_class when 'storage' then coalesce(g.registers::text, '') || '/' || coalesce(g.room_codes::text, '*')
        when 'register' then coalesce(g.register_codes::text, '') else '' end)),
    array_agg(k.unit_tenant_id order by k.unit_tenant_id), min(k.category_codes), min(k.year_from), min(k.year_to),
    min(case p_class when 'storage' then g.registers when 'register' then g.register_codes end),
    case when p_class = 'storage' then min(g.room_codes) end
    into n, scopes, tenants, cats, y1, y2, regs, rooms
    from live_grant_keys(p_class) k join access_grant g on g.tenant_id = app_tenant() and g.id = k.grant_id
    where k.grant_id = any (p_grants);
  if n = 0 or n <> cardinality(p_grants) then
    tenants := null; cats := null; y1 := null; y2 := null; regs := null; rooms := null;
  elsif scopes > 1 then
    raise exception 'GRANT_SCOPES_DIFFER';
  end if;
  perform set_config('app.read_tenants', coalesce(tenants::text, ''), true),
    set_config('app.read_class', case when tenants is null then '' else p_class end, true),
    set_config('app.read_categories', coalesce(cats::text, ''), true),
    set_config('app.read_year_from', coalesce(y1::text, ''), true),
    set_config('app.read_year_to', coalesce(y2::text, ''), true),
    set_config('app.read_registers', coalesce(regs::text, ''), true),
    set_config('app.read_rooms', coalesce(rooms::text, ''), true);
  return coalesce(tenants, '{}');
end $$;
`;

/* A struck line stays in the register and is read with it, as on paper. Its history and its files go with the entry. */
const FENCE = `
alter policy reader_select on register_entry using (
  tenant_id = any (app_read_tenants())
  and entry_on between make_date(app_read_year_from(), 1, 1) and make_date(app_read_year_to(), 12, 31)
  and ((app_read_class() = 'storage' and 'climate' = any (app_read_registers()) and register_code = 'room_climate' and state = 'current'
      and (app_read_rooms() is null or room_code_of(said ->> 'room') = any (app_read_rooms())
        or exists (select 1 from storage_place p where p.tenant_id = register_entry.tenant_id and p.level = 'room' and p.name = said ->> 'room')))
    or (app_read_class() = 'register' and register_code = any (app_read_registers()))));
create policy reader_select on register_entry_version for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'register'
  and exists (select 1 from register_entry e where e.tenant_id = register_entry_version.tenant_id and e.id = register_entry_version.entry_id));
create policy reader_select on register_attachment for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'register'
  and exists (select 1 from register_entry e where e.tenant_id = register_attachment.tenant_id and e.id = register_attachment.entry_id));
create policy reader_select on stored_object for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'register'
  and exists (select 1 from register_attachment a where a.tenant_id = stored_object.tenant_id and a.object_id = stored_object.id and a.removed_at is null));
grant select on register_entry_version, register_attachment to lantai_reader;
grant select (tenant_id, id, file_name, media_type, size_bytes, sha256, state) on stored_object to lantai_reader;
create index register_attachment_object on register_attachment (tenant_id, object_id);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [SCOPE, FUNCTIONS, FENCE]) await sql.raw(part).execute(db);
};
