import { type Kysely, sql } from 'kysely';

/** 条码页 within files of several pages: a code names its page, so that a whole PDF is not taken for a separator. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- The page of each of the barcodes, from 1; null where they were read on the first page only.
alter table upload add barcode_pages int[];
alter table upload add constraint upload_barcode_pages
  check (barcode_pages is null or cardinality(barcode_pages) = cardinality(barcodes));
`)
    .execute(db);
};
