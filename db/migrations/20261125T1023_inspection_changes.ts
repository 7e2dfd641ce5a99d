import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/** 检查改期: the notice stays as it was served; a later document says the new day. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
${allowDispatchKind('inspection_change')}
create index dispatch_inspection_change on dispatch (addressee_tenant_id, in_reply_to, dispatched_at desc) where kind = 'inspection_change';
`)
    .execute(db);
};
