import type { TenantDb } from '@/db/client';
import { listOwnTimes, listReceivedFigureDocuments } from '@/db/queries/figures/reporting.queries';
import { callBody, type OwnReportingView } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import { standingOf } from './standing.ts';

/** What each supervisor asked for and said of the tenant's figures of a year. Nothing asked and nothing said: no line. */
export const ownReporting = async (tdb: TenantDb, tenantId: number, year: number): Promise<OwnReportingView[]> => {
  // What is about a unit that was merged into this one says nothing of its own figures.
  const documents = (await listReceivedFigureDocuments(tdb, tenantId, year)).filter(
    (document) => document.unitTenantId === tenantId,
  );
  const times = await listOwnTimes(tdb, tenantId, year);
  return [...new Set(documents.map((document) => document.senderTenantId))].map((supervisorId) => {
    const said = documents.filter((document) => document.senderTenantId === supervisorId);
    const mine = times.find((row) => row.addresseeTenantId === supervisorId);
    const call = said.find((document) => document.kind === 'figure_call');
    return {
      supervisorName: said[0]?.senderName ?? '',
      ...standingOf(mine, said),
      dueOn: call?.dueOn ?? null,
      isLate: mine === undefined && (call?.isLate ?? false),
      note: call ? callBody.parse(call.body).note : null,
    };
  });
};

/**
 * What a supervisor has accepted stays as it is until that supervisor returns it.
 * @throws AppError FIGURES_LOCKED
 */
export const requireUnlocked = async (tdb: TenantDb, tenantId: number, year: number): Promise<void> => {
  const locked = (await ownReporting(tdb, tenantId, year)).find(({ state }) => state === 'accepted');
  if (locked) throw new AppError('FIGURES_LOCKED', `${locked.supervisorName} has accepted ${year}`);
};
