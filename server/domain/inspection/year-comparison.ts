import { z } from 'zod';
import { isoDate, optionalText, tenantId } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { UNIT_TRENDS } from './district-vocabulary.ts';
import { legalItemCode } from './legal-item.ts';

/** 历年比较: a supervisor's own inspections, year beside year. */
const year = z.number().int().min(1949).max(2999);
export const comparisonInput = z.strictObject({ year: year.optional(), kind: tenantKind.optional() });
export type ComparisonInput = z.infer<typeof comparisonInput>;

const yearColumn = z.object({
  year,
  inspections: z.number().int(),
  units: z.number().int(),
  averageScore: z.number().nullable(),
  findings: z.number().int(),
  /** Of the same item in a unit where it had been found in an earlier inspection. */
  repeated: z.number().int(),
  settled: z.number().int(),
});
export const comparisonView = z.object({
  year,
  years: z.array(yearColumn),
  legalItems: z.array(z.object({ code: legalItemCode, counts: z.array(z.number().int()) })),
  sections: z.array(z.object({ name: z.string(), averages: z.array(z.number().nullable()) })),
  trends: z.record(z.enum(UNIT_TRENDS), z.number().int()),
});
export type ComparisonView = z.infer<typeof comparisonView>;

export const unitTrendFilter = {
  year: year.optional(),
  kind: tenantKind.optional(),
  trend: z.enum(UNIT_TRENDS).optional(),
  search: optionalText(100),
};
export const listTrendsInput = z.strictObject({ ...pageInput, ...unitTrendFilter });
export type ListTrendsInput = z.infer<typeof listTrendsInput>;
export const exportTrendsInput = z.strictObject(unitTrendFilter);
export type ExportTrendsInput = z.infer<typeof exportTrendsInput>;

export const unitTrendView = z.object({
  tenantId,
  /** Null once it is no longer supervised. */
  slug: z.string().nullable(),
  name: z.string(),
  kind: tenantKind,
  score: z.number(),
  grade: z.string().nullable(),
  scoredOn: isoDate,
  previousScore: z.number().nullable(),
  previousOn: isoDate.nullable(),
  change: z.number().nullable(),
  trend: z.enum(UNIT_TRENDS),
  findings: z.number().int(),
  repeated: z.number().int(),
});
export type UnitTrendView = z.infer<typeof unitTrendView>;
