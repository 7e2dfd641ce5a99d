import { type Kysely, sql } from 'kysely';

/** 关联: two records that belong together. One row for both; taken back, it stays as a part of their history. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table item_relation (
  tenant_id int not null references tenant (id),
  id uuid not null,
  -- The lesser id stands first, so that a pair has one row however it was chosen.
  first_item_id uuid not null,
  second_item_id uuid not null,
  note text,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  removed_by_name text,
  removed_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, first_item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, second_item_id) references archive_item (tenant_id, id),
  check (first_item_id < second_item_id),
  check ((removed_at is null) = (removed_by_name is null))
);
create unique index item_relation_pair on item_relation (tenant_id, first_item_id, second_item_id) where removed_at is null;
create index item_relation_second on item_relation (tenant_id, second_item_id) where removed_at is null;
call secure_tenant_table('item_relation');
`)
    .execute(db);
};
