import { type Kysely, sql } from 'kysely';

/**
 * From a received figure to its rows: who reads under a grant may ask which rows a release that was addressed to the own
 * office counted. The rows themselves are opened by the grant and by nothing else.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create policy reader_select on figure_release for select to lantai_reader
  using (addressee_tenant_id = app_tenant() and dispatched_at is not null);
grant select (tenant_id, id, addressee_tenant_id, figure_code, year, basis, state, dispatched_at, row_ids) on figure_release to lantai_reader;
`)
    .execute(db);
};
