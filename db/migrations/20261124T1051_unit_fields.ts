import { type Kysely, sql } from 'kysely';

/** 重点领域: where a supervisor says which field a unit belongs to. Without a row its kind and name decide. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table unit_field (
  tenant_id int not null references tenant (id),
  unit_tenant_id int not null references tenant (id),
  field text not null check (field in ('hospital', 'soe', 'research', 'school', 'township', 'village', 'agency', 'other')),
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz(3) not null default now(),
  primary key (tenant_id, unit_tenant_id)
);
call secure_tenant_table('unit_field', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
