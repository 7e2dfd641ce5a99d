import type { TenantDb } from '@/db/client';
import { listOwnReleases } from '@/db/queries/figures/release.queries';
import {
  type FigureDocumentRow,
  listReceivedTimes,
  listSentFigureDocuments,
  type ReleaseTimesRow,
} from '@/db/queries/figures/reporting.queries';
import { computedFigures } from '@/server/domain/figure/figures';
import type { ReportingView, UnitReportingView } from '@/server/domain/figure/reporting';
import { isCounted } from '@/server/domain/figure/reporting';
import type { TenantScope } from '@/server/tenancy/scope';
import { figurePeriod } from '../figure-period.ts';
import { type OwingUnit, owingUnits, supervisorNames } from './owing-units.ts';
import { standingOf } from './standing.ts';

/** On time: the first release came by the day. What is put right afterwards makes nobody late. */
const isBehind = (call: FigureDocumentRow | undefined, times: ReleaseTimesRow | undefined): boolean => {
  if (!call?.dueOn) return false;
  return times ? times.firstDay > call.dueOn : call.isLate;
};

const viewOf = (
  unit: Omit<OwingUnit, 'kind'> & { kind: OwingUnit['kind'] | null },
  times: ReleaseTimesRow | undefined,
  documents: readonly FigureDocumentRow[],
): UnitReportingView => {
  const call = documents.find((document) => document.kind === 'figure_call');
  const { state, reason } = standingOf(times, documents);
  return {
    ...unit,
    state,
    owed: unit.kind ? computedFigures(unit.kind).length : 0,
    released: times?.released ?? 0,
    firstReleasedAt: times?.firstReleasedAt ?? null,
    releasedAt: times?.releasedAt ?? null,
    dueOn: call?.dueOn ?? null,
    isLate: isBehind(call, times),
    reason,
  };
};

/** 报送情况: every unit that owes figures for the year as of its cut-off, and those that released without owing. */
export const listReporting = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<ReportingView> => {
  const period = await figurePeriod(tdb, input);
  const units = await owingUnits(tdb, scope.tenantId, period.to);
  const sent = await listSentFigureDocuments(tdb, scope.tenantId, period.year);
  const times = await listReceivedTimes(tdb, scope.tenantId, period.year);
  const owing = new Set(units.map((unit) => unit.tenantId));
  // Merged or moved since: what they released stays to be seen.
  const others = times
    .filter((row) => !owing.has(row.unitTenantId))
    .map((row) => ({ tenantId: row.unitTenantId, name: row.unitName, kind: null }));
  const views = [...units, ...others].map((unit) =>
    viewOf(
      unit,
      times.find((row) => row.unitTenantId === unit.tenantId),
      sent.filter((document) => document.unitTenantId === unit.tenantId),
    ),
  );
  const called = views.filter((view) => view.dueOn !== null);
  const handedOn = await listOwnReleases(tdb, scope.tenantId, period.year, 'rolled_up');
  return {
    period,
    units: views,
    complete: views.filter((view) => isCounted(view.state)).length,
    onTime: called.filter((view) => view.releasedAt !== null && !view.isLate).length,
    called: called.length,
    supervisors: await supervisorNames(tdb),
    handedOnAt:
      handedOn
        .map((row) => row.releasedAt)
        .sort()
        .at(-1) ?? null,
  };
};
