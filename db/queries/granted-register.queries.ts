import { type RawBuilder, sql } from 'kysely';
import { roomClimate } from '@/server/domain/register/registers/room-climate';
import type { GrantRegister } from '@/server/domain/tenancy/grant-vocabulary';
import type { GrantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { type Walk, walkOrder } from './paging.ts';

/*
 * 库房与保管登记 of a unit as an inspector reads them. Which lines there are is decided by the fence: the registers, rooms,
 * years and categories of the grant that was entered.
 */

export interface RegisterRow {
  id: string;
  label: string;
  place: string | null;
  on: string | null;
  until: string | null;
  amount: number | null;
  humidity: number | null;
  state: string;
  note: string | null;
  sortKey: string;
}

const NO_HUMIDITY = sql`null::float8 as humidity`;

/** Whether a reading keeps to the limits of its register. */
const isWithin = (): RawBuilder<unknown> =>
  sql.join(
    (roomClimate.limits ?? []).map(
      ({ field, min, max }) => sql`(e.said ->> ${field})::float8 between ${min}::float8 and ${max}::float8`,
    ),
    sql` and `,
  );

const LINES: Readonly<Record<GrantRegister, (unitTenantId: number) => RawBuilder<unknown>>> = {
  rooms: (unit) => sql`
    select p.id, coalesce(p.name, p.code) as label, p.code as place, v.valid_from as on_day, v.valid_to as until_day,
      coalesce(v.area_m2, p.area_m2)::float8 as amount, p.state, coalesce(v.room_kind, p.room_kind) as note, p.sort_key, ${NO_HUMIDITY}
    from storage_place p
    left join storage_room_version v on v.tenant_id = ${unit} and v.place_id = p.id and v.valid_to is null
    where p.tenant_id = ${unit} and p.level = 'room' and 'rooms' = any (app_read_registers())`,
  boxes: (unit) => sql`
    select b.id, b.category_code || ' ' || b.filing_year || ' ' || b.retention_code || ' ' || b.box_number as label, p.code as place,
      null::date as on_day, null::date as until_day, b.spine_mm::float8 as amount, b.state, b.situation as note, b.sort_key, ${NO_HUMIDITY}
    from box b left join storage_place p on p.tenant_id = ${unit} and p.id = b.place_id
    where b.tenant_id = ${unit} and b.state = 'active'`,
  stock_takes: (unit) => sql`
    select s.id, s.title as label, s.place_code as place, s.planned_on as on_day,
      (s.closed_at at time zone 'Asia/Shanghai')::date as until_day,
      (select count(*) from stock_take_line l where l.tenant_id = ${unit} and l.stock_take_id = s.id and l.outcome <> 'counted')::float8 as amount,
      s.state, s.conclusion as note, to_char(s.planned_on, 'YYYY-MM-DD') as sort_key, ${NO_HUMIDITY}
    from stock_take s where s.tenant_id = ${unit}`,
  outs: (unit) => sql`
    select o.id, coalesce(b.box_number || '盒', '单件') as label, p.code as place, o.out_on as on_day, o.due_on as until_day,
      null::float8 as amount, case when o.returned_on is not null then 'returned' when ${isLate('o.due_on')} then 'overdue' else 'out' end as state,
      o.purpose as note, to_char(o.out_on, 'YYYY-MM-DD') as sort_key, ${NO_HUMIDITY}
    from storage_out o
    left join box b on b.tenant_id = ${unit} and b.id = o.box_id
    left join storage_place p on p.tenant_id = ${unit} and p.id = b.place_id
    where o.tenant_id = ${unit}`,
  climate: (unit) => sql`
    select e.id, e.said ->> 'room' as label, null as place, e.entry_on as on_day, null::date as until_day,
      (e.said ->> 'temperature')::float8 as amount, case when ${isWithin()} then 'within' else 'beyond' end as state,
      e.said ->> 'measure' as note, to_char(e.entry_on, 'YYYY-MM-DD') as sort_key, (e.said ->> 'humidity')::float8 as humidity
    from register_entry e where e.tenant_id = ${unit} and e.register_code = ${roomClimate.code} and e.state = 'current'`,
};

/** The lines of one register in their order. One more than asked for. */
export const listGrantedRegister = async (
  gdb: GrantDb,
  unitTenantId: number,
  register: GrantRegister,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RegisterRow[]> => {
  const order = walkOrder('asc', page.direction);
  const past = page.cursor
    ? sql`where (r.sort_key collate "C", r.id) ${sql.raw(order === 'asc' ? '>' : '<')} (${page.cursor[0]}, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RegisterRow>`
    select r.id, r.label, r.place, r.on_day as on, r.until_day as until, r.amount, r.state, r.note, r.sort_key, r.humidity
    from (${LINES[register](unitTenantId)}) r ${past}
    order by r.sort_key collate "C" ${sql.raw(order)}, r.id ${sql.raw(order)} limit ${page.limit + 1}`.execute(gdb);
  return rows;
};
