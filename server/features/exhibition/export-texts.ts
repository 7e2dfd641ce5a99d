import type { TenantDb } from '@/db/client';
import { listExhibitionTexts } from '@/db/queries/exhibition-text.queries';
import type { TextFilter } from '@/server/domain/exhibition/exhibition-text';
import type { TextState } from '@/server/domain/exhibition/text-vocabulary';
import { shanghaiDay } from '@/server/domain/shared/dates';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { orderOf } from './texts.ts';

const STATE_WORDS: Readonly<Record<TextState, string>> = {
  draft: '起草中',
  submitted: '待核对',
  checked: '待审定',
  approved: '已审定',
  returned: '已退回',
};

/** 展陈文稿目录 as a workbook, of what the filters leave and in their order. */
export const exportTexts = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: TextFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listExhibitionTexts(tdb, scope.tenantId, filter, orderOf(filter.sort), page);
  return exportTable(tdb, scope, objects, {
    action: 'exhibition.export',
    objectKind: 'exhibition_text',
    fileName: `展陈文稿_${scope.tenantName}.xlsx`,
    sheetName: '展陈文稿',
    columns: [
      { heading: '标题', width: 36 },
      { heading: '展览', width: 30 },
      { heading: '展板（位置）', width: 20 },
      { heading: '现在第几稿', width: 12 },
      { heading: '审定第几稿', width: 12 },
      { heading: '起草人', width: 14 },
      { heading: '最近变动', width: 12 },
      { heading: '状态', width: 10 },
    ],
    rows: rows.map((row) => [
      row.title,
      row.exhibitionTitle ?? '',
      row.place,
      row.version,
      row.approvedVersion ?? '',
      row.draftedByName,
      shanghaiDay(row.changedAt),
      STATE_WORDS[row.state as TextState],
    ]),
  });
};
