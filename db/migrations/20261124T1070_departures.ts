import { type Kysely, sql } from 'kysely';

/**
 * 移出登记: records that leave otherwise than by a transfer. One person proposes, another decides; what was destroyed is
 * told from what was given back or moved, so that the holdings count it apart.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table departure (
  tenant_id int not null references tenant (id),
  id uuid not null,
  departure_number text not null check (length(departure_number) between 1 and 30),
  kind text not null check (kind in ('destroyed', 'returned', 'moved')),
  -- As they were proposed, pieces of a volume with their volume.
  item_ids uuid[] not null check (cardinality(item_ids) between 1 and 2000),
  basis text not null check (length(basis) between 1 and 200),
  reason text not null check (length(reason) between 1 and 500),
  state text not null default 'proposed' check (state in ('proposed', 'done', 'declined')),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz(3) not null default now(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decline_reason text,
  left_on date,
  method text check (method in ('shredded', 'pulped', 'burned', 'erased')),
  witnesses text[] not null default '{}',
  row_version int not null default 1,
  primary key (tenant_id, id),
  check (decided_by is distinct from proposed_by),
  check ((state = 'done') = (left_on is not null)),
  check (kind <> 'destroyed' or state <> 'done' or (method is not null and cardinality(witnesses) >= 2))
);
create unique index departure_number on departure (tenant_id, departure_number);
create index departure_list on departure (tenant_id, id desc);
call secure_tenant_table('departure');

-- How a record left that was not transferred.
alter table archive_item add column left_how text check (left_how in ('destroyed', 'returned', 'moved'));
alter table archive_item add constraint archive_item_left_how check (left_how is null or left_on is not null);
`)
    .execute(db);
};
