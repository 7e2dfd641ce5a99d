import type { TenantDb } from '@/db/client';
import type { ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import {
  type DistrictFiguresInput,
  type DistrictFiguresRow,
  type DistrictFiguresView,
  MOST_DISTRICT_FIGURES,
} from '@/server/domain/figure/dashboard';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases, addsUp } from '../add-releases.ts';
import { figurePeriod } from '../figure-period.ts';
import { countedReleases } from '../reporting/counted-releases.ts';
import { owingUnits } from '../reporting/owing-units.ts';

const isCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

/** Figures in the order of how many units released them; the order of the report among equals. */
const choicesOf = (releases: readonly ReceivedReleaseRow[]): FigureCode[] => {
  const units = new Map<FigureCode, Set<number>>();
  for (const { figureCode, unitTenantId } of releases)
    if (isCode(figureCode)) units.set(figureCode, (units.get(figureCode) ?? new Set()).add(unitTenantId));
  return FIGURE_CODES.filter((code) => units.has(code)).sort(
    (a, b) => (units.get(b)?.size ?? 0) - (units.get(a)?.size ?? 0),
  );
};

const totalOf = (code: FigureCode, releases: readonly ReceivedReleaseRow[]): number | null => {
  const ofCode = releases.filter((release) => release.figureCode === code);
  return addsUp(code) || ofCode.length < 2 ? addReleases(ofCode) : null;
};

/** A unit of which nothing is known stands below those of which something is, whichever way they are sorted. */
const byValue = (at: number, descending: boolean) => (a: DistrictFiguresRow, b: DistrictFiguresRow) => {
  const [one, other] = [a.values[at] ?? null, b.values[at] ?? null];
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return descending ? other - one : one - other;
};

const sorted = (rows: DistrictFiguresRow[], codes: readonly FigureCode[], input: DistrictFiguresInput) => {
  const { sort, descending = false } = input;
  if (sort === undefined) return rows;
  if (sort === 'name') return rows.sort((a, b) => (descending ? -1 : 1) * a.unitName.localeCompare(b.unitName, 'zh'));
  const at = codes.indexOf(sort);
  return at === -1 ? rows : rows.sort(byValue(at, descending));
};

/** 区县指标表: one line a unit, what it released of each figure; never a look into its records. */
export const readDistrictFigures = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId'>,
  input: DistrictFiguresInput,
): Promise<DistrictFiguresView> => {
  const period = await figurePeriod(tdb, input);
  const units = await owingUnits(tdb, scope.tenantId, period.to);
  const kinds = new Map(units.map((unit) => [unit.tenantId, unit.kind]));
  const read = (year: number) => countedReleases(tdb, { tenantId: scope.tenantId, year, codes: FIGURE_CODES });
  const all = await read(period.year);
  const choices = choicesOf(all);
  const codes = input.codes && input.codes.length > 0 ? input.codes : choices.slice(0, MOST_DISTRICT_FIGURES);
  const ofKind = (unitTenantId: number) => input.kind === undefined || kinds.get(unitTenantId) === input.kind;
  const shown = all.filter((release) => ofKind(release.unitTenantId));
  const last = (await read(period.year - 1)).filter((release) => ofKind(release.unitTenantId));
  // Who was merged since keeps the line of what it released, under the name of that day.
  const names = new Map([
    ...shown.map((release) => [release.unitTenantId, release.unitName] as const),
    ...units.filter((unit) => ofKind(unit.tenantId)).map((unit) => [unit.tenantId, unit.name] as const),
  ]);
  const rows = [...names].map(
    ([unitTenantId, unitName]): DistrictFiguresRow => ({
      unitTenantId,
      unitName,
      kind: kinds.get(unitTenantId) ?? null,
      values: codes.map((code) =>
        totalOf(
          code,
          shown.filter((release) => release.unitTenantId === unitTenantId),
        ),
      ),
    }),
  );
  return {
    period,
    codes,
    choices,
    kinds: [...new Set(units.map((unit) => unit.kind))],
    rows: sorted(rows, codes, input),
    totals: codes.map((code) => totalOf(code, shown)),
    lastTotals: codes.map((code) => totalOf(code, last)),
  };
};
