import { type Kysely, sql } from 'kysely';

/**
 * 查阅授权 over 库房与保管登记: the class `storage`, which registers of it, and which rooms. A room is named by its code
 * (01K), as it hangs on the door: the bureau knows no key of a unit's row. No room named is all rooms.
 */
const SCOPE = `
alter table access_grant drop constraint access_grant_record_classes_check;
alter table access_grant add constraint access_grant_record_classes_check
  check (record_classes <@ array['archive', 'use', 'training', 'storage'] and cardinality(record_classes) > 0);
alter table access_grant
  add column registers text[] check (registers <@ array['rooms', 'boxes', 'stock_takes', 'outs'] and cardinality(registers) > 0),
  add column room_codes text[] check (cardinality(room_codes) between 1 and 50),
  add constraint access_grant_registers check (('storage' = any (record_classes)) = (registers is not null)),
  add constraint access_grant_rooms check (room_codes is null or registers is not null);

create function app_read_registers() returns text[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_registers', true), '')::text[] $$;
create function app_read_rooms() returns text[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.read_rooms', true), '')::text[] $$;
-- The room is the first segment of the code of every place in it.
create function app_reads_room(p_code text) returns boolean language sql stable parallel safe
  as $$ select app_read_rooms() is null or split_part(p_code, '-', 1) = any (app_read_rooms()) $$;
`;

const FUNCTIONS = `
drop function live_grants(text);
create function live_grants(p_class text)
returns table (grant_id uuid, unit_tenant_id int, unit_slug text, unit_name text, category_codes text[], year_from smallint, year_to smallint, valid_from timestamptz, valid_to timestamptz, reason text, inspection_id uuid, registers text[], room_codes text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select k.grant_id, k.unit_tenant_id, t.slug, tenant_name_on(t.id), k.category_codes, k.year_from, k.year_to, g.valid_from, g.valid_to, g.reason, g.inspection_id, g.registers, g.room_codes
  from live_grant_keys(p_class) k join access_grant g on g.tenant_id = app_tenant() and g.id = k.grant_id join tenant t on t.id = k.unit_tenant_id
$$;

create or replace function enter_grants(p_class text, p_grants uuid[]) returns int[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n int; scopes int; tenants int[]; cats text[]; y1 smallint; y2 smallint; regs text[]; rooms text[];
begin
  -- Registers and rooms limit the class of the registers only.
  select count(*), count(distinct (coalesce(k.category_codes::text, '*'), k.year_from, k.year_to,
      case when p_class = 'storage' then coalesce(g.registers::text, '') || '/' || coalesce(g.room_codes::text, '*') else '' end)),
    array_agg(k.unit_tenant_id order by k.unit_tenant_id), min(k.category_codes), min(k.year_from), min(k.year_to),
    case when p_class = 'storage' then min(g.registers) end, case when p_class = 'storage' then min(g.room_codes) end
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

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function live_grants(text) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function live_grants(text), app_read_registers(), app_read_rooms(), app_reads_room(text) from public;
grant execute on function live_grants(text) to lantai_app, lantai_reader, lantai_definer;
grant execute on function app_read_registers(), app_read_rooms(), app_reads_room(text) to lantai_reader;
`;

/* Places are read with any register, for every line of a register says where something stands. */
const FENCE = `
create policy reader_select on storage_place for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and app_reads_room(code));
create policy reader_select on storage_room_version for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and 'rooms' = any (app_read_registers())
  and exists (select 1 from storage_place p where p.tenant_id = storage_room_version.tenant_id and p.id = storage_room_version.place_id));
create policy reader_select on box for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and 'boxes' = any (app_read_registers())
  and filing_year between app_read_year_from() and app_read_year_to()
  and (app_read_categories() is null or category_code = any (app_read_categories()))
  and (app_read_rooms() is null or exists (select 1 from storage_place p where p.tenant_id = box.tenant_id and p.id = box.place_id)));
create policy reader_select on stock_take for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and 'stock_takes' = any (app_read_registers())
  and year between app_read_year_from() and app_read_year_to() and app_reads_room(place_code));
create policy reader_select on stock_take_line for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage'
  and exists (select 1 from stock_take s where s.tenant_id = stock_take_line.tenant_id and s.id = stock_take_line.stock_take_id));
-- With rooms named, only what stands in one of them: a single record that is out has no room of its own.
create policy reader_select on storage_out for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and 'outs' = any (app_read_registers())
  and out_on between make_date(app_read_year_from(), 1, 1) and make_date(app_read_year_to(), 12, 31)
  and (app_read_rooms() is null or exists (select 1 from box b where b.tenant_id = storage_out.tenant_id and b.id = storage_out.box_id)));
grant select on storage_place, storage_room_version, box, stock_take, stock_take_line, storage_out to lantai_reader;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [SCOPE, FUNCTIONS, FENCE]) await sql.raw(part).execute(db);
};
