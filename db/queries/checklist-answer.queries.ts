import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 检查项答案: the bureau's, one an item of an inspection. */

export interface AnswerValues {
  verdict: string | null;
  countValue: number | null;
  sampleSize: number | null;
  sampleFaults: number | null;
  points: number | null;
  note: string;
}

export interface ChecklistAnswerRow extends AnswerValues {
  itemCode: string;
  suggestion: string | null;
  overruledReason: string | null;
  answeredByName: string;
  answeredAt: string;
  rowVersion: number;
}

const COLUMNS = [
  'itemCode',
  'verdict',
  'countValue',
  'sampleSize',
  'sampleFaults',
  'points',
  'note',
  'suggestion',
  'overruledReason',
  'answeredByName',
  'answeredAt',
  'rowVersion',
] as const;

export const listChecklistAnswers = (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<ChecklistAnswerRow[]> =>
  tdb
    .selectFrom('checklistAnswer')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .orderBy('itemCode')
    .limit(1000)
    .execute();

export interface AnswerKey {
  tenantId: number;
  inspectionId: string;
  itemCode: string;
}

export const findChecklistAnswer = (tdb: TenantDb, key: AnswerKey): Promise<ChecklistAnswerRow | undefined> =>
  tdb
    .selectFrom('checklistAnswer')
    .select(COLUMNS)
    .where('tenantId', '=', key.tenantId)
    .where('inspectionId', '=', key.inspectionId)
    .where('itemCode', '=', key.itemCode)
    .forUpdate()
    .executeTakeFirst();

type Saved = AnswerValues & {
  suggestion: string | null;
  overruledReason: string | null;
  answeredBy: string;
  answeredByName: string;
};

/** Answers whether it was added: somebody else may have been quicker. */
export const insertChecklistAnswer = async (tdb: TenantDb, key: AnswerKey, values: Saved): Promise<boolean> => {
  const result = await tdb
    .insertInto('checklistAnswer')
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.columns(['tenantId', 'inspectionId', 'itemCode']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const updateChecklistAnswer = async (
  tdb: TenantDb,
  key: AnswerKey & { rowVersion: number },
  values: Saved,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('checklistAnswer')
    .set({ ...values, answeredAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('inspectionId', '=', key.inspectionId)
    .where('itemCode', '=', key.itemCode)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface AnswerFileRow {
  itemCode: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}

export const listAnswerFiles = (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<AnswerFileRow[]> =>
  tdb
    .selectFrom('checklistAnswerFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['f.itemCode', 'f.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('f.tenantId', '=', tenantId)
    .where('f.inspectionId', '=', inspectionId)
    .orderBy('f.itemCode')
    .orderBy('f.position')
    .orderBy('f.objectId')
    .limit(5000)
    .execute();

/** The files of an answer as they shall be. Answers how many of them are stored in this tenant. */
export const replaceAnswerFiles = async (
  tdb: TenantDb,
  key: AnswerKey,
  objectIds: readonly string[],
): Promise<number> => {
  await tdb
    .deleteFrom('checklistAnswerFile')
    .where('tenantId', '=', key.tenantId)
    .where('inspectionId', '=', key.inspectionId)
    .where('itemCode', '=', key.itemCode)
    .execute();
  if (objectIds.length === 0) return 0;
  const { rows } = await sql`
    insert into checklist_answer_file (tenant_id, inspection_id, item_code, object_id, position)
    select o.tenant_id, ${key.inspectionId}::uuid, ${key.itemCode}, o.id, w.position
    from unnest(${[...objectIds]}::uuid[]) with ordinality as w (id, position)
      join stored_object o on o.tenant_id = ${key.tenantId} and o.id = w.id and o.state = 'stored'
    returning object_id`.execute(tdb);
  return rows.length;
};

export const findAnswerFile = async (
  tdb: TenantDb,
  key: AnswerKey & { objectId: string },
): Promise<{ sha256: string; fileName: string; mediaType: string; sizeBytes: number } | undefined> =>
  tdb
    .selectFrom('checklistAnswerFile as f')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.objectId'),
    )
    .select(['o.sha256', 'o.fileName', 'o.mediaType', 'o.sizeBytes'])
    .where('f.tenantId', '=', key.tenantId)
    .where('f.inspectionId', '=', key.inspectionId)
    .where('f.itemCode', '=', key.itemCode)
    .where('f.objectId', '=', key.objectId)
    .executeTakeFirst();
