import { type Kysely, sql } from 'kysely';

/** 资料收集: annals, statistics and activity material that come into the holdings as library and special material. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- Null: archives. What it says is the kind of material, whoever brought it and however.
alter table accession add column material_kind text
  check (material_kind in ('annals', 'yearbook', 'statistics', 'activity', 'publication', 'other'));
`)
    .execute(db);
};
