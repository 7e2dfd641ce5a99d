import { z } from 'zod';
import {
  arrangeTilesInput,
  cartogramInput,
  cartogramView,
  districtPage,
  districtSummary,
  districtSummaryInput,
  exportDistrictInput,
  listDistrictInput,
  remindDistrictInput,
  remindDistrictView,
} from '@/server/domain/inspection/district';
import {
  exportOwnRecordInput,
  exportUnitRecordInput,
  ownRecordInput,
  ownRecordView,
  unitRecordInput,
  unitRecordView,
} from '@/server/domain/inspection/supervision-record';
import { assignFieldInput, fieldsView, readFieldsInput } from '@/server/domain/inspection/unit-field';
import {
  comparisonInput,
  comparisonView,
  exportTrendsInput,
  listTrendsInput,
  unitTrendView,
} from '@/server/domain/inspection/year-comparison';
import { fileReference } from '@/server/domain/shared/file-reference';
import { pageOf } from '@/server/domain/shared/pagination';
import { router, tenantProcedure } from '@/server/trpc/init';
import { arrangeTiles, readCartogram } from './cartogram.ts';
import { exportTrends, getComparison, listTrends } from './compare-years.ts';
import { assignField, exportUnitFields, readUnitFields } from './fields.ts';
import { exportRecord, printRecord, sidesOfOwn, sidesOfUnit } from './print-record.ts';
import { exportDistrict, listDistrict, readDistrictSums } from './read-table.ts';
import { remindDistrict } from './remind-units.ts';
import { getOwnRecord, getUnitRecord } from './unit-record.ts';

/** 立档单位一览, 方格示意图, 单位监督记录, 历年比较: what a supervisor sees of all, and what each unit sees of itself. */
export const districtRouter = router({
  units: tenantProcedure('inspection.plan')
    .input(listDistrictInput)
    .output(districtPage)
    .query(({ ctx, input }) => listDistrict(ctx.tdb, ctx.scope, input)),
  downloadUnits: tenantProcedure('inspection.plan')
    .input(exportDistrictInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDistrict(ctx.tdb, ctx.scope, ctx.objects, input)),
  summary: tenantProcedure('inspection.plan')
    .input(districtSummaryInput)
    .output(districtSummary)
    .query(({ ctx, input }) => readDistrictSums(ctx.tdb, ctx.scope, input)),
  remind: tenantProcedure('inspection.plan')
    .input(remindDistrictInput)
    .output(remindDistrictView)
    .mutation(({ ctx, input }) => remindDistrict(ctx.tdb, ctx.scope, input)),

  cartogram: tenantProcedure('inspection.plan')
    .input(cartogramInput)
    .output(cartogramView)
    .query(({ ctx, input }) => readCartogram(ctx.tdb, ctx.scope, input)),
  arrangeTiles: tenantProcedure('inspection.plan')
    .input(arrangeTilesInput)
    .output(z.void())
    .mutation(({ ctx, input }) => arrangeTiles(ctx.tdb, ctx.scope, input)),

  fields: tenantProcedure('inspection.plan')
    .input(readFieldsInput)
    .output(fieldsView)
    .query(({ ctx, input }) => readUnitFields(ctx.tdb, ctx.scope, input)),
  downloadFields: tenantProcedure('inspection.plan')
    .input(readFieldsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportUnitFields(ctx.tdb, ctx.scope, ctx.objects, input)),
  assignField: tenantProcedure('inspection.plan')
    .input(assignFieldInput)
    .output(z.object({ units: z.number().int() }))
    .mutation(({ ctx, input }) => assignField(ctx.tdb, ctx.scope, input)),

  unitRecord: tenantProcedure('inspection.plan')
    .input(unitRecordInput)
    .output(unitRecordView)
    .query(({ ctx, input }) => getUnitRecord(ctx.tdb, ctx.scope, input)),
  downloadUnitRecord: tenantProcedure('inspection.plan')
    .input(exportUnitRecordInput)
    .output(fileReference)
    .query(({ ctx, input: { unitSlug, ...filter } }) =>
      exportRecord(ctx.tdb, ctx.scope, ctx.objects, sidesOfUnit(unitSlug), filter),
    ),
  downloadUnitRecordPdf: tenantProcedure('inspection.plan')
    .input(exportUnitRecordInput)
    .output(fileReference)
    .query(({ ctx, input: { unitSlug, ...filter } }) =>
      printRecord(ctx.tdb, ctx.scope, ctx.objects, sidesOfUnit(unitSlug), filter),
    ),

  ownRecord: tenantProcedure('inspection.answer')
    .input(ownRecordInput)
    .output(ownRecordView)
    .query(({ ctx, input }) => getOwnRecord(ctx.tdb, ctx.scope, input)),
  downloadOwnRecord: tenantProcedure('inspection.answer')
    .input(exportOwnRecordInput)
    .output(fileReference)
    .query(({ ctx, input: { supervisorSlug, ...filter } }) =>
      exportRecord(ctx.tdb, ctx.scope, ctx.objects, sidesOfOwn(supervisorSlug), filter),
    ),
  downloadOwnRecordPdf: tenantProcedure('inspection.answer')
    .input(exportOwnRecordInput)
    .output(fileReference)
    .query(({ ctx, input: { supervisorSlug, ...filter } }) =>
      printRecord(ctx.tdb, ctx.scope, ctx.objects, sidesOfOwn(supervisorSlug), filter),
    ),

  comparison: tenantProcedure('inspection.plan')
    .input(comparisonInput)
    .output(comparisonView)
    .query(({ ctx, input }) => getComparison(ctx.tdb, ctx.scope, input)),
  trends: tenantProcedure('inspection.plan')
    .input(listTrendsInput)
    .output(pageOf(unitTrendView))
    .query(({ ctx, input }) => listTrends(ctx.tdb, ctx.scope, input)),
  downloadTrends: tenantProcedure('inspection.plan')
    .input(exportTrendsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTrends(ctx.tdb, ctx.scope, ctx.objects, input)),
});
