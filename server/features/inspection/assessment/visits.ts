import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  attachVisitPhotos,
  insertVisit,
  listVisitNotices,
  listVisitPhotos,
  listVisitRows,
} from '@/db/queries/assessment-visit.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddVisitInput,
  type AnnounceVisitInput,
  type VisitNoticeView,
  type VisitView,
  visitNoticeBody,
  visitNoticeView,
  visitView,
} from '@/server/domain/assessment/assessment-exchange';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireSheet } from './sheets.ts';

/** 现场考核 of one unit's sheet: when, by whom, what was seen. */
export const listVisits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<VisitView[]> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  const photos = await listVisitPhotos(tdb, scope.tenantId, sheet.id);
  const visits = await listVisitRows(tdb, scope.tenantId, sheet.id);
  return visits.map((visit) =>
    visitView.parse({ ...visit, photos: photos.filter((photo) => photo.visitId === visit.id) }),
  );
};

const requireOpenSheet = async (tdb: TenantDb, scope: TenantScope, sheetId: string) => {
  const sheet = await requireSheet(tdb, scope, sheetId, { lock: true });
  if (sheet.state === 'final' || sheet.state === 'excused')
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.state}`);
  return sheet;
};

const noticesOf = async (tdb: TenantDb, scope: TenantScope, sheetId: string): Promise<VisitNoticeView[]> =>
  (await listVisitNotices(tdb, scope.tenantId, sheetId)).map(({ body, ...row }) =>
    visitNoticeView.parse({ ...visitNoticeBody.parse(body), ...row }),
  );

/** 现场考核通知 of one sheet, the newest first. */
export const listNotices = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<VisitNoticeView[]> => noticesOf(tdb, scope, (await requireSheet(tdb, scope, input.sheetId)).id);

/** Tells the unit who comes on which day and what to have at hand. Another notice afterwards replaces it. */
export const announceVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnnounceVisitInput,
): Promise<{ id: string }> => {
  const { sheetId, visitOn, team, prepare, contact = null } = input;
  refuseClassified(prepare);
  const sheet = await requireOpenSheet(tdb, scope, sheetId);
  const { today } = await readClock(tdb);
  if (visitOn < today) throw new AppError('BAD_INPUT', 'the day lies in the past', { visitOn: 'past' });
  const { id } = await sendDispatch(tdb, scope, {
    addresseeTenantId: sheet.subjectTenantId,
    kind: 'assessment_visit_notice',
    title: `现场考核通知：${sheet.title}`,
    body: visitNoticeBody.parse({ documentTitle: sheet.title, visitOn, team, prepare, contact }),
    objectId: sheet.id,
    dueOn: visitOn,
  });
  await audit(tdb, scope, {
    action: 'assessment.announceVisit',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: `${sheet.subjectName} ${sheet.title}`,
    detail: { dispatchId: id, visitOn, team },
  });
  return { id };
};

/** Enters a visit while the sheet may still change by what it found. What was entered stays. */
export const addVisit = async (tdb: TenantDb, scope: TenantScope, input: AddVisitInput): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a visit needs a person');
  refuseClassified(input.notes);
  const sheet = await requireOpenSheet(tdb, scope, input.sheetId);
  const { today } = await readClock(tdb);
  if (input.visitedOn > today) throw new AppError('BAD_INPUT', 'the day lies ahead', { visitedOn: 'future' });
  const notice = (await noticesOf(tdb, scope, sheet.id)).find((one) => one.state === 'open');
  const id = uuidv7();
  const { visitedOn, team, receivedBy, notes } = input;
  const by = { createdBy: scope.accountId, createdByName: scope.actorName };
  await insertVisit(tdb, {
    tenantId: scope.tenantId,
    id,
    sheetId: sheet.id,
    visitedOn,
    team,
    receivedBy,
    notes,
    noticeId: notice?.id ?? null,
    ...by,
  });
  const wanted = [...new Set(input.photoObjectIds)];
  if ((await attachVisitPhotos(tdb, { tenantId: scope.tenantId, visitId: id }, wanted)) !== wanted.length)
    throw new AppError('NOT_FOUND', 'a photo is not stored in this tenant');
  await audit(tdb, scope, {
    action: 'assessment.addVisit',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: `${sheet.subjectName} ${sheet.title}`,
    detail: { visitId: id, visitedOn, team, noticeId: notice?.id ?? null, photos: wanted.length },
  });
  return { id };
};

/** A photo of a visit, in full size. */
export const downloadVisitPhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string; visitId: string; objectId: string },
): Promise<FileReference> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  const photo = (await listVisitPhotos(tdb, scope.tenantId, sheet.id)).find(
    (one) => one.visitId === input.visitId && one.objectId === input.objectId,
  );
  if (!photo) throw new AppError('NOT_FOUND', `visit ${input.visitId} has no photo ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = photo;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
