import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/** 布置上报: a supervisor asks those below for their state by a day; the report is the answer. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
${allowDispatchKind('checks_call')}
${allowDispatchKind('safety_call')}
create index dispatch_work_state_call on dispatch (tenant_id, addressee_tenant_id) where kind in ('checks_call', 'safety_call');
`)
    .execute(db);
};
