import { type Kysely, sql } from 'kysely';

/**
 * 续报的时钟: who was told of which report that is owed, once for each deadline. An incident is named by its key in the
 * unit that had it: the authority above keeps rows of its own. The clock itself reads no facts, only states and times.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table safety_reminder (
  tenant_id int not null references tenant (id),
  unit_tenant_id int not null references tenant (id),
  incident_id uuid not null,
  due_at timestamptz(3) not null,
  -- Falls due soon, or is overdue.
  stage text not null check (stage in ('soon', 'overdue')),
  told_at timestamptz(3) not null default now(),
  -- The report came, or another deadline took the place of this one.
  settled_at timestamptz(3),
  primary key (tenant_id, unit_tenant_id, incident_id, due_at, stage)
);
create index safety_reminder_open on safety_reminder (tenant_id) where settled_at is null;
call secure_tenant_table('safety_reminder', commands => 'select, insert, update');
create index safety_incident_owed on safety_incident (next_due_at) where state = 'open';

create policy system_select on safety_incident for select to lantai_system using (true);
grant select (tenant_id, id, state, next_due_at) on safety_incident to lantai_system;
create policy system_select on safety_reminder for select to lantai_system using (true);
grant select on safety_reminder to lantai_system;
create policy system_select on dispatch for select to lantai_system using (kind = 'incident_report');
grant select (tenant_id, id, addressee_tenant_id, kind, object_id, dispatched_at) on dispatch to lantai_system;
`)
    .execute(db);
};
