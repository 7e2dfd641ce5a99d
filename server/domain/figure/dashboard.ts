import { z } from 'zod';
import { tenantId } from '@/server/domain/shared/ids';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { figureCode, figurePeriodView, figureState } from './figure-views.ts';

/* 看板: the year at a glance, for who leads an office and for who supervises others. */

const year = z.number().int().min(1949).max(2999);
/** So many years stand in a trend, this one included. */
export const TREND_YEARS = 5;
/** So many figures of the units fit beside each other. */
export const MOST_DISTRICT_FIGURES = 6;

export const dashboardInput = z.strictObject({ year });
export type DashboardInput = z.infer<typeof dashboardInput>;

const amount = z.object({ value: z.number().nullable(), state: figureState });
export const dashboardFigure = amount.extend({
  code: figureCode,
  /** Null where the records are another office's. */
  rows: z.number().int().nullable(),
  lastYear: amount,
  /** Among units of the same kind that released it to the same supervisor; null without enough of them. */
  place: z.object({ place: z.number().int(), among: z.number().int(), supervisor: z.string() }).nullable(),
  /** One value a year of `years`. */
  trend: z.array(z.number().nullable()),
});
export type DashboardFigure = z.infer<typeof dashboardFigure>;
export const dashboardView = z.object({
  period: figurePeriodView,
  years: z.array(z.number().int()),
  figures: z.array(dashboardFigure),
});
export type DashboardView = z.infer<typeof dashboardView>;

export const districtFiguresInput = z.strictObject({
  year,
  /** Which figures stand beside each other; without a choice those that most units released. */
  codes: z.array(figureCode).max(MOST_DISTRICT_FIGURES).optional(),
  kind: tenantKind.optional(),
  sort: z.union([z.literal('name'), figureCode]).optional(),
  descending: z.boolean().optional(),
});
export type DistrictFiguresInput = z.infer<typeof districtFiguresInput>;

export const districtFiguresRow = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  kind: tenantKind.nullable(),
  /** One a code of `codes`; null where the unit released none. */
  values: z.array(z.number().nullable()),
});
export type DistrictFiguresRow = z.infer<typeof districtFiguresRow>;
export const districtFiguresView = z.object({
  period: figurePeriodView,
  codes: z.array(figureCode),
  /** What can be chosen: everything that at least one unit released, the most released first. */
  choices: z.array(figureCode),
  kinds: z.array(tenantKind),
  rows: z.array(districtFiguresRow),
  /** Sums of what adds up; null for shares and for what nobody released. */
  totals: z.array(z.number().nullable()),
  /** What the same units released of the year before. */
  lastTotals: z.array(z.number().nullable()),
});
export type DistrictFiguresView = z.infer<typeof districtFiguresView>;
