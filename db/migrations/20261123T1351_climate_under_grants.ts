import { type Kysely, sql } from 'kysely';

/**
 * 温湿度记录 under a grant of 库房与保管登记. The register says its room in words (01K, 1号库, 二楼库房): a grant that names
 * rooms opens the lines whose words are one of their codes or names. A voided line is no line.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table access_grant drop constraint access_grant_registers_check;
alter table access_grant add constraint access_grant_registers_check
  check (registers <@ array['rooms', 'boxes', 'stock_takes', 'outs', 'climate'] and cardinality(registers) > 0);

-- The rule of roomCodeOf in server/domain/tenancy/grant-vocabulary.ts.
create function room_code_of(p_typed text) returns text language sql immutable parallel safe as $$
  select case when n.number ~ '^[0-9]$' then '0' || n.number else n.number end || 'K'
  from (select substring(upper(normalize(btrim(p_typed), NFKC)) from '^([A-Z0-9]{1,6}?)(?:K|号|号库|库|库房)?$') as number) n
$$;
revoke execute on function room_code_of(text) from public;
grant execute on function room_code_of(text) to lantai_app, lantai_reader;

create policy reader_select on register_entry for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'storage' and 'climate' = any (app_read_registers())
  and register_code = 'room_climate' and state = 'current'
  and entry_on between make_date(app_read_year_from(), 1, 1) and make_date(app_read_year_to(), 12, 31)
  and (app_read_rooms() is null or room_code_of(said ->> 'room') = any (app_read_rooms())
    or exists (select 1 from storage_place p where p.tenant_id = register_entry.tenant_id and p.level = 'room' and p.name = said ->> 'room')));
grant select on register_entry to lantai_reader;
`)
    .execute(db);
};
