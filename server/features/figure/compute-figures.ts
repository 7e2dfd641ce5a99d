import type { TenantDb } from '@/db/client';
import { computeFigure, hasAnyEntry } from '@/db/queries/figures/figure.queries';
import type { FigurePeriodView, FigureState } from '@/server/domain/figure/figure-views';
import { computedFigures, type FigureDefinition, figureValue } from '@/server/domain/figure/figures';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/** Whose figures: all that computing needs to know of a scope. */
export interface FigureOwner {
  readonly tenantId: number;
  readonly tenantKind: TenantKind;
}
export interface ComputedFigure {
  figure: FigureDefinition;
  state: Extract<FigureState, 'computed' | 'no_entry'>;
  /** In the unit of the report, exact to the single record. */
  value: number | null;
  rows: number;
  /** Of a share and of a growth: what is divided by what. */
  parts: { over: number; under: number } | null;
}

/** Computes one figure over the live records. A register that was never written in answers 无登记. */
export const computeOne = async (
  tdb: TenantDb,
  owner: FigureOwner,
  figure: FigureDefinition,
  period: FigurePeriodView,
): Promise<ComputedFigure> => {
  const question = { tenantId: owner.tenantId, from: period.from, to: period.to };
  const { rows, counted, parts } = await computeFigure(tdb, figure.code, figure.aggregate, question);
  if (rows === 0 && !(await hasAnyEntry(tdb, figure, owner.tenantId))) {
    return { figure, state: 'no_entry', value: null, rows, parts };
  }
  // A share of nothing is no figure, and neither is the growth of nothing.
  if (counted === null) return { figure, state: 'no_entry', value: null, rows, parts };
  return { figure, state: 'computed', value: figureValue(figure, counted), rows, parts };
};

/** All figures of a workspace's kind. */
export const computeFigures = async (
  tdb: TenantDb,
  owner: FigureOwner,
  period: FigurePeriodView,
): Promise<ComputedFigure[]> => {
  const computed: ComputedFigure[] = [];
  // One after the other: they share one connection.
  for (const figure of computedFigures(owner.tenantKind)) computed.push(await computeOne(tdb, owner, figure, period));
  return computed;
};
