import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AccessionConditions,
  type AccessionRow,
  countAccessionRows,
  countAcquisitions,
  countBrought,
  listAccessionLines,
  listAccessionRows,
  listAccessionYears,
  sumAccessions,
} from '@/db/queries/disposition-accession.queries';
import { findPlanRow } from '@/db/queries/disposition-plan.queries';
import { findTransferorName } from '@/db/queries/disposition-topic.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import {
  type AccessionDetail,
  type AccessionFilter,
  type AccessionPage,
  type AccessionView,
  accessionDetail,
  accessionPage,
  accessionView,
  type ListAccessionsInput,
  maskName,
} from '@/server/domain/disposition/accession';
import { TOPIC_WORDS } from '@/server/domain/disposition/topic-deliveries';
import { type Acquisition, acquisitionOf } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireAccession } from './require-accession.ts';
import {
  ACQUISITION_WORDS,
  COUNT_UNIT_WORDS,
  MATERIAL_KIND_WORDS,
  MODE_WORDS,
  type Quantity,
  SOURCE_WORDS,
} from './words.ts';

/** The conditions as the queries know them. */
const conditionsOf = ({ topic, ...filter }: AccessionFilter): AccessionConditions => ({
  ...filter,
  topic: topic && { code: topic, words: TOPIC_WORDS[topic] },
});

/** Which plan and which unit, in words, for whoever came here from one of their counts. */
const narrowedTo = async (tdb: TenantDb, scope: TenantScope, filter: AccessionFilter): Promise<string[]> => {
  const { planId, unitTenantId, sourceName, topic } = filter;
  // A unit by itself narrows nothing.
  if (planId === undefined && topic === undefined) return [];
  const plan = planId ? await findPlanRow(tdb, scope.tenantId, planId) : undefined;
  if (planId && !plan) throw new AppError('NOT_FOUND', `plan ${planId} is not in tenant ${scope.tenantId}`);
  const unit = unitTenantId ? await findTransferorName(tdb, unitTenantId) : undefined;
  return [plan?.title, unit, topic && sourceName].filter((word) => word !== undefined);
};

const byDay = z.tuple([z.iso.date(), uuid]);

/** Donors are masked in lists and in print-outs of them; who collects reads the name on the entry itself. */
const masked = (row: AccessionRow): AccessionRow =>
  row.sourceKind === 'donor'
    ? { ...row, sourceName: maskName(row.sourceName), handedOverBy: row.handedOverBy && maskName(row.handedOverBy) }
    : row;

/** 法定接收, 征集 and 资料 under the other conditions. */
const acquisitionsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAccessionsInput,
): Promise<Record<Acquisition, number>> => {
  const counts = await countAcquisitions(tdb, scope.tenantId, { ...conditionsOf(input), acquisition: undefined });
  const of = (acquisition: Acquisition) => counts.find((one) => one.acquisition === acquisition)?.n ?? 0;
  return { statutory: of('statutory'), collection: of('collection'), material: of('material') };
};

/** 接收登记簿, newest first, with the sums of what the conditions find. */
export const listAccessions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAccessionsInput,
): Promise<AccessionPage> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byDay, input.cursor);
  const filter = conditionsOf(input);
  const rows = await listAccessionRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countAccessionRows(tdb, scope.tenantId, filter);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<AccessionRow>(rows, cut, (row) => encodeCursor([row.receivedOn, row.id]));
  return accessionPage.parse({
    rows: page.rows.map(masked),
    page: page.page,
    totals: await sumAccessions(tdb, scope.tenantId, filter),
    years: await listAccessionYears(tdb, scope.tenantId),
    acquisitions: await acquisitionsOf(tdb, scope, input),
    narrowedTo: await narrowedTo(tdb, scope, input),
  });
};

export const getAccession = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { accessionId: string },
): Promise<AccessionDetail> => {
  const row = await requireAccession(tdb, scope.tenantId, input.accessionId);
  const { records, persons } = await countBrought(tdb, scope.tenantId, row.id);
  const lines = await listAccessionLines(tdb, scope.tenantId, row.id);
  const shown = scope.permissions.has('disposition.collect') ? row : masked(row);
  return accessionDetail.parse({ ...shown, lines, recordCount: records, personCount: persons });
};

const amounts = (quantities: readonly Quantity[]): string =>
  quantities.map(({ unit, quantity }) => `${quantity}${COUNT_UNIT_WORDS[unit]}`).join('、');

const cellsOf = (row: AccessionView, nameOf: (code: string) => string): (string | number | null)[] => [
  row.accessionNumber,
  row.receivedOn,
  SOURCE_WORDS[row.sourceKind],
  row.sourceName,
  MODE_WORDS[row.mode],
  ACQUISITION_WORDS[acquisitionOf(row)],
  row.materialKind && MATERIAL_KIND_WORDS[row.materialKind],
  row.categoryCodes.map(nameOf).join('、'),
  amounts(row.quantities),
  row.topics.join('、'),
  row.place,
  row.handedOverBy,
  row.handledBy,
  row.state === 'void' ? '作废' : '已接收',
  row.remarks,
];
const COLUMNS = [
  { heading: '接收号', width: 14 },
  { heading: '接收日期', width: 12 },
  { heading: '来源', width: 10 },
  { heading: '移交者', width: 28 },
  { heading: '方式', width: 8 },
  { heading: '性质', width: 10 },
  { heading: '资料种类', width: 14 },
  { heading: '门类', width: 20 },
  { heading: '数量', width: 24 },
  { heading: '专题', width: 16 },
  { heading: '存放地点', width: 16 },
  { heading: '移交人', width: 10 },
  { heading: '经办人', width: 10 },
  { heading: '状态', width: 8 },
  { heading: '备注', width: 30 },
];

/** 接收登记簿 as a workbook, of what the filters leave. */
export const exportAccessions = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: AccessionFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listAccessionRows(tdb, scope.tenantId, conditionsOf(filter), page);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportAccessions',
    objectKind: 'accession',
    fileName: `接收登记簿_${scope.tenantName}.xlsx`,
    sheetName: '接收登记簿',
    columns: COLUMNS,
    rows: rows.map((row) => cellsOf(accessionView.parse(masked(row)), nameOf)),
  });
};
