import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import type { DistrictQuestion } from '@/db/queries/district-lines';
import {
  listGuidancePlans,
  readCoverage,
  saveGuidanceMark,
  saveGuidancePlan,
} from '@/db/queries/guidance-coverage.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { dueOn } from '@/server/domain/filing/deadline-rules';
import {
  type CoverageFilterInput,
  type CoveragePage,
  coverageOfKind,
  coverageView,
  type ListCoverageInput,
  type MarkUnitInput,
  type SavePlanInput,
} from '@/server/domain/guidance/guidance-coverage';
import type { GuidanceReason } from '@/server/domain/guidance/guidance-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/** As of today; the filing year that is being collected is the one that has ended. */
const questionOf = async (tdb: TenantDb, scope: TenantScope): Promise<DistrictQuestion> => {
  const on = await readShanghaiToday(tdb);
  const filingYear = Number(on.slice(0, 4)) - 1;
  const rule = { filingYear, generalDueOn: dueOn('DOC', filingYear), ownKind: scope.tenantKind };
  return { tenantId: scope.tenantId, on, isToday: true, ...rule };
};

/** 指导覆盖, who is to be guided next first, with the progress of each kind of unit against the year's plan. */
export const listCoverage = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCoverageInput,
): Promise<CoveragePage> => {
  const question = await questionOf(tdb, scope);
  const year = Number(question.on.slice(0, 4));
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const { rows, sums } = await readCoverage(tdb, question, input, { cursor, direction, limit });
  const page = cutPage(
    coverageView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: sums.total },
    (row) => encodeCursor([row.weight, row.tenantId]),
  );
  const plans = new Map((await listGuidancePlans(tdb, scope.tenantId, year)).map((plan) => [plan.unitKind, plan]));
  const kinds = sums.kinds.map((one) => {
    const plan = plans.get(one.kind);
    const planned = { target: plan?.targetUnits ?? null, note: plan?.note ?? '', planVersion: plan?.rowVersion ?? 0 };
    return coverageOfKind.parse({ ...one, ...planned });
  });
  return { ...page, year, kinds, places: sums.places };
};

const REASON: Record<GuidanceReason, string> = {
  overdue: '整改逾期',
  marked: '急重难任务',
  asked: '有咨询未答复',
  late: '归档逾期',
  lowScore: '检查得分低',
  open: '有整改未完成',
  never: '今年未指导',
};

/** 指导覆盖 as a workbook, of what the filters leave. */
export const exportCoverage = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CoverageFilterInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const { rows } = await readCoverage(tdb, await questionOf(tdb, scope), filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'guidance.export',
    objectKind: 'guidance_event',
    fileName: `业务指导覆盖情况_${scope.tenantName}.xlsx`,
    sheetName: '指导覆盖',
    columns: [
      { heading: '单位', width: 28 },
      { heading: '所属', width: 20 },
      { heading: '今年指导次数', width: 14 },
      { heading: '其中上门', width: 10 },
      { heading: '最近指导', width: 12 },
      { heading: '建议指导的理由', width: 40 },
      { heading: '急重难说明', width: 30 },
    ],
    rows: coverageView
      .array()
      .parse(rows)
      .map((row) => [
        row.name,
        row.place ?? '',
        row.times,
        row.visits,
        row.lastGuidedOn ?? '',
        row.reasons.map((reason) => REASON[reason]).join('、'),
        row.markReason,
      ]),
  });
};

/** 指导计划: how many units of a kind are to be guided in a year. */
export const savePlan = async (tdb: TenantDb, scope: TenantScope, input: SavePlanInput): Promise<void> => {
  refuseClassified(input.note);
  const { year, unitKind, rowVersion, targetUnits } = input;
  const to = { targetUnits, note: input.note ?? '', updatedByName: scope.actorName };
  if (!(await saveGuidancePlan(tdb, { tenantId: scope.tenantId, year, unitKind, rowVersion }, to))) {
    throw new AppError('STALE_VERSION', `the plan of ${year} for ${unitKind} is not at ${rowVersion}`);
  }
  await audit(tdb, scope, {
    action: 'guidance.plan',
    objectKind: 'guidance_plan',
    objectId: null,
    objectLabel: `${year} ${unitKind}`,
    detail: { targetUnits },
  });
};

/** 急重难: marks a unit whose task is urgent, heavy or hard, or takes the mark away. */
export const markUnit = async (tdb: TenantDb, scope: TenantScope, input: MarkUnitInput): Promise<void> => {
  refuseClassified(input.reason);
  const unit = (await listUnitsServed(tdb)).find((one) => one.tenantId === input.unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${input.unitTenantId} is not guided by ${scope.tenantId}`);
  const { unitTenantId, mark, rowVersion } = input;
  const to = { mark, reason: mark === null ? '' : (input.reason ?? ''), updatedByName: scope.actorName };
  if (!(await saveGuidanceMark(tdb, { tenantId: scope.tenantId, unitTenantId, rowVersion }, to))) {
    throw new AppError('STALE_VERSION', `the mark of ${unitTenantId} is not at ${rowVersion}`);
  }
  await audit(tdb, scope, {
    action: 'guidance.mark',
    objectKind: 'guidance_mark',
    objectId: null,
    objectLabel: unit.name,
    detail: { mark, reason: to.reason },
  });
};
