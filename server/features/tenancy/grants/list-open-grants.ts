import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countOpenGrantRows, listGrantLooks, listOpenGrantRows, type OpenGrantRow } from '@/db/queries/grant.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { RECORD_CLASSES, type RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import {
  type ExportOpenGrantsInput,
  type ListOpenGrantsInput,
  type OpenGrantView,
  openGrantView,
} from '@/server/domain/tenancy/open-grant';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

const withLooks = async (tdb: TenantDb, rows: readonly OpenGrantRow[]): Promise<OpenGrantView[]> => {
  const looks = await listGrantLooks(
    tdb,
    rows.map((row) => row.grantId),
  );
  return rows.map((row) => {
    const used = looks.get(row.grantId);
    return openGrantView.parse({ ...row, looks: used?.looks ?? 0, lastLookAt: used?.lastLookAt ?? null });
  });
};

/** 有效授权 of the person who asks, whatever they open. No record of a unit is read by asking. */
export const listOpenGrants = async (tdb: TenantDb, input: ListOpenGrantsInput): Promise<Page<OpenGrantView>> => {
  const { recordClass, unitSlug, direction, limit } = input;
  const after = decodeCursor(cursorKey, input.cursor);
  const asked = { classes: RECORD_CLASSES, recordClass, unitSlug };
  const rows = await listOpenGrantRows(tdb, asked, { after, direction, limit: limit + 1 });
  const total = await countOpenGrantRows(tdb, asked);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.validTo, row.grantId]),
  );
  return { rows: await withLooks(tdb, page.rows), page: page.page };
};

const CLASS_WORDS: Readonly<Record<RecordClass, string>> = {
  archive: '档案',
  use: '利用',
  training: '培训',
  storage: '库房与保管',
  register: '台账',
};
const COLUMNS = [
  { heading: '单位', width: 32 },
  { heading: '可查内容', width: 24 },
  { heading: '起始年度', width: 10 },
  { heading: '截止年度', width: 10 },
  { heading: '事由', width: 32 },
  { heading: '生效时间', width: 20 },
  { heading: '有效至', width: 20 },
  { heading: '已记查看（次）', width: 14 },
];
const minute = (iso: string): string =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
/** Years that a grant without limits carries. */
const [EARLIEST, LATEST] = [1000, 2999];

/** The same as a workbook. */
export const exportOpenGrants = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportOpenGrantsInput,
): Promise<FileReference> => {
  const asked = { classes: RECORD_CLASSES, ...input };
  const walk = { after: undefined, direction: 'after', limit: EXPORT_ROWS + 1 } as const;
  const grants = await withLooks(tdb, await listOpenGrantRows(tdb, asked, walk));
  return exportTable(tdb, scope, objects, {
    action: 'grant.exportOpen',
    objectKind: 'access_grant',
    fileName: '有效查阅授权.xlsx',
    sheetName: '有效查阅授权',
    columns: COLUMNS,
    rows: grants.map((grant) => [
      grant.unitName,
      grant.recordClasses.map((one) => CLASS_WORDS[one]).join('、'),
      grant.yearFrom > EARLIEST ? grant.yearFrom : null,
      grant.yearTo < LATEST ? grant.yearTo : null,
      grant.reason,
      minute(grant.validFrom),
      minute(grant.validTo),
      grant.looks,
    ]),
  });
};
