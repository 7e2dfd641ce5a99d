import { z } from 'zod';
import { isoDate, optionalText, slug, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInfo, pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import {
  DISTRICT_SORTS,
  FILING_STATES,
  LIGHTS,
  MOST_COLUMNS,
  MOST_ROWS,
  SCHEDULE_STATES,
  UNIT_FIELDS,
} from './district-vocabulary.ts';
import { riskLevel } from './library.ts';
import { inspectionState } from './states.ts';

/** 立档单位一览: one line a supervised unit, of what its supervisor itself did and of what the unit sent to it. */
export const districtRowView = z.object({
  tenantId,
  slug: z.string(),
  name: z.string(),
  kind: tenantKind,
  field: z.enum(UNIT_FIELDS),
  parentName: z.string().nullable(),
  tileSlug: z.string().nullable(),
  tileName: z.string().nullable(),
  light: z.enum(LIGHTS),
  lastInspectionId: uuid.nullable(),
  lastCampaignId: uuid.nullable(),
  lastInspectedOn: isoDate.nullable(),
  lastState: inspectionState.nullable(),
  lastScore: z.number().nullable(),
  lastGrade: z.string().nullable(),
  lastScoreOn: isoDate.nullable(),
  riskLevel: riskLevel.nullable(),
  suggestedRisk: riskLevel,
  inspectedThisYear: z.number().int(),
  openFindings: z.number().int(),
  answeredFindings: z.number().int(),
  overdueFindings: z.number().int(),
  nextDueOn: isoDate.nullable(),
  filingState: z.enum(FILING_STATES),
  filingExpected: z.number().int().nullable(),
  filingAccepted: z.number().int().nullable(),
  filingReleasedAt: z.string().nullable(),
  scheduleState: z.enum(SCHEDULE_STATES),
  scheduleApprovedOn: isoDate.nullable(),
  trainingHours: z.number(),
  lastGuidedOn: isoDate.nullable(),
  releasedFigures: z.number().int(),
  lastReleasedAt: z.string().nullable(),
  grantLiveUntil: z.string().nullable(),
});
export type DistrictRowView = z.infer<typeof districtRowView>;

export const districtFilter = {
  /** As of this day; today when it is left out. */
  on: isoDate.optional(),
  kind: tenantKind.optional(),
  light: z.enum(LIGHTS).optional(),
  /** A township with all below it, or what belongs to none. */
  tile: z.union([slug, z.literal('-')]).optional(),
  inspected: z.enum(['yes', 'no']).optional(),
  filing: z.enum(FILING_STATES).optional(),
  schedule: z.enum(SCHEDULE_STATES).optional(),
  field: z.enum(UNIT_FIELDS).optional(),
  /** Whether there was guidance in the year of the day. */
  guided: z.enum(['yes', 'no']).optional(),
  search: optionalText(100),
};
const order = { sort: z.enum(DISTRICT_SORTS).default('problems'), descending: z.boolean().default(true) };
export const listDistrictInput = z.strictObject({ ...pageInput, ...districtFilter, ...order });
export type ListDistrictInput = z.infer<typeof listDistrictInput>;
export const exportDistrictInput = z.strictObject({ ...districtFilter, ...order });
export type ExportDistrictInput = z.infer<typeof exportDistrictInput>;

/** 催办: the named units, or all that the filters leave. */
const { on: _day, ...remindable } = districtFilter;
export const remindDistrictInput = z.strictObject({
  ...remindable,
  unitTenantIds: z.array(tenantId).min(1).max(2000).optional(),
  /** 督办要求, behind what the unit owes. */
  words: optionalText(200),
});
export type RemindDistrictInput = z.infer<typeof remindDistrictInput>;
/** As the screen asks it. */
export type RemindDistrictAsked = z.input<typeof remindDistrictInput>;
/** `left`: reminded today already, or owing nothing. */
export const remindDistrictView = z.object({ sent: z.number().int(), left: z.number().int() });
export type RemindDistrictView = z.infer<typeof remindDistrictView>;

/** The same day of the year before, for the headline figures. */
export const districtSummaryInput = z.strictObject({ on: isoDate });

/** Over all units, whatever the filters leave. */
export const districtSummary = z.object({
  on: isoDate,
  filingYear: z.number().int(),
  units: z.number().int(),
  overdueUnits: z.number().int(),
  attentionUnits: z.number().int(),
  inspectedUnits: z.number().int(),
  openFindings: z.number().int(),
  overdueFindings: z.number().int(),
  filingClosed: z.number().int(),
  averageScore: z.number().nullable(),
  kinds: z.array(z.object({ kind: tenantKind, units: z.number().int() })),
  tiles: z.array(z.object({ slug: z.string(), name: z.string() })),
});
export type DistrictSummary = z.infer<typeof districtSummary>;
export const districtPage = z.object({ rows: z.array(districtRowView), page: pageInfo, summary: districtSummary });
export type DistrictPage = z.infer<typeof districtPage>;

/** 方格示意图: a township and what lies below it, or what belongs to none (slug null). */
const place = { column: z.number().int().min(1).max(MOST_COLUMNS), row: z.number().int().min(1).max(MOST_ROWS) };
export const tileView = z.object({
  slug: z.string().nullable(),
  name: z.string().nullable(),
  ...place,
  units: z.number().int(),
  values: z.object({
    overdue: z.number(),
    open: z.number(),
    filing: z.number().nullable(),
    inspected: z.number().nullable(),
    score: z.number().nullable(),
    hours: z.number(),
  }),
});
export type TileView = z.infer<typeof tileView>;
export const cartogramView = z.object({
  on: isoDate,
  filingYear: z.number().int(),
  tiles: z.array(tileView),
  /** Units of no tile, as one line of the table. */
  others: tileView.omit({ column: true, row: true }).nullable(),
  rowVersion: z.number().int(),
  updatedByName: z.string().nullable(),
});
export type CartogramView = z.infer<typeof cartogramView>;
export const cartogramInput = z.strictObject({ on: isoDate.optional() });

export const placedTile = z.strictObject({ slug, ...place });
export type PlacedTile = z.infer<typeof placedTile>;
export const arrangeTilesInput = z.strictObject({
  /** 0 while nobody has arranged anything. */
  rowVersion: z.number().int().min(0),
  tiles: z.array(placedTile).max(MOST_COLUMNS * MOST_ROWS),
});
export type ArrangeTilesInput = z.infer<typeof arrangeTilesInput>;
