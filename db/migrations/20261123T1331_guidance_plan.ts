import { type Kysely, sql } from 'kysely';

/** 指导计划 by kind of unit and year, and 急重难 marks: what the office itself says of a unit. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table guidance_plan (
  tenant_id int not null references tenant (id),
  year smallint not null check (year between 1950 and 2999),
  unit_kind text not null check (unit_kind in
    ('bureau', 'repository', 'department', 'township', 'village', 'enterprise', 'institution', 'vendor')),
  target_units int not null check (target_units between 1 and 100000),
  note text not null default '' check (length(note) <= 500),
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, year, unit_kind)
);
call secure_tenant_table('guidance_plan');

create table guidance_mark (
  tenant_id int not null references tenant (id),
  unit_tenant_id int not null references tenant (id),
  -- null: the mark was taken away; the row keeps its version.
  mark text check (mark in ('urgent', 'heavy', 'hard')),
  reason text not null default '' check (length(reason) <= 500),
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, unit_tenant_id),
  check ((mark is null) or reason <> '')
);
call secure_tenant_table('guidance_mark');
`)
    .execute(db);
};
