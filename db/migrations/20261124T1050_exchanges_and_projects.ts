import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/**
 * 交流研讨纪要 goes to the units that took part as a dispatch; an act of guidance may belong to a project of the register
 * 指导项目, whose name is kept as it was.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table guidance_event
  add column project_id uuid,
  add column project_title text check (length(project_title) between 1 and 100),
  add constraint guidance_event_project foreign key (tenant_id, project_id) references register_entry (tenant_id, id),
  add constraint guidance_event_project_named check ((project_id is null) = (project_title is null));
create index guidance_event_project_of on guidance_event (tenant_id, project_id, guided_on desc, id desc) where project_id is not null;

${allowDispatchKind('exchange_minutes')}
create index dispatch_exchange on dispatch (tenant_id, object_id, addressee_tenant_id) where kind = 'exchange_minutes';
create index dispatch_exchange_received on dispatch (addressee_tenant_id, dispatched_at desc, id desc) where kind = 'exchange_minutes';
`)
    .execute(db);
};
