import { type Kysely, sql } from 'kysely';

/**
 * A session may have been a line of the study plan, and may teach people in some roles to work with this system. A line
 * becomes one session; when that is cancelled it may become another.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table course_session
  -- 参加对象 in words, as the plan has it.
  add column audience text check (length(audience) <= 100),
  add column plan_entry_id uuid,
  add column system_roles text[] not null default '{}' check (cardinality(system_roles) <= 30),
  add foreign key (tenant_id, plan_entry_id) references register_entry (tenant_id, id);
create unique index course_session_plan on course_session (tenant_id, plan_entry_id) where state <> 'cancelled';
create index dispatch_system_training on dispatch (addressee_tenant_id, object_id)
  where kind = 'training_result' and body ? 'systemRoles';
`)
    .execute(db);
};
