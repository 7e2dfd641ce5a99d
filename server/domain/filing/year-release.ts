import { z } from 'zod';
import { isoDate, optionalText, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { LINE_STANDINGS, planYear } from './filing-plan.ts';

/* 年度归档情况报送: what a unit hands up of a filing year, and what its supervisor makes of it. */

/** The unit's side: hands up where the year stands now. */
export const releaseYearInput = z.strictObject({ year: planYear, note: optionalText(500) });
export type ReleaseYearInput = z.infer<typeof releaseYearInput>;
export const releaseYearView = z.object({ released: z.number().int(), to: z.array(z.string()) });
export type ReleaseYearView = z.infer<typeof releaseYearView>;

/** One kind of documents as it was handed up. */
export const releasedLine = z.object({
  departmentName: z.string(),
  categoryCode: z.string(),
  kind: z.string(),
  expectedCount: z.number().int(),
  accepted: z.number().int(),
  filed: z.number().int(),
  dueOn: isoDate,
  standing: z.enum(LINE_STANDINGS),
  daysLate: z.number().int(),
});
export type ReleasedLine = z.infer<typeof releasedLine>;

/** late: not closed and past its day; open: not closed, its day to come. */
export const UNIT_YEAR_STATES = ['late', 'open', 'closed'] as const;
export type UnitYearState = (typeof UNIT_YEAR_STATES)[number];
export const UNIT_YEAR_FILTERS = [...UNIT_YEAR_STATES, 'closedLate', 'unreleased'] as const;
export const UNIT_YEAR_SORTS = ['late', 'name', 'filed', 'closedOn'] as const;
export type UnitYearSort = (typeof UNIT_YEAR_SORTS)[number];

export const unitYearFilter = {
  year: planYear,
  state: z.enum(UNIT_YEAR_FILTERS).optional(),
  kind: tenantKind.optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(UNIT_YEAR_SORTS).default('late'),
  descending: z.boolean().default(true),
};
export const listUnitYearsInput = z.strictObject({ ...pageInput, ...unitYearFilter });
export type ListUnitYearsInput = z.infer<typeof listUnitYearsInput>;
export const exportUnitYearsInput = z.strictObject(unitYearFilter);
export type ExportUnitYearsInput = z.infer<typeof exportUnitYearsInput>;

/** 归档情况 of one unit: from what it handed up, or from the general rule when it handed up nothing. */
export const unitYearView = z.object({
  tenantId,
  slug: z.string(),
  name: z.string(),
  kind: tenantKind,
  parentName: z.string().nullable(),
  state: z.enum(UNIT_YEAR_STATES),
  dueOn: isoDate,
  daysLate: z.number().int(),
  /** Null throughout: nothing was handed up. */
  releasedAt: z.string().nullable(),
  closedOn: isoDate.nullable(),
  expectedCount: z.number().int().nullable(),
  acceptedCount: z.number().int().nullable(),
  missingCount: z.number().int().nullable(),
  filedCount: z.number().int().nullable(),
  checkedOn: isoDate.nullable(),
  checkErrors: z.number().int().nullable(),
  remindedAt: z.string().nullable(),
});
export type UnitYearView = z.infer<typeof unitYearView>;
export const unitYearPage = pageOf(unitYearView);

export const unitYearsSummaryInput = z.strictObject({ year: planYear });
export const unitYearsSummary = z.object({
  today: isoDate,
  dueOn: isoDate,
  units: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  closed: z.number().int(),
  closedLate: z.number().int(),
  unreleased: z.number().int(),
});
export type UnitYearsSummary = z.infer<typeof unitYearsSummary>;

export const unitYearInput = z.strictObject({ unitTenantId: tenantId, year: planYear });
export const unitYearDetail = unitYearView.extend({
  note: z.string().nullable(),
  releasedByName: z.string().nullable(),
  lines: z.array(releasedLine),
});
export type UnitYearDetail = z.infer<typeof unitYearDetail>;

/** 催办: these units, or all that are late. */
export const remindUnitsInput = z.strictObject({
  year: planYear,
  unitTenantIds: z.array(tenantId).min(1).max(500).optional(),
});
export type RemindUnitsInput = z.infer<typeof remindUnitsInput>;
/** A unit that was reminded today, or has closed the year, is left in peace. */
export const remindUnitsView = z.object({ sent: z.number().int(), left: z.number().int() });
export type RemindUnitsView = z.infer<typeof remindUnitsView>;

/** The body of a reminder. */
export const reminderBody = z.object({
  year: planYear,
  note: z.string(),
  issuedBy: z.string(),
});
export type ReminderBody = z.infer<typeof reminderBody>;

/** What the unit's own page says of its releases. */
export const ownRelease = z.object({ id: uuid, releasedAt: z.string(), to: z.array(z.string()) });
