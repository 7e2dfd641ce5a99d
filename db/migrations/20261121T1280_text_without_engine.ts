import { type Kysely, sql } from 'kysely';

/** Pages that no OCR engine was there to read: found again when one has been installed. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table page_text add constraint page_text_failure_check check (failure in ('timed_out', 'crashed', 'failed', 'damaged', 'no_engine'));
create index page_text_no_engine on page_text (tenant_id, file_id) where failure = 'no_engine';
-- The schedule asks in which tenants there are some.
create policy system_select on page_text for select to lantai_system using (failure = 'no_engine');
grant select (tenant_id, file_id, failure) on page_text to lantai_system;
`)
    .execute(db);
};
