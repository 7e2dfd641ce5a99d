import { type Kysely, sql } from 'kysely';

/**
 * 年度结账: what a year's holdings were when somebody closed it; never changed afterwards. 重新编报: a frozen report that is
 * opened again gets an edition more, and what was frozen with the one before stays with it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table holdings_close (
  tenant_id int not null references tenant (id),
  year smallint not null check (year between 1949 and 2999),
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  note text check (length(note) <= 300),
  closed_by uuid not null,
  closed_by_name text not null,
  closed_at timestamptz(3) not null default now(),
  primary key (tenant_id, year)
);
call secure_tenant_table('holdings_close', commands => 'select, insert');

alter table annual_report add column edition int not null default 1 check (edition >= 1);
alter table report_difference add column edition int not null default 1;
alter table report_frozen_figure add column edition int not null default 1;
alter table report_difference drop constraint report_difference_tenant_id_report_id_chip_key_fkey;
alter table report_difference drop constraint report_difference_pkey;
alter table report_frozen_figure drop constraint report_frozen_figure_pkey;
alter table report_frozen_figure add primary key (tenant_id, report_id, edition, chip_key);
alter table report_difference add primary key (tenant_id, report_id, edition, chip_key);
alter table report_difference add foreign key (tenant_id, report_id, edition, chip_key) references report_frozen_figure (tenant_id, report_id, edition, chip_key);
alter table report_version drop constraint report_version_kind_check;
alter table report_version add constraint report_version_kind_check check (kind in ('saved', 'submitted', 'returned', 'frozen', 'reopened'));
`)
    .execute(db);
};
