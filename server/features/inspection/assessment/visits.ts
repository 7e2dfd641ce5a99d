import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { insertVisit, listVisitRows } from '@/db/queries/result-publication.queries';
import { audit } from '@/server/audit/audit';
import { type AddVisitInput, type VisitView, visitView } from '@/server/domain/assessment/assessment-exchange';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireSheet } from './sheets.ts';

/** 现场考核 of one unit's sheet: when, by whom, what was seen. */
export const listVisits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<VisitView[]> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  return visitView.array().parse(await listVisitRows(tdb, scope.tenantId, sheet.id));
};

/** Enters a visit while the sheet may still change by what it found. What was entered stays. */
export const addVisit = async (tdb: TenantDb, scope: TenantScope, input: AddVisitInput): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a visit needs a person');
  refuseClassified(input.notes);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  if (sheet.state === 'final' || sheet.state === 'excused')
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.state}`);
  const { today } = await readClock(tdb);
  if (input.visitedOn > today) throw new AppError('BAD_INPUT', 'the day lies ahead', { visitedOn: 'future' });
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
    ...by,
  });
  await audit(tdb, scope, {
    action: 'assessment.addVisit',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: `${sheet.subjectName} ${sheet.title}`,
    detail: { visitId: id, visitedOn, team },
  });
  return { id };
};
