import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findCaseItem, setCaseItem } from '@/db/queries/case-file.queries';
import { findInspectionForUpdate, type InspectionRow } from '@/db/queries/inspection.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { listDocumentRows, type OfficialDocumentRow } from '@/db/queries/official-document.queries';
import { audit } from '@/server/audit/audit';
import { ITEM_TEXT_LIMITS } from '@/server/domain/archive/archive-item';
import { createItemInput } from '@/server/domain/archive/archive-record';
import type { FileCaseInput } from '@/server/domain/inspection/case-file';
import { AppError } from '@/server/domain/shared/app-error';
import { createItem } from '@/server/features/archive';
import { attachMade, type MadeFile } from '@/server/features/digital';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from '../draw-pool.ts';
import { requireMyInspection } from '../require-inspection.ts';

/** 行政执法案卷 */
const CATEGORY = 'ZY·ZF';
const MOST_DOCUMENTS = 500;

/** The volume of an inspection, with the code that it has today. */
export const findCaseFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
): Promise<{ itemId: string; referenceCode: string } | null> => {
  const itemId = await findCaseItem(tdb, scope.tenantId, inspectionId);
  const item = itemId ? await findItem(tdb, scope.tenantId, itemId) : undefined;
  return item ? { itemId: item.id, referenceCode: item.referenceCode } : null;
};

const compact = (isoDate: string): string => isoDate.replaceAll('-', '');

const volumeOf = (
  inspection: InspectionRow & { closedOn: string },
  documents: readonly OfficialDocumentRow[],
  campaignTitle: string,
) => {
  const days = [...documents.map((document) => document.issuedOn), inspection.closedOn].sort();
  const list = documents.map((document) => document.documentNumber).join('；');
  return {
    title: `${inspection.subjectName}${campaignTitle}案卷`,
    startDate: compact(days[0] ?? inspection.closedOn),
    endDate: compact(days.at(-1) ?? inspection.closedOn),
    remarks: `卷内文书 ${documents.length} 份：${list}`.slice(0, ITEM_TEXT_LIMITS.remarks),
    details: { caseNumber: inspection.noticeNumber ?? '', party: inspection.subjectName },
  };
};

/** The papers as they were issued, oldest first, and the record of the inspection after them. */
const readPapers = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  { inspection, documents }: { inspection: InspectionRow; documents: readonly OfficialDocumentRow[] },
): Promise<MadeFile[]> => {
  const files: MadeFile[] = [];
  for (const objectId of [...documents.map((document) => document.objectId), inspection.recordObjectId]) {
    const stored = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
    if (stored) {
      const { fileName, mediaType } = stored;
      files.push({ fileName, mediaType, bytes: await readObject(objects, stored) });
    }
  }
  return files;
};

/**
 * 立卷归档 of a closed inspection, by those who carried it out: a volume of the bureau's own archives, numbered by the
 * bureau's own template, with the PDF of each of its papers. Once.
 */
export const fileCase = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: FileCaseInput,
): Promise<{ itemId: string; referenceCode: string }> => {
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  const { closedOn } = inspection;
  if (closedOn === null) throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is not closed`);
  if (await findCaseItem(tdb, scope.tenantId, inspection.id)) {
    throw new AppError('ALREADY_EXISTS', `the case of ${inspection.id} is filed`);
  }
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId);
  const page = { cursor: undefined, direction: 'after', limit: MOST_DOCUMENTS } as const;
  const documents = await listDocumentRows(tdb, scope.tenantId, { inspectionId: inspection.id }, page);
  const item = await createItem(
    tdb,
    scope,
    createItemInput.parse({
      ...volumeOf({ ...inspection, closedOn }, documents.toReversed(), campaign.title),
      fondsId: input.fondsId,
      level: 'volume',
      categoryCode: CATEGORY,
      filingYear: Number(closedOn.slice(0, 4)),
      retentionCode: input.retentionCode,
      orgCode: input.orgCode,
      referenceCode: input.referenceCode,
      responsibleParty: scope.tenantName,
      openFlag: 'unreviewed',
    }),
  );
  const files = await readPapers(tdb, scope, objects, { inspection, documents: documents.toReversed() });
  if (files.length > 0) await attachMade(tdb, scope, objects, { itemId: item.id, files });
  await setCaseItem(tdb, { tenantId: scope.tenantId, inspectionId: inspection.id }, item.id);
  await audit(tdb, scope, {
    action: 'closure.fileCase',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: item.referenceCode,
    detail: { itemId: item.id, documents: documents.length, files: files.length },
  });
  return { itemId: item.id, referenceCode: item.referenceCode };
};
