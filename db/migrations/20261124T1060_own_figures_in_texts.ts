import { type Kysely, sql } from 'kysely';

/**
 * 自定义指标 have a number of their own (Z-3), by which a text and a release name them. A released one carries its
 * definition in words: its supervisor cannot look it up. A frozen figure of a text keeps what it was narrowed to.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table custom_figure add column number int;
alter table custom_figure no force row level security;
update custom_figure c set number = n.number from (
  select tenant_id, id, row_number() over (partition by tenant_id order by created_at, id)::int as number from custom_figure
) n where n.tenant_id = c.tenant_id and n.id = c.id;
alter table custom_figure force row level security;
alter table custom_figure alter column number set not null, add check (number between 1 and 9999), add unique (tenant_id, number);

-- Name, unit and definition in words of a figure that is not one of the report's.
alter table figure_release add column said jsonb check (jsonb_typeof(said) = 'object'),
  add constraint figure_release_said check ((figure_code ~ '^[ZP]-') = (said is not null));

alter table report_frozen_figure add column params jsonb not null default '[]' check (jsonb_typeof(params) = 'array');
alter table report_frozen_figure drop constraint report_frozen_figure_chip_key_check,
  add constraint report_frozen_figure_chip_key_check check (length(chip_key) between 3 and 400);
alter table report_frozen_figure drop constraint report_frozen_figure_period_check,
  add constraint report_frozen_figure_period_check check (period in ('year', 'last_year', 'since_last_year', 'between'));
`)
    .execute(db);
};
