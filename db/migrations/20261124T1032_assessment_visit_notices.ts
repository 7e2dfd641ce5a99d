import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/** 现场考核通知 to the unit before anybody goes, and photos of what was seen. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
${allowDispatchKind('assessment_visit_notice')}
create index dispatch_visit_notice on dispatch (tenant_id, object_id, dispatched_at desc) where kind = 'assessment_visit_notice';

-- The notice that the visit came of; a sheet may have had an earlier one that was replaced.
alter table assessment_visit
  add column notice_id uuid,
  add foreign key (tenant_id, notice_id) references dispatch (tenant_id, id);
create unique index assessment_visit_notice on assessment_visit (tenant_id, notice_id) where notice_id is not null;

create table assessment_visit_photo (
  tenant_id int not null references tenant (id),
  visit_id uuid not null,
  object_id uuid not null,
  position int not null default 0,
  primary key (tenant_id, visit_id, object_id),
  foreign key (tenant_id, visit_id) references assessment_visit (tenant_id, id),
  foreign key (tenant_id, object_id) references stored_object (tenant_id, id)
);
call secure_tenant_table('assessment_visit_photo', commands => 'select, insert');
`)
    .execute(db);
};
