import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import type { ReceivedUnitView, receivedFiguresView } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases, addsUp } from './add-releases.ts';
import { figurePeriod } from './figure-period.ts';
import { countedReleases } from './reporting/counted-releases.ts';
import { type OwingUnit, owingUnits } from './reporting/owing-units.ts';

const MISSING_SHOWN = 20;

const owing = (units: readonly OwingUnit[], code: FigureCode): OwingUnit[] =>
  units.filter((unit) => FIGURES[code].tenantKinds.includes(unit.kind));

/** 汇总: what the units have released, added up; never a look into their records. */
export const listReceivedFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<z.infer<typeof receivedFiguresView>> => {
  const period = await figurePeriod(tdb, input);
  const units = await owingUnits(tdb, scope.tenantId, period.to);
  const releases = await countedReleases(tdb, {
    tenantId: scope.tenantId,
    year: period.year,
    codes: FIGURE_CODES,
  });
  const figures = FIGURE_CODES.flatMap((code) => {
    const ofCode = releases.filter((release) => release.figureCode === code);
    const owed = owing(units, code);
    if (owed.length === 0 && ofCode.length === 0) return [];
    const has = new Set(ofCode.map((release) => release.unitTenantId));
    const missing = owed.filter((unit) => !has.has(unit.tenantId)).map((unit) => unit.name);
    const unitCount = new Set([...has, ...owed.map((unit) => unit.tenantId)]).size;
    const total = addsUp(code) || ofCode.length < 2 ? addReleases(ofCode) : null;
    return [{ code, total, releasedCount: has.size, unitCount, missing: missing.slice(0, MISSING_SHOWN) }];
  });
  return { period, figures };
};

/** The units behind one total: what each released and when, and who has not. */
export const listReceivedUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number; code: FigureCode },
): Promise<ReceivedUnitView[]> => {
  const period = await figurePeriod(tdb, input);
  const units = await owingUnits(tdb, scope.tenantId, period.to);
  const kinds = new Map(units.map((unit) => [unit.tenantId, unit.kind]));
  const releases = await countedReleases(tdb, {
    tenantId: scope.tenantId,
    year: period.year,
    codes: [input.code],
  });
  const has = new Set(releases.map((release) => release.unitTenantId));
  const released = releases.map(
    ({ unitTenantId, unitName, value, asOf, releasedAt, definitionVersion, basis, note }): ReceivedUnitView => ({
      unitTenantId,
      unitName,
      kind: kinds.get(unitTenantId) ?? null,
      value,
      state: 'released',
      asOf,
      releasedAt,
      definitionVersion,
      basis,
      note,
    }),
  );
  const missing = owing(units, input.code)
    .filter((unit) => !has.has(unit.tenantId))
    .map(
      (unit): ReceivedUnitView => ({
        unitTenantId: unit.tenantId,
        unitName: unit.name,
        kind: unit.kind,
        value: null,
        state: 'not_released',
        asOf: null,
        releasedAt: null,
        definitionVersion: null,
        basis: 'own',
        note: null,
      }),
    );
  return [...released, ...missing];
};
