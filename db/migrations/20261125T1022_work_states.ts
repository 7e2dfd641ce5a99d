import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/** 工作情况上报: what a district did of checks, and how safe an archives is, as told to all who supervise it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
${allowDispatchKind('work_state')}
create index dispatch_work_state on dispatch (addressee_tenant_id, tenant_id, dispatched_at desc, id desc) where kind = 'work_state';
create index dispatch_work_state_sent on dispatch (tenant_id, dispatched_at desc, id desc) where kind = 'work_state';
`)
    .execute(db);
};
