import type { TenantDb } from '@/db/client';
import { listOwnReleases, type OwnReleaseRow, type ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { FigureListView, FigureView, ListFiguresInput } from '@/server/domain/figure/figure-views';
import { type FigureDefinition, releasedFigures } from '@/server/domain/figure/figures';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases } from './add-releases.ts';
import { type ComputedFigure, computeFigures } from './compute-figures.ts';
import { figurePeriod, yearBefore } from './figure-period.ts';
import { countedReleases } from './reporting/counted-releases.ts';

const ownView = (
  now: ComputedFigure,
  before: ComputedFigure | undefined,
  release: OwnReleaseRow | undefined,
): FigureView => ({
  code: now.figure.code,
  value: now.value,
  state: now.state,
  rows: now.rows,
  lastYear: { value: before?.value ?? null, state: before?.state ?? 'no_entry' },
  sourceNames: [],
  release: release ? { value: release.value, asOf: release.asOf, releasedAt: release.releasedAt } : null,
});

const releasedView = (
  figure: FigureDefinition,
  now: readonly ReceivedReleaseRow[],
  before: readonly ReceivedReleaseRow[],
): FigureView => {
  const current = now.filter((row) => row.figureCode === figure.code);
  const last = before.filter((row) => row.figureCode === figure.code);
  return {
    code: figure.code,
    value: addReleases(current),
    state: current.length > 0 ? 'released' : 'not_released',
    rows: null,
    lastYear: { value: addReleases(last), state: last.length > 0 ? 'released' : 'not_released' },
    sourceNames: [...new Set(current.map((row) => row.unitName))],
    release: null,
  };
};

/** Figures that this kind of office shows from what was released to it, such as the holdings of its archives. */
export const listReleasedFigures = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId' | 'tenantKind'>,
  year: number,
): Promise<FigureView[]> => {
  const figures = releasedFigures(scope.tenantKind);
  const codes = figures.map((figure) => figure.code);
  const now = await countedReleases(tdb, { tenantId: scope.tenantId, year, codes });
  const before = await countedReleases(tdb, { tenantId: scope.tenantId, year: year - 1, codes });
  return figures.map((figure) => releasedView(figure, now, before));
};

/** 指标 of the workspace for a year: its own, computed now, and those released to it; last year beside each. */
export const listFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListFiguresInput,
): Promise<FigureListView> => {
  const period = await figurePeriod(tdb, input);
  const now = await computeFigures(tdb, scope, period);
  const before = await computeFigures(tdb, scope, yearBefore(period));
  const releases = await listOwnReleases(tdb, scope.tenantId, period.year);
  const own = now.map((figure, index) =>
    ownView(
      figure,
      before[index],
      releases.find((release) => release.figureCode === figure.figure.code),
    ),
  );
  const released = await listReleasedFigures(tdb, scope, period.year);
  const supervisors = (await listKnownTenants(tdb))
    .filter((tenant) => tenant.depth === -1)
    .map((tenant) => tenant.name);
  return { period, figures: [...own, ...released], supervisors };
};
