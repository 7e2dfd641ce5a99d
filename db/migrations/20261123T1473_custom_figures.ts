import { type Kysely, sql } from 'kysely';

/** 自定义指标: what a unit counts besides the figures of the report, said in words of its registers and never in SQL. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table custom_figure (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  unit text not null check (length(unit) between 1 and 12),
  subject text not null check (subject ~ '^(archive_item|reading_visit|register[.][a-z][a-z0-9_]{2,40})$'),
  spec jsonb not null check (jsonb_typeof(spec) = 'object'),
  state text not null default 'active' check (state in ('active', 'retired')),
  -- Goes up when what is counted changes its meaning.
  version int not null default 1,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id)
);
create unique index custom_figure_name on custom_figure (tenant_id, name) where state = 'active';
call secure_tenant_table('custom_figure');
`)
    .execute(db);
};
