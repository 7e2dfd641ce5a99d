import { type TenantDb, withGrantDb, withTenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import { findArchivalCategory } from '@/server/domain/archive/archival-category';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { GrantedSearchPageView } from '@/server/domain/archive/archive-search';
import { type Carrier, carrierOf } from '@/server/domain/archive/carrier';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import type { ExportThematicInput } from '@/server/domain/archive/thematic';
import { TOPICS } from '@/server/domain/fonds/category-settings';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type ArchiveSteps, exportThematicJob } from '@/server/features/archive/archive.jobs';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { searchGranted } from './search-granted.ts';

const PAGE = 1_000;

/** 导出专题目录: owes a workbook of the topic's records in all opened units. Why it leaves the house stands in the log. */
export const exportThematic = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportThematicInput,
): Promise<{ jobId: string }> => {
  refuseClassified(input.reason, input.q);
  const jobId = await enqueue(tdb, scope, exportThematicJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportThematic',
    objectKind: 'job_run',
    objectId: jobId,
    detail: { ...input },
  });
  return { jobId };
};

const CARRIER_WORDS: Readonly<Record<Carrier, string>> = {
  paper: '纸质',
  photo: '照片',
  audio: '录音',
  video: '录像',
  object: '实物',
  electronic: '电子',
};
const HEADINGS = [
  '所在单位',
  '档号',
  '题名',
  '责任者',
  '文号',
  '日期',
  '门类',
  '载体',
  '年度',
  '保管期限',
  '页数',
  '开放标识',
];

type Row = GrantedSearchPageView['rows'][number];
const cellsOf = (row: Row): (string | number | null)[] => [
  row.unitName,
  row.referenceCode,
  row.title,
  row.responsibleParty,
  row.documentNumber,
  row.documentDate,
  findArchivalCategory(row.categoryCode)?.zh ?? row.categoryCode,
  CARRIER_WORDS[carrierOf(row.categoryCode)],
  row.filingYear,
  RETENTION_CODES.find((entry) => entry.code === row.retentionCode)?.zh ?? row.retentionCode,
  row.pageCount,
  OPEN_FLAGS.find((entry) => entry.code === row.openFlag)?.zh ?? row.openFlag,
];

/** A page at a time under the grants as they are then: one that ends meanwhile ends the export as well. */
async function* rowsOf(steps: ArchiveSteps<ExportThematicInput>): AsyncGenerator<(string | number | null)[]> {
  const { pools, scope, payload } = steps;
  const { reason: _, ...question } = payload;
  let cursor: string | undefined;
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const asked = { ...question, cursor, direction: 'after', limit: PAGE, sort: 'code' } as const;
    const { rows, page } = await withGrantDb(pools, scope, (gdb) => searchGranted(gdb, scope, asked));
    for (const row of rows) yield cellsOf(row);
    done += rows.length;
    await steps.progress(done, null);
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

export const writeThematicExport = async (
  steps: ArchiveSteps<ExportThematicInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const name = TOPICS.find((topic) => topic.code === steps.payload.topic)?.name ?? steps.payload.topic;
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    fileName: `专题目录_${name}.xlsx`,
    sheetName: name,
    headings: HEADINGS,
    rows: rowsOf(steps),
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
