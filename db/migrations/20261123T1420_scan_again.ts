import { type Kysely, sql } from 'kysely';

/** 病毒复查: files that came in while no scanner was there are scanned later; what is found then is an incident, too. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table fixity_incident drop constraint fixity_incident_kind_check;
alter table fixity_incident add constraint fixity_incident_kind_check check (kind in ('changed', 'missing', 'untracked', 'infected'));

-- The schedule asks which tenants have something to scan.
create index digital_file_unscanned on digital_file (tenant_id, id) where scan_state = 'not_scanned' and state <> 'committing';
grant select (scan_state) on digital_file to lantai_system;
`)
    .execute(db);
};
