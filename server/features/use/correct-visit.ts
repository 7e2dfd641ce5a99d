import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findVisitForUpdate, updateVisit, type VisitFields } from '@/db/queries/use.queries';
import { insertLines, voidLines } from '@/db/queries/use-line.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { CorrectVisitInput, VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeVisit } from './compose-visit.ts';
import { keepReaderOf } from './register-visit.ts';
import { toVisitView } from './visit.mapper.ts';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Corrects a line of the register. The old values stay in the audit log, with the reason; what was brought out is
 * written anew. A void line stays as it is, and sums that were kept without lines stay while none are given.
 */
export const correctVisit = async (tdb: TenantDb, scope: TenantScope, input: CorrectVisitInput): Promise<VisitView> => {
  const { visitId, rowVersion, reason, ...typed } = input;
  refuseClassified(reason);
  const before = await findVisitForUpdate(tdb, scope.tenantId, visitId);
  if (!before) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  if (before.state === 'void') throw new AppError('CONFLICT', `visit ${visitId} is void`);
  const { fields, lines } = await composeVisit(tdb, scope, typed, await readToday(tdb));
  const struck = await voidLines(tdb, scope.tenantId, visitId);
  await insertLines(tdb, { tenantId: scope.tenantId, visitId, visitedOn: fields.visitedOn }, lines);
  if (struck === 0 && lines.length === 0) {
    const { volumeCount, itemCount, copiedPages } = before;
    Object.assign(fields, { volumeCount, itemCount, copiedPages });
  }
  if (fields.sought !== null && fields.sought === before.sought) fields.soughtState = before.soughtState;
  const readerId = (await keepReaderOf(tdb, scope, typed)) ?? before.readerId;
  const after = await updateVisit(tdb, { tenantId: scope.tenantId, visitId, rowVersion }, { ...fields, readerId });
  if (!after) throw new AppError('STALE_VERSION', `visit ${visitId} is at version ${before.rowVersion}`);
  const changed = (Object.keys(fields) as (keyof VisitFields)[]).filter((name) => !isSame(before[name], after[name]));
  await audit(tdb, scope, {
    action: 'use.correctVisit',
    objectKind: 'reading_visit',
    objectId: visitId,
    objectLabel: `${after.visitedOn} ${after.visitorName}`,
    detail: {
      reason,
      changes: changed.map((name) => ({ field: name, from: before[name], to: after[name] })),
      lines: { struck, written: lines.length },
    },
  });
  return toVisitView(after);
};
