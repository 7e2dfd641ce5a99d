import { type Kysely, sql } from 'kysely';

/**
 * The rows behind what was released. `counted_ids` keeps, in their order, ids that are too many for `row_ids`: they are
 * read in slices. `given_rows` are rows that the unit gave along with the number (连同明细): who received it reads them
 * without a grant. Under a grant also the meaning of figures that are none of the report's has to be known.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table figure_release add column counted_ids uuid[], add column given_rows jsonb;
alter table figure_release alter column counted_ids set storage external;
grant select (said, counted_ids) on figure_release to lantai_reader;
alter table report_frozen_figure add column counted_ids uuid[];
alter table report_frozen_figure alter column counted_ids set storage external;
`)
    .execute(db);
};
