import { type Kysely, sql } from 'kysely';

/** 年度重点: which topics a unit sets itself to build up in a year, and how many records it wants to gain. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table priority_topic (
  tenant_id int not null references tenant (id),
  year smallint not null check (year between 1949 and 2999),
  topic_code text not null,
  target int check (target > 0),
  set_by_name text not null,
  set_at timestamptz(3) not null default now(),
  primary key (tenant_id, year, topic_code)
);
call secure_tenant_table('priority_topic', commands => 'select, insert, update, delete');
`)
    .execute(db);
};
