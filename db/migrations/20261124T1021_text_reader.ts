import { type Kysely, sql } from 'kysely';

/**
 * Which reader of documents has read a file: one that came in before its kind could be read is read once when it can be.
 * What the first readers have read well counts as read by the second.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table digital_file add column text_reader smallint not null default 0 check (text_reader >= 0);
update digital_file f set text_reader = 2 where exists (
  select 1 from page_text p where p.tenant_id = f.tenant_id and p.file_id = f.id and p.engine = 'document-text@1' and p.state = 'recognised');
-- The schedule asks which tenants have documents that an older reader left.
create index digital_file_documents on digital_file (tenant_id, media_type, text_reader, id)
  where state = 'stored' and media_type !~ '^(image|audio|video)/' and media_type <> 'application/pdf';
grant select (id, media_type, text_reader, verify_result) on digital_file to lantai_system;
`)
    .execute(db);
};
