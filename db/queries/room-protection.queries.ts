import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';

/* 十防: what the registers of equipment, protections, climate, fire, entries and alarms say of the rooms today. */

const MOST = 5_000;
const standing = (tenantId: number, code: string) => sql`from register_entry e
  where e.tenant_id = ${tenantId} and e.register_code = ${code} and e.state = 'current' and e.entry_on <= ${today}`;

/** Rooms of the stacks, and those that the register of protections names. */
export const listProtectedRooms = async (tdb: TenantDb, tenantId: number): Promise<string[]> => {
  const { rows } = await sql<{ room: string }>`
    select r.room from (
      select coalesce(nullif(btrim(p.name), ''), p.label) as room from storage_place p
        where p.tenant_id = ${tenantId} and p.level = 'room' and p.state = 'active'
      union
      select btrim(e.said ->> 'room') ${standing(tenantId, 'protection')} and (e.until_on is null or e.until_on > ${today})) r
    where r.room <> '' order by r.room collate "zh-x-icu" limit 500`.execute(tdb);
  return rows.map((row) => row.room);
};

export const listDevices = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<
  { entryId: string; type: string; model: string; quantity: number; place: string; serves: string; since: string }[]
> => {
  const { rows } = await sql<{
    entryId: string;
    type: string;
    model: string;
    quantity: number;
    place: string;
    serves: string;
    since: string;
  }>`select e.id as entry_id, e.said ->> 'type' as type, e.title as model, coalesce((e.said ->> 'quantity')::int, 1) as quantity,
      coalesce(e.said ->> 'room', '') as place, coalesce(e.said ->> 'serves', '') as serves, e.entry_on as since
    ${standing(tenantId, 'equipment')} and (e.until_on is null or e.until_on > ${today})
    order by e.entry_on desc, e.id desc limit ${MOST}`.execute(tdb);
  return rows;
};

export const listProtectionStatements = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<
  { entryId: string; room: string; item: string; standing: string; means: string; wanted: string; foundOn: string }[]
> => {
  const { rows } = await sql<{
    entryId: string;
    room: string;
    item: string;
    standing: string;
    means: string;
    wanted: string;
    foundOn: string;
  }>`select e.id as entry_id, coalesce(e.said ->> 'room', '') as room, e.said ->> 'item' as item, e.said ->> 'standing' as standing,
      coalesce(e.said ->> 'means', '') as means, coalesce(e.said ->> 'wanted', '') as wanted, e.entry_on as found_on
    ${standing(tenantId, 'protection')} and (e.until_on is null or e.until_on > ${today})
    order by e.entry_on desc, e.id desc limit ${MOST}`.execute(tdb);
  return rows;
};

export interface RoomLastRow {
  room: string;
  readOn: string;
  temperature: number | null;
  humidity: number | null;
}
/** The last reading of each room within two months: an older one says nothing about today. */
export const listLastReadings = async (tdb: TenantDb, tenantId: number): Promise<RoomLastRow[]> => {
  const { rows } = await sql<RoomLastRow>`
    select distinct on (e.title) e.title as room, e.entry_on as read_on, (e.said ->> 'temperature')::float8 as temperature,
      (e.said ->> 'humidity')::float8 as humidity
    ${standing(tenantId, 'room_climate')} and e.entry_on > ${today} - 62
    order by e.title, e.entry_on desc, e.said ->> 'readAt' desc nulls last, e.id desc limit 500`.execute(tdb);
  return rows;
};

export const listLastEntries = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ room: string; enteredOn: string }[]> => {
  const { rows } = await sql<{ room: string; enteredOn: string }>`
    select btrim(e.said ->> 'room') as room, max(e.entry_on) as entered_on ${standing(tenantId, 'room_entry')}
      and e.entry_on > ${today} - 366
    group by 1 order by 1 limit 500`.execute(tdb);
  return rows;
};

export interface FireCheckRow {
  place: string;
  checkedOn: string;
  faulty: number;
  testedUntil: string | null;
}
export const listLastFireChecks = async (tdb: TenantDb, tenantId: number): Promise<FireCheckRow[]> => {
  const { rows } = await sql<FireCheckRow>`
    select distinct on (e.title) e.title as place, e.entry_on as checked_on, coalesce((e.said ->> 'faulty')::int, 0) as faulty,
      e.said ->> 'testedUntil' as tested_until
    ${standing(tenantId, 'fire_check')} and e.entry_on > ${today} - 731
    order by e.title, e.entry_on desc, e.id desc limit 500`.execute(tdb);
  return rows;
};

/** By place, of the last thirty days. */
export const countAlarms = async (tdb: TenantDb, tenantId: number): Promise<{ place: string; alarms: number }[]> => {
  const { rows } = await sql<{ place: string; alarms: number }>`
    select e.title as place, count(*)::int as alarms ${standing(tenantId, 'alarm')} and e.entry_on > ${today} - 30
      and coalesce(e.said ->> 'isFalse', 'false') <> 'true'
    group by e.title order by e.title limit 500`.execute(tdb);
  return rows;
};
