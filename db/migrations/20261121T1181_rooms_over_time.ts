import { type Kysely, sql } from 'kysely';

/** 库房 by version, so that the area before and after a change can be told; 密集架 with the day they came into service. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- What a room was used for and how large it was, from a day until the day before the next; open-ended while it stands.
create table storage_room_version (
  tenant_id int not null references tenant (id),
  id uuid not null,
  place_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  room_kind text not null check (room_kind in ('permanent', 'special', 'library', 'other')),
  area_m2 numeric(10, 2) check (area_m2 >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, place_id) references storage_place (tenant_id, id),
  unique (tenant_id, place_id, valid_from)
);
create unique index storage_room_version_now on storage_room_version (tenant_id, place_id) where valid_to is null;

alter table storage_rack add column commissioned_on date;
alter table storage_rack add column acquired_by text not null default 'new' check (acquired_by in ('new', 'replacement'));
alter table storage_rack add column retired_on date;
alter table storage_rack add column row_version int not null default 1;
alter table storage_rack add constraint storage_rack_days check (retired_on >= commissioned_on);

-- What stands already begins with the day it was entered.
alter table storage_place no force row level security;
alter table storage_rack no force row level security;
insert into storage_room_version (tenant_id, id, place_id, valid_from, room_kind, area_m2)
  select tenant_id, gen_random_uuid(), id, (created_at at time zone 'Asia/Shanghai')::date, coalesce(room_kind, 'other'), area_m2
  from storage_place where level = 'room' and state = 'active';
update storage_rack set commissioned_on = (created_at at time zone 'Asia/Shanghai')::date;
alter table storage_place force row level security;
alter table storage_rack force row level security;
alter table storage_rack alter column commissioned_on set not null;
call secure_tenant_table('storage_room_version', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
