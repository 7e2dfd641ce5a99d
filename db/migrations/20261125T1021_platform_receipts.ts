import { type Kysely, sql } from 'kysely';

/** 平台回执: what the government supervision platform answered to a line that was handed on to it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table platform_receipt (
  tenant_id int not null references tenant (id),
  id uuid not null,
  inspection_id uuid not null,
  -- The item of the platform: a line that was handed on is an inspection under one code.
  item_code text not null check (length(item_code) between 4 and 40),
  outcome text not null check (outcome in ('accepted', 'returned')),
  platform_number text check (length(platform_number) <= 60),
  reason text check (length(reason) <= 500),
  answered_on date not null,
  file_name text not null check (length(file_name) between 1 and 255),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, inspection_id) references inspection (tenant_id, id),
  check ((outcome = 'returned') = (reason is not null))
);
-- The same workbook read twice says nothing new.
create unique index platform_receipt_once on platform_receipt (tenant_id, inspection_id, item_code, answered_on, outcome);
call secure_tenant_table('platform_receipt', commands => 'select, insert');
`)
    .execute(db);
};
