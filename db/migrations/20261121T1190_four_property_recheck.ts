import { type Kysely, sql } from 'kysely';

/** 定期四性检测: runs of the schedule over what comes up for its term. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table four_property_run drop constraint four_property_run_scope_kind_check;
alter table four_property_run add constraint four_property_run_scope_kind_check
  check (scope_kind in ('records', 'link', 'year', 'transfer', 'due'));
-- Two schedules at once owe one run.
create unique index four_property_run_due on four_property_run (tenant_id) where scope_kind = 'due' and state in ('owed', 'running');

-- The schedule asks which tenants have something to check again.
create policy system_select on four_property_run for select to lantai_system using (true);
create policy system_select on four_property_record for select to lantai_system using (true);
grant select (tenant_id, scope_kind, created_at) on four_property_run to lantai_system;
grant select (tenant_id, item_id, checked_at) on four_property_record to lantai_system;
`)
    .execute(db);
};
