import { type Kysely, sql } from 'kysely';

/**
 * 预约查档: what somebody wants to read on a day, before anybody came. Each step has its moment, so that the time that
 * was promised can be compared with the time that was used. A visit takes its place when the reader is there.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table reading_reservation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- 办件编号: the day it was asked for, and its number on that day.
  case_number text not null check (case_number ~ '^YY[0-9]{8}-[0-9]{3,}$'),
  reader_name text not null check (length(reader_name) between 1 and 40),
  reader_kind text not null check (reader_kind in ('internal', 'unit', 'citizen')),
  reader_unit text,
  contact text,
  channel text not null check (channel in ('onsite', 'phone', 'letter', 'online')),
  purpose text not null check (purpose in ('proof', 'work', 'research', 'compilation', 'other')),
  subject text not null,
  wished_on date not null,
  day_part text not null check (day_part in ('morning', 'afternoon')),
  -- What is to be brought out: records of the catalogue by id, other material in words.
  lines jsonb not null default '[]' check (jsonb_typeof(lines) = 'array'),
  state text not null default 'asked' check (state in ('asked', 'confirmed', 'fetched', 'visited', 'declined', 'missed')),
  note text,
  asked_at timestamptz(3) not null default now(),
  answered_at timestamptz(3),
  fetched_at timestamptz(3),
  ended_at timestamptz(3),
  visit_id uuid,
  handler_name text not null,
  created_by uuid not null,
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, case_number),
  foreign key (tenant_id, visit_id) references reading_visit (tenant_id, id),
  check ((state = 'visited') = (visit_id is not null))
);
create index reading_reservation_day on reading_reservation (tenant_id, wished_on, id);
call secure_tenant_table('reading_reservation');
`)
    .execute(db);
};
