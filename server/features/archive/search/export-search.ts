import { type TenantDb, withTenantDb } from '@/db/client';
import { type SearchEdge, type SearchedRow, searchOwnPage } from '@/db/queries/archive-search.queries';
import { audit } from '@/server/audit/audit';
import { EXPORT_COLUMNS } from '@/server/domain/archive/archive-list';
import type { ExportSearchInput } from '@/server/domain/archive/archive-search';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type ArchiveSteps, exportSearchJob } from '@/server/features/archive/archive.jobs';
import { exportCellOf, exportHeadingOf } from '@/server/features/archive/export-list';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { askOf } from './search-archive.ts';

const PAGE = 1_000;

/** 导出检索结果: owes a workbook of everything that the search finds. Why it leaves the house stands in the log. */
export const exportSearch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportSearchInput,
): Promise<{ jobId: string }> => {
  refuseClassified(input.reason, input.q);
  await askOf(tdb, scope, input);
  const jobId = await enqueue(tdb, scope, exportSearchJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportSearch',
    objectKind: 'job_run',
    objectId: jobId,
    detail: { ...input },
  });
  return { jobId };
};

async function* rowsOf(steps: ArchiveSteps<ExportSearchInput>): AsyncGenerator<(string | number | null)[]> {
  const { pools, scope, payload } = steps;
  // In one order that does not depend on how many there are.
  const sort = payload.sort === 'relevance' ? ('code' as const) : payload.sort;
  let last: SearchedRow | undefined;
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const key = last && (sort.endsWith('date') ? last.dateSort : last.codeSort);
    const after: SearchEdge | undefined = last && [null, scope.tenantId, key ?? '', last.id];
    const { rows } = await withTenantDb(pools, scope, async (tdb) =>
      searchOwnPage(tdb, scope.tenantId, {
        ask: await askOf(tdb, scope, payload),
        sort,
        direction: 'after',
        after,
        limit: PAGE,
      }),
    );
    for (const row of rows) yield EXPORT_COLUMNS.map((column) => exportCellOf(row, column));
    done += rows.length;
    await steps.progress(done, null);
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Writes what the search finds, a page at a time in short transactions. */
export const writeSearchExport = async (
  steps: ArchiveSteps<ExportSearchInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    fileName: '检索结果.xlsx',
    sheetName: '检索结果',
    headings: EXPORT_COLUMNS.map(exportHeadingOf),
    rows: rowsOf(steps),
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
