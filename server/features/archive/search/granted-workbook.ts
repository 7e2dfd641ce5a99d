import { withGrantDb, withTenantDb } from '@/db/client';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import type { ExportGrantedSearchInput, GrantedSearchPageView } from '@/server/domain/archive/archive-search';
import { type Carrier, carrierOf } from '@/server/domain/archive/carrier';
import type { UnitNamesView } from '@/server/domain/archive/granted-archive';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { categoryNamer, wholeCategory } from '@/server/domain/fonds/category-settings';
import type { ArchiveSteps } from '@/server/features/archive/archive.jobs';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { searchGranted } from './search-granted.ts';

/* What a search across opened units takes out as a workbook, whichever page asked for it. */

const PAGE = 1_000;

/** A question under the grants, and why its answer leaves the house. */
type GrantedExport = Pick<ExportGrantedSearchInput, 'reason' | 'unitSlug'> & Partial<ExportGrantedSearchInput>;

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
/** In the word of the unit that keeps the record. */
const nameOf = (row: Row, names: ReadonlyMap<string, UnitNamesView>): string => {
  const own = Object.entries(names.get(row.unitSlug)?.categories ?? {}).map(([code, name]) => ({ code, name }));
  return categoryNamer(own)(wholeCategory(row));
};
const cellsOf = (row: Row, names: ReadonlyMap<string, UnitNamesView>): (string | number | null)[] => [
  row.unitName,
  row.referenceCode,
  row.title,
  row.responsibleParty,
  row.documentNumber,
  row.documentDate,
  nameOf(row, names),
  CARRIER_WORDS[carrierOf(row.categoryCode)],
  row.filingYear,
  RETENTION_CODES.find((entry) => entry.code === row.retentionCode)?.zh ?? row.retentionCode,
  row.pageCount,
  OPEN_FLAGS.find((entry) => entry.code === row.openFlag)?.zh ?? row.openFlag,
];

/** A page at a time under the grants as they are then: one that ends meanwhile ends the export as well. */
async function* rowsOf(steps: ArchiveSteps<GrantedExport>): AsyncGenerator<(string | number | null)[]> {
  const { pools, scope, payload } = steps;
  const { reason: _, ...question } = payload;
  let cursor: string | undefined;
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const asked = { ...question, cursor, direction: 'after', limit: PAGE, sort: 'code' } as const;
    const { rows, page, names } = await withGrantDb(pools, scope, (gdb) => searchGranted(gdb, scope, asked));
    const byUnit = new Map(names.map((unit) => [unit.unitSlug, unit]));
    for (const row of rows) yield cellsOf(row, byUnit);
    done += rows.length;
    await steps.progress(done, null);
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}

/** Reads a page at a time in short transactions, and keeps the workbook in the inspector's own unit. */
export const writeGrantedWorkbook = async (
  steps: ArchiveSteps<GrantedExport>,
  objects: ObjectStore,
  named: { fileName: string; sheetName: string },
): Promise<{ objectId: string; fileName: string }> => {
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    ...named,
    headings: HEADINGS,
    rows: rowsOf(steps),
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
