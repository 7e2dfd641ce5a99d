import { type Kysely, sql } from 'kysely';

/**
 * What the four-property check saw when it last opened a file, so that the check that a filing owes opens what was filed
 * and not the whole record again; and of each judged record how many files were opened for it.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table digital_file
  add column look jsonb check (look is null or jsonb_typeof(look) = 'object'),
  add column looked_at timestamptz(3),
  add constraint digital_file_look check ((look is null) = (looked_at is null));
alter table four_property_record add column opened_count int;
update four_property_record set opened_count = file_count;
alter table four_property_record alter column opened_count set not null,
  add constraint four_property_record_opened check (opened_count between 0 and file_count);
-- The clock takes what was not opened as a whole within the term.
grant select (opened_count, file_count) on four_property_record to lantai_system;
`)
    .execute(db);
};
