import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type CorrectionFilter,
  type CorrectionRow,
  countCorrectionRows,
  findCorrection,
  listCorrectionRows,
} from '@/db/queries/filing-register.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import { historyFieldName, historyFieldValue } from '@/server/domain/archive/item-history';
import { type CorrectionView, correctionView, type ListCorrectionsInput } from '@/server/domain/filing/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

const shown = (value: string | number | null): string | null => (value === null ? null : String(value));

const toView = ({ changes, ...row }: CorrectionRow): CorrectionView =>
  correctionView.parse({
    ...row,
    changes: Object.entries(changes).map(([field, { from, to }]) => ({ field, from: shown(from), to: shown(to) })),
  });

/** 更正单 register, newest number first. */
export const listCorrections = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCorrectionsInput,
): Promise<Page<CorrectionView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCorrectionRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countCorrectionRows(tdb, scope.tenantId, input);
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.year, row.number]),
  );
};

const numberOf = (row: Pick<CorrectionView, 'year' | 'number'>): string => `${row.year}年第${row.number}号`;
/** One change in the words of official forms, which are Chinese in every language of the screen. */
const wordsOf = (row: CorrectionView, change: CorrectionView['changes'][number]) => ({
  field: historyFieldName(change.field, row.categoryCode),
  from: historyFieldValue(change.field, change.from),
  to: historyFieldValue(change.field, change.to),
});

export const exportCorrections = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CorrectionFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listCorrectionRows(tdb, scope.tenantId, filter, page)).map(toView);
  const changesText = (row: CorrectionView): string =>
    row.changes
      .map((change) => wordsOf(row, change))
      .map(({ field, from, to }) => `${field}：${from ?? '（空）'}→${to ?? '（空）'}`)
      .join('；');
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportCorrections',
    objectKind: 'item_correction',
    fileName: `更正单登记簿_${scope.tenantName}.xlsx`,
    sheetName: '更正单登记簿',
    columns: [
      { heading: '编号', width: 16 },
      { heading: '更正日期', width: 12 },
      { heading: '档号', width: 28 },
      { heading: '题名', width: 44 },
      { heading: '更正内容', width: 60 },
      { heading: '更正原因', width: 36 },
      { heading: '更正人', width: 12 },
    ],
    rows: rows.map((row) => [
      numberOf(row),
      row.correctedOn,
      row.referenceCode,
      row.title,
      changesText(row),
      row.reason,
      row.correctedByName,
    ]),
  });
};

/** One 更正单 as the form that goes into the file. */
export const printCorrection = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { correctionId: string },
): Promise<FileReference> => {
  const row = await findCorrection(tdb, scope.tenantId, input.correctionId);
  if (!row) throw new AppError('NOT_FOUND', `correction ${input.correctionId} is not in tenant ${scope.tenantId}`);
  const view = toView(row);
  const pdf = await renderRecordPdf({
    title: '归档文件更正单',
    documentNumber: numberOf(view),
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '档号', value: view.referenceCode },
          { label: '题名', value: view.title },
          { label: '更正日期', value: view.correctedOn },
          { label: '更正人', value: view.correctedByName },
        ],
      },
      {
        kind: 'table',
        heading: '更正内容',
        columns: [
          { title: '项目', width: 2 },
          { title: '原著录', width: 5 },
          { title: '更正为', width: 5 },
        ],
        rows: view.changes
          .map((change) => wordsOf(view, change))
          .map(({ field, from, to }) => [field, from ?? '', to ?? '']),
      },
      { kind: 'text', heading: '更正原因', paragraphs: [view.reason] },
      { kind: 'signatures', labels: ['更正人', '审核人'] },
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: pdf,
    fileName: `更正单_${numberOf(view)}.pdf`,
    maxBytes: 16 * 1024 * 1024,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'filing.printCorrection',
    objectKind: 'item_correction',
    objectId: view.id,
    objectLabel: numberOf(view),
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
