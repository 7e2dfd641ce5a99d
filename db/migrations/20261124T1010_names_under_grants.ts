import { type Kysely, sql } from 'kysely';

/**
 * 门类与专题的本单位名称 under a grant: an inspector reads a second level that the unit has made in the unit's own word.
 * A category is named only where the grant opens it; a grant over other classes names nothing.
 */
const NAMES = `
create policy reader_select on tenant_category for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive'
  and (app_read_categories() is null or split_part(code, '·', 1) = any (app_read_categories())));
create policy reader_select on archive_topic for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive');
grant select (tenant_id, code, name) on tenant_category to lantai_reader;
grant select (tenant_id, code, name) on archive_topic to lantai_reader;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(NAMES).execute(db);
};
