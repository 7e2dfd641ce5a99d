import { z } from 'zod';
import { isoDate, optionalText, tenantId, text } from '@/server/domain/shared/ids';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { figureCode, figurePeriodView } from './figure-views.ts';

/*
 * 指标报送: a supervisor calls for the year's figures by a day, its units release them, it returns or accepts what came,
 * and hands the sums on to its own supervisor. Call and answer are documents (往来): frozen, and read by both sides.
 */

const year = z.number().int().min(1949).max(2999);

/** not_released, then released; returned by the supervisor with a reason, or accepted, which locks the year. */
export const REPORTING_STATES = ['not_released', 'released', 'returned', 'accepted'] as const;
export type ReportingState = (typeof REPORTING_STATES)[number];
export const reportingState = z.enum(REPORTING_STATES);

/** Whether what a unit released counts in the sum of its supervisor. */
export const isCounted = (state: ReportingState): boolean => state === 'released' || state === 'accepted';

export const FIGURE_BASES = ['own', 'rolled_up'] as const;
/** `own`: from the unit's own records. `rolled_up`: the sum of what its units had released to it. */
export const figureBasis = z.enum(FIGURE_BASES);
export type FigureBasis = z.infer<typeof figureBasis>;

export const callFiguresInput = z.strictObject({
  year,
  dueOn: isoDate,
  note: optionalText(500),
  /** All units directly below when left out. */
  unitTenantIds: z.array(tenantId).min(1).max(500).optional(),
});
export type CallFiguresInput = z.infer<typeof callFiguresInput>;
export const callFiguresView = z.object({ sent: z.number().int() });
export type CallFiguresView = z.infer<typeof callFiguresView>;
export const callBody = z.object({ year, note: z.string().nullable(), issuedBy: z.string() });

export const DECISIONS = ['accepted', 'returned'] as const;
export const reviewFiguresInput = z
  .strictObject({
    year,
    unitTenantId: tenantId,
    decision: z.enum(DECISIONS),
    /** What has to be put right; nobody can act on a return without it. */
    reason: text(500).optional(),
    /** The figures that the reason is about; none: all. */
    codes: z.array(figureCode).max(500).default([]),
  })
  .refine(({ decision, reason }) => decision === 'accepted' || reason !== undefined, { path: ['reason'] });
export type ReviewFiguresInput = z.infer<typeof reviewFiguresInput>;
export const reviewBody = z.object({
  year,
  /** A unit that was merged: its document goes to the one that goes on. */
  unitTenantId: tenantId.optional(),
  unitName: z.string().optional(),
  reason: z.string().nullable(),
  codes: z.array(z.string()),
  issuedBy: z.string(),
});

/** How a unit stands with one supervisor for a year. */
export const unitReportingView = z.object({
  tenantId,
  name: z.string(),
  /** Null where the unit is no longer directly below. */
  kind: tenantKind.nullable(),
  state: reportingState,
  /** Figures that a unit of its kind has, and how many of them it has released. */
  owed: z.number().int(),
  released: z.number().int(),
  /** When it released for the first time this year, which is what being on time is judged by; and the last time. */
  firstReleasedAt: z.string().nullable(),
  releasedAt: z.string().nullable(),
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  reason: z.string().nullable(),
});
export type UnitReportingView = z.infer<typeof unitReportingView>;

export const unitReleaseInput = z.strictObject({ year, unitTenantId: tenantId });
/** One figure as a unit released it, beside what may be asked about it. */
export const unitReleaseRow = z.object({
  code: figureCode,
  basis: figureBasis,
  value: z.number().nullable(),
  /** What the same unit released of the year before. */
  lastYear: z.number().nullable(),
  isUnlikeLastYear: z.boolean(),
  /** In the middle of what units of its kind released, and whether this value is far from all of them. */
  median: z.number().nullable(),
  isUnlikeOthers: z.boolean(),
  note: z.string().nullable(),
  asOf: isoDate,
  releasedAt: z.string(),
});
export type UnitReleaseRow = z.infer<typeof unitReleaseRow>;
export const unitReleaseView = z.object({
  period: figurePeriodView,
  unit: unitReportingView,
  rows: z.array(unitReleaseRow),
  /** Figures that the unit owes and has not released. */
  missing: z.array(figureCode),
});
export type UnitReleaseView = z.infer<typeof unitReleaseView>;

export const reportingInput = z.strictObject({ year });
export const reportingView = z.object({
  period: figurePeriodView,
  units: z.array(unitReportingView),
  /** Units that have released something that stands, of those that owe; and of these on time, where a day was set. */
  complete: z.number().int(),
  onTime: z.number().int(),
  called: z.number().int(),
  /** Whom the sums can be handed on to. */
  supervisors: z.array(z.string()),
  handedOnAt: z.string().nullable(),
});
export type ReportingView = z.infer<typeof reportingView>;

/** The unit's side: what a supervisor asked for and said. */
export const ownReportingView = z.object({
  supervisorName: z.string(),
  state: reportingState,
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  codes: z.array(z.string()),
});
export type OwnReportingView = z.infer<typeof ownReportingView>;

export const handOnView = z.object({ released: z.number().int(), supervisors: z.array(z.string()) });

export const receivedPartsInput = z.strictObject({ year, code: figureCode, unitTenantId: tenantId });
/** One unit's share in a sum that was handed on: frozen in it. */
export const releasedPart = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  value: z.number().nullable(),
  basis: figureBasis,
  asOf: isoDate,
});
export type ReleasedPart = z.infer<typeof releasedPart>;

/** 与上年相差较大: half as much again or less, and at least ten. Such a figure asks for a word of explanation. */
export const isUnlikeLastYear = (now: number | null, before: number | null): boolean =>
  now !== null && before !== null && Math.abs(now - before) >= 10 && Math.abs(now - before) > Math.abs(before) / 2;
