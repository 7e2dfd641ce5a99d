import { v7 as uuidv7 } from 'uuid';
import { type Pools, type TenantDb, withGrantDb } from '@/db/client';
import { enterGrants, listLiveGrants } from '@/db/queries/grant.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  findRecordSample,
  insertRecordSample,
  listDrawnRecords,
  listRecordSamples,
  listSampleLooks,
  listSamplePool,
  saveSampleLook,
} from '@/db/queries/record-sample.queries';
import { audit, auditGrantRead } from '@/server/audit/audit';
import {
  type DrawnRecord,
  type DrawSampleInput,
  drawnRecord,
  type NoteSampleInput,
  type SampleView,
  sampleView,
} from '@/server/domain/inspection/checklist-review';
import { MOST_IN_POOL } from '@/server/domain/inspection/checklist-vocabulary';
import { drawKeys, seedTextOf } from '@/server/domain/inspection/draw';
import { type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { drawHashes } from '../draw-hashes.ts';
import { requireInspection, requireMyInspection } from '../require-inspection.ts';
import { readFrozenList, requireItem } from './answer-item.ts';

/** The label of the published method under which records are drawn. */
const LABEL = 'record';
const FILE_BYTES = 8 * 1024 * 1024;

interface Drawn {
  seedText: string;
  pool: string[];
  records: DrawnRecord[];
}

/** Reads the pool and the drawn records under the grant of that very inspection; the look stands in the unit's log. */
const drawUnderGrant = (
  pools: Pools,
  scope: TenantScope,
  inspection: { id: string; grantId: string | null },
  input: DrawSampleInput,
  now: string,
): Promise<Drawn> =>
  withGrantDb(pools, scope, async (gdb) => {
    const grant = (await listLiveGrants(gdb, 'archive')).find((candidate) => candidate.grantId === inspection.grantId);
    if (!grant || (await enterGrants(gdb, 'archive', [grant.grantId])).length === 0)
      throw new AppError('GRANT_NOT_LIVE', `inspection ${inspection.id} has no live grant over records`);
    const rows = await listSamplePool(gdb, grant.unitTenantId, input, MOST_IN_POOL);
    if (rows.length > MOST_IN_POOL)
      throw new AppError('SAMPLE_POOL_TOO_LARGE', 'narrow it by year or category', { records: MOST_IN_POOL });
    if (rows.length < input.size)
      throw new AppError('SAMPLE_POOL_TOO_SMALL', `${rows.length} records`, { records: rows.length });
    const pool = rows.map((row) => row.id);
    const seedText = seedTextOf(drawHashes, inspection.id, pool, now);
    const chosen = drawKeys(drawHashes, seedText, LABEL, pool, input.size);
    const records = drawnRecord.array().parse(await listDrawnRecords(gdb, grant.unitTenantId, chosen));
    const grants = { recordClass: 'archive', grantIds: [grant.grantId] };
    await auditGrantRead(gdb, scope, grants, {
      action: 'checklist.drawSample',
      objectKind: 'archive_item',
      detail: { seedText, pool: pool.length, drawn: records.map((record) => record.referenceCode) },
    });
    return { seedText, pool, records };
  });

/** 随机抽样: records of the unit, by the published method of the draw. Kept with its pool, never changed. */
export const drawSample = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
  input: DrawSampleInput,
): Promise<{ id: string }> => {
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId);
  if (!takesFindings(inspection.state as InspectionState))
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  const item = requireItem(await readFrozenList(tdb, scope, inspection.id), input.itemCode);
  const { now } = await readClock(tdb);
  const { seedText, pool, records } = await drawUnderGrant(pools, scope, inspection, input, now);
  const id = uuidv7();
  await insertRecordSample(tdb, {
    tenantId: scope.tenantId,
    id,
    inspectionId: inspection.id,
    itemCode: item.code,
    categoryCode: input.categoryCode,
    filingYear: input.filingYear,
    pool,
    seedText,
    drawn: records,
    drawnBy: inspection.accountId,
    drawnByName: scope.actorName,
    drawnAt: now,
  });
  await audit(tdb, scope, {
    action: 'checklist.drawSample',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${item.code}`,
    detail: { seedText, pool: pool.length, drawn: records.length },
  });
  return { id };
};

/** The samples of an inspection with what was seen of each record, newest first. */
export const readSamples = async (tdb: TenantDb, scope: TenantScope, inspectionId: string): Promise<SampleView[]> => {
  const samples = await listRecordSamples(tdb, scope.tenantId, inspectionId);
  const looks = await listSampleLooks(tdb, scope.tenantId, inspectionId);
  return samples.map((sample) =>
    sampleView.parse({
      ...sample,
      records: drawnRecord
        .array()
        .parse(sample.drawn)
        .map((record) => {
          const look = looks.find((one) => one.sampleId === sample.id && one.itemId === record.id);
          return {
            ...record,
            verdict: look?.verdict ?? null,
            note: look?.note ?? '',
            lookedByName: look?.lookedByName ?? null,
          };
        }),
    }),
  );
};

const requireSample = async (tdb: TenantDb, scope: TenantScope, sampleId: string) => {
  const sample = await findRecordSample(tdb, scope.tenantId, sampleId);
  if (!sample) throw new AppError('NOT_FOUND', `sample ${sampleId} is not in tenant ${scope.tenantId}`);
  return sample;
};

/** What the inspector saw of one drawn record. */
export const noteSample = async (tdb: TenantDb, scope: TenantScope, input: NoteSampleInput): Promise<void> => {
  refuseClassified(input.note);
  const sample = await requireSample(tdb, scope, input.sampleId);
  const inspection = await requireMyInspection(tdb, scope, sample.inspectionId);
  const record = drawnRecord
    .array()
    .parse(sample.drawn)
    .find((one) => one.id === input.itemId);
  if (!record) throw new AppError('NOT_FOUND', `record ${input.itemId} was not drawn`);
  if (!takesFindings(inspection.state as InspectionState))
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  await saveSampleLook(tdb, {
    ...input,
    tenantId: scope.tenantId,
    lookedBy: inspection.accountId,
    lookedByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'checklist.noteSample',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: record.referenceCode,
    detail: { sampleId: sample.id, verdict: input.verdict, note: input.note },
  });
};

/** What `server/cli/verify-draw.mjs` repeats the draw from. */
export const downloadSample = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { sampleId: string },
): Promise<FileReference> => {
  const sample = await requireSample(tdb, scope, input.sampleId);
  await requireInspection(tdb, scope, sample.inspectionId);
  const { seedText, pool } = sample;
  const drawn = drawnRecord.array().parse(sample.drawn);
  const text = JSON.stringify({
    label: LABEL,
    seedText,
    seed: drawHashes.sha256(seedText),
    pool,
    unitCount: drawn.length,
    drawn: drawn.map((record) => record.id),
    codes: drawn.map((record) => record.referenceCode),
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: Buffer.from(text),
    fileName: `抽样记录-${sample.itemCode}.json`,
    maxBytes: FILE_BYTES,
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
