import { type Kysely, sql } from 'kysely';

/**
 * An intake that cannot be finished goes back to the person who decides: what stopped it stands on each record, with
 * the code that the archivist gives instead. A new fonds is made only together with the records that stand under it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table transfer_intake
  add column new_fonds_number text,
  add column new_fonds_name text,
  add check ((new_fonds_number is null) = (new_fonds_name is null));
alter table transfer_intake_item
  add column given_code text check (length(given_code) between 1 and 100),
  add column stop_code text check (stop_code in ('CODE_TAKEN', 'CODE_DOUBLE', 'ALREADY_HELD')),
  add column stop_detail text;
create index transfer_intake_item_stopped on transfer_intake_item (tenant_id, intake_id) where stop_code is not null;
`)
    .execute(db);
};
