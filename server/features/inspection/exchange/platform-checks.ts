import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countPlatformChecks,
  listPlatformChecks,
  listSupervisionItems,
  type PlatformCheckRow,
  type SupervisionItemRow,
} from '@/db/queries/platform-check.queries';
import { checklistItems } from '@/server/domain/inspection/checklist';
import {
  groupByCode,
  type ListPlatformChecksInput,
  type PlatformCheckFilter,
  type PlatformCheckView,
  platformCheckView,
} from '@/server/domain/inspection/platform-check';
import type { CampaignKind, InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { RESULT_WORDS } from '../inspection-record.ts';

const cursorKey = z.tuple([isoDate, uuid]);

/** By the catalogue as it was in force on the day of the inspection: codes change, what was checked does not. */
const inForce = (catalogue: readonly SupervisionItemRow[], day: string): SupervisionItemRow[] =>
  catalogue.filter(({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || validUntil > day));

const toView = (catalogue: readonly SupervisionItemRow[], row: PlatformCheckRow): PlatformCheckView => {
  const known = inForce(catalogue, row.inspectedOn ?? row.closedOn);
  const grouped = groupByCode(checklistItems.parse(row.list), new Set(row.faultyCodes), known, row.receipts);
  return platformCheckView.parse({ ...row, ...grouped });
};

/** Closed inspections, the last first, under the codes of the platform. */
export const listPlatformChecksOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPlatformChecksInput,
): Promise<Page<PlatformCheckView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const catalogue = await listSupervisionItems(tdb, scope.tenantId);
  const rows = await listPlatformChecks(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countPlatformChecks(tdb, scope.tenantId, input);
  const views = rows.map((row) => toView(catalogue, row));
  return cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.closedOn, row.inspectionId]),
  );
};

/** Some closed inspections, to find what a receipt is about. */
export const platformChecksById = async (
  tdb: TenantDb,
  scope: TenantScope,
  ids: readonly string[],
): Promise<PlatformCheckView[]> => {
  if (ids.length === 0) return [];
  const catalogue = await listSupervisionItems(tdb, scope.tenantId);
  const page = { cursor: undefined, direction: 'after', limit: ids.length } as const;
  return (await listPlatformChecks(tdb, scope.tenantId, { ids }, page)).map((row) => toView(catalogue, row));
};

const METHOD: Record<CampaignKind, string> = {
  administrative: '行政检查',
  enforcement: '执法检查',
  special: '专项检查',
  provider: '外包服务检查',
  revisit: '回头看',
};

/* The order and the headings are the format (docs/supervision-platform.md): a change of either is a new version of it. */
const COLUMNS = [
  { heading: '监管事项编码', width: 24 },
  { heading: '监管事项名称', width: 32 },
  { heading: '检查编号', width: 38 },
  { heading: '检查通知书', width: 22 },
  { heading: '检查名称', width: 34 },
  { heading: '检查方式', width: 12 },
  { heading: '是否双随机', width: 10 },
  { heading: '监管对象', width: 28 },
  { heading: '检查日期', width: 12 },
  { heading: '办结日期', width: 12 },
  { heading: '检查人员', width: 24 },
  { heading: '执法证号', width: 28 },
  { heading: '检查项数', width: 10 },
  { heading: '不符合项数', width: 10 },
  { heading: '检查结果', width: 20 },
  { heading: '整改要求数', width: 10 },
  { heading: '已整改数', width: 10 },
  { heading: '公示时间', width: 24 },
];

const linesOf = (check: PlatformCheckView): (string | number | null)[][] =>
  check.items.map((item) => [
    item.code,
    item.name,
    check.inspectionId,
    check.noticeNumber,
    check.campaignTitle,
    METHOD[check.method],
    check.isRandom ? '是' : '否',
    check.unitName,
    check.inspectedOn,
    check.closedOn,
    check.inspectors.map((person) => person.name).join('、'),
    check.inspectors.map((person) => person.certificate ?? '').join('、'),
    item.checked,
    item.faulty,
    check.result ? RESULT_WORDS[check.result as InspectionResult] : null,
    check.demands,
    check.met,
    check.publishedAt,
  ]);

/** 监管行为报送表: one line an inspection and item of the platform, in the documented format. */
export const exportPlatformChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: PlatformCheckFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const catalogue = await listSupervisionItems(tdb, scope.tenantId);
  const rows = await listPlatformChecks(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'platformCheck.export',
    objectKind: 'inspection',
    fileName: `监管行为报送表_${scope.tenantName}.xlsx`,
    sheetName: '监管行为',
    columns: COLUMNS,
    rows: rows.map((row) => toView(catalogue, row)).flatMap(linesOf),
  });
};
