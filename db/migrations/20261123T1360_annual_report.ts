import { type Kysely, sql } from 'kysely';

/**
 * 年度报告: one text a kind and year with live figures in it, its versions, comments and explanations; what was frozen
 * with it, and what the records say differently since.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table annual_report (
  tenant_id int not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('annual_summary')),
  template text not null check (template in ('records_office', 'bureau', 'bureau_archives', 'archives', 'city')),
  year smallint not null check (year between 2000 and 2999),
  title text not null check (length(title) between 1 and 120),
  addressee text check (length(addressee) <= 120),
  signed_on date,
  -- The cut-off that was asked for; with the frozen text, the one that was in force.
  cut_off date,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'frozen')),
  return_reason text check (length(return_reason) <= 500),
  submitted_by uuid,
  submitted_by_name text,
  submitted_at timestamptz(3),
  approved_by_name text,
  frozen_at timestamptz(3),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, kind, year),
  check ((state = 'frozen') = (frozen_at is not null)),
  check (state = 'draft' or submitted_by is not null),
  check (state <> 'frozen' or (cut_off is not null and approved_by_name is not null))
);
create index annual_report_recent on annual_report (tenant_id, year desc, id desc);
create table report_chapter (
  tenant_id int not null,
  report_id uuid not null,
  id uuid not null,
  position int not null,
  level smallint not null check (level between 1 and 3),
  heading text not null check (length(heading) between 1 and 120),
  paragraphs jsonb not null default '[]' check (jsonb_typeof(paragraphs) = 'array'),
  blocks text[] not null default '{}',
  updated_by_name text not null,
  updated_at timestamptz(3) not null default now(),
  -- A chapter that was taken out is kept: its comments and the versions speak of it.
  removed_at timestamptz(3),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, report_id, id),
  foreign key (tenant_id, report_id) references annual_report (tenant_id, id)
);
create index report_chapter_order on report_chapter (tenant_id, report_id, position, id);
create table report_version (
  tenant_id int not null,
  report_id uuid not null,
  number int not null check (number >= 1),
  kind text not null check (kind in ('saved', 'submitted', 'returned', 'frozen')),
  note text check (length(note) <= 500),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  by_name text not null,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, report_id, number),
  foreign key (tenant_id, report_id) references annual_report (tenant_id, id)
);
create table report_comment (
  tenant_id int not null,
  report_id uuid not null,
  id uuid not null,
  chapter_id uuid,
  body text not null check (length(body) between 1 and 1000),
  by_account_id uuid not null,
  by_name text not null,
  at timestamptz(3) not null default now(),
  resolved_at timestamptz(3),
  resolved_by_name text,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references annual_report (tenant_id, id),
  foreign key (tenant_id, report_id, chapter_id) references report_chapter (tenant_id, report_id, id),
  check ((resolved_at is null) = (resolved_by_name is null))
);
create index report_comment_order on report_comment (tenant_id, report_id, at, id);
-- Why a check does not hold: each explanation is kept, the newest counts.
create table report_explanation (
  tenant_id int not null,
  report_id uuid not null,
  id uuid not null,
  check_code text not null check (length(check_code) between 2 and 40),
  explanation text not null check (length(explanation) between 1 and 500),
  by_name text not null,
  at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references annual_report (tenant_id, id)
);
create index report_explanation_newest on report_explanation (tenant_id, report_id, check_code, at desc, id desc);
create table report_frozen_figure (
  tenant_id int not null,
  report_id uuid not null,
  chip_key text not null check (length(chip_key) between 3 and 40),
  figure_code text not null,
  period text not null check (period in ('year', 'last_year', 'since_last_year')),
  from_on date not null,
  to_on date not null,
  value numeric,
  state text not null check (state in ('computed', 'no_entry', 'released', 'not_released')),
  row_count int,
  -- The ids of the rows, or their number and digest where they are too many to keep; null where another office has them.
  row_ids jsonb,
  sha256 text,
  definition_version int not null,
  primary key (tenant_id, report_id, chip_key),
  foreign key (tenant_id, report_id) references annual_report (tenant_id, id)
);
-- What the records say differently since; settled when they say the frozen value again.
create table report_difference (
  tenant_id int not null,
  report_id uuid not null,
  chip_key text not null,
  value_now numeric,
  rows_now int,
  kind text not null check (kind in ('value', 'rows', 'definition')),
  noticed_at timestamptz(3) not null default now(),
  settled_at timestamptz(3),
  primary key (tenant_id, report_id, chip_key),
  foreign key (tenant_id, report_id, chip_key) references report_frozen_figure (tenant_id, report_id, chip_key)
);
call secure_tenant_table('annual_report');
call secure_tenant_table('report_chapter');
call secure_tenant_table('report_version', commands => 'select, insert');
call secure_tenant_table('report_comment');
call secure_tenant_table('report_explanation', commands => 'select, insert');
call secure_tenant_table('report_frozen_figure', commands => 'select, insert');
call secure_tenant_table('report_difference');
-- The clock asks which tenants have frozen a report, and nothing else of it.
grant select (tenant_id, frozen_at, state) on annual_report to lantai_system;
create policy system_select on annual_report for select to lantai_system using (true);
`)
    .execute(db);
};
