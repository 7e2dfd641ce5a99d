import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { SelfAnswerKey } from './self-check.queries.ts';

/* 自查: the files of an answer, and the dispatches by which a self-check was asked for and sent in. */

export interface SelfFileRow {
  itemCode: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}

export const listSelfFiles = (tdb: TenantDb, tenantId: number, selfCheckId: string): Promise<SelfFileRow[]> =>
  tdb
    .selectFrom('selfCheckFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['f.itemCode', 'f.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('f.tenantId', '=', tenantId)
    .where('f.selfCheckId', '=', selfCheckId)
    .orderBy('f.itemCode')
    .orderBy('f.position')
    .orderBy('f.objectId')
    .limit(5000)
    .execute();

/** The files of an answer as they shall be. Answers how many of them are stored in this tenant. */
export const replaceSelfFiles = async (
  tdb: TenantDb,
  key: SelfAnswerKey,
  objectIds: readonly string[],
): Promise<number> => {
  await tdb
    .deleteFrom('selfCheckFile')
    .where('tenantId', '=', key.tenantId)
    .where('selfCheckId', '=', key.selfCheckId)
    .where('itemCode', '=', key.itemCode)
    .execute();
  if (objectIds.length === 0) return 0;
  const { rows } = await sql`
    insert into self_check_file (tenant_id, self_check_id, item_code, object_id, position)
    select o.tenant_id, ${key.selfCheckId}::uuid, ${key.itemCode}, o.id, w.position
    from unnest(${[...objectIds]}::uuid[]) with ordinality as w (id, position)
      join stored_object o on o.tenant_id = ${key.tenantId} and o.id = w.id and o.state = 'stored'
    returning object_id`.execute(tdb);
  return rows.length;
};

export const findSelfFile = async (
  tdb: TenantDb,
  key: SelfAnswerKey & { objectId: string },
): Promise<{ sha256: string; fileName: string; mediaType: string; sizeBytes: number } | undefined> =>
  tdb
    .selectFrom('selfCheckFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['o.sha256', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('f.tenantId', '=', key.tenantId)
    .where('f.selfCheckId', '=', key.selfCheckId)
    .where('f.itemCode', '=', key.itemCode)
    .where('f.objectId', '=', key.objectId)
    .executeTakeFirst();

export const submitSelfCheckRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  submission: { submittedByName: string; answerDispatchId: string | null },
): Promise<void> => {
  await tdb
    .updateTable('selfCheck')
    .set({ ...submission, state: 'submitted', submittedAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

/** An answer that is changed after it was sent must be sent again. */
export const reopenSelfCheckRow = async (tdb: TenantDb, key: { tenantId: number; id: string }): Promise<void> => {
  await tdb
    .updateTable('selfCheck')
    .set({ state: 'draft', rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'submitted')
    .execute();
};

export interface SelfCheckPaperRow {
  dispatchId: string;
  otherTenantId: number;
  otherName: string;
  title: string;
  body: unknown;
  dueOn: string | null;
  dispatchedAt: string;
}

/** A request that was sent to the tenant. */
export const findReceivedRequest = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<(SelfCheckPaperRow & { objectId: string | null }) | undefined> => {
  const { rows } = await sql<SelfCheckPaperRow & { objectId: string | null }>`
    select id as dispatch_id, tenant_id as other_tenant_id, sender_name as other_name, title, body, due_on, dispatched_at, object_id
    from dispatch where addressee_tenant_id = ${tenantId} and id = ${dispatchId}::uuid and kind = 'self_check_request'
      and dispatched_at is not null`.execute(tdb);
  return rows[0];
};

/** The bureau's request for an inspection, and the newest self-check that answered it. */
export const findSelfCheckOfInspection = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<{ askedAt: string | null; dueOn: string | null; answer: SelfCheckPaperRow | null }> => {
  const { rows } = await sql<SelfCheckPaperRow>`
    select id as dispatch_id, addressee_tenant_id as other_tenant_id, addressee_name as other_name, title, body, due_on, dispatched_at
    from dispatch where tenant_id = ${tenantId} and kind = 'self_check_request' and object_id = ${inspectionId}::uuid`.execute(
    tdb,
  );
  const [request] = rows;
  if (!request) return { askedAt: null, dueOn: null, answer: null };
  const answers = await sql<SelfCheckPaperRow>`
    select id as dispatch_id, tenant_id as other_tenant_id, sender_name as other_name, title, body, due_on, dispatched_at
    from dispatch where addressee_tenant_id = ${tenantId} and tenant_id = ${request.otherTenantId} and kind = 'self_check'
      and in_reply_to = ${request.dispatchId}::uuid and dispatched_at is not null
    order by dispatched_at desc, id desc limit 1`.execute(tdb);
  return { askedAt: request.dispatchedAt, dueOn: request.dueOn, answer: answers.rows[0] ?? null };
};

export interface AskableInspection {
  inspectionId: string;
  subjectTenantId: number;
  subjectName: string;
}

/** Inspections of a campaign whose unit was not yet asked, while the answer can still matter. */
export const listAskableInspections = async (
  tdb: TenantDb,
  tenantId: number,
  campaignId: string,
): Promise<AskableInspection[]> => {
  const { rows } = await sql<AskableInspection>`
    select i.id as inspection_id, i.subject_tenant_id, i.subject_name from inspection i
    where i.tenant_id = ${tenantId} and i.campaign_id = ${campaignId}::uuid and i.state in ('noticed', 'inspecting')
      and not exists (select 1 from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'self_check_request' and d.object_id = i.id)
    order by i.subject_name, i.id limit 1000`.execute(tdb);
  return rows;
};
