import { type Kysely, sql } from 'kysely';

/**
 * 平台统一指标 (P-3): defined once by whoever runs the platform, counted by every office of the kinds that are named, each
 * over its own records. They belong to no tenant: every workspace may read the definitions, no program may write them.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table platform_figure (
  id uuid primary key,
  number int not null unique check (number between 1 and 9999),
  tenant_kinds text[] not null check (cardinality(tenant_kinds) > 0),
  name text not null check (length(name) between 1 and 60),
  unit text not null check (length(unit) between 1 and 12),
  subject text not null check (subject ~ '^(archive_item|reading_visit|register[.][a-z][a-z0-9_]{2,40})$'),
  spec jsonb not null check (jsonb_typeof(spec) = 'object'),
  state text not null default 'active' check (state in ('active', 'retired')),
  -- Goes up when what is counted changes its meaning.
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create unique index platform_figure_name on platform_figure (name) where state = 'active';
alter table platform_figure enable row level security;
alter table platform_figure force row level security;
create policy app_select on platform_figure for select to lantai_app using (true);
grant select on platform_figure to lantai_app;
`)
    .execute(db);
};
