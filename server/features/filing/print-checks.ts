import type { TenantDb } from '@/db/client';
import { type CheckFilter, listCheckRecords } from '@/db/queries/filing-check.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import type { CheckState } from '@/server/domain/filing/collection-check';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { getCheck, toCheckRow } from './collection-checks.ts';

const PDF_BYTES = 16 * 1024 * 1024;
/* Official forms are Chinese in every language of the screen. */
const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  waiting: '待整改',
  answered: '待复核',
  returned: '退回整改',
  closed: '已办结',
};

export const exportChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CheckFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listCheckRecords(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportChecks',
    objectKind: 'collection_check',
    fileName: `收集检查_${scope.tenantName}.xlsx`,
    sheetName: '收集检查',
    columns: [
      { heading: '被检查单位', width: 32 },
      { heading: '检查单位', width: 32 },
      { heading: '归档年度', width: 10 },
      { heading: '检查日期', width: 12 },
      { heading: '检查人', width: 16 },
      { heading: '结论', width: 48 },
      { heading: '问题数', width: 8 },
      { heading: '整改期限', width: 12 },
      { heading: '状态', width: 12 },
      { heading: '逾期', width: 8 },
    ],
    rows: rows
      .map((row) => toCheckRow(row, scope.tenantId))
      .map((row) => [
        row.unitName,
        row.checkerName,
        row.year,
        row.checkedOn,
        row.checkedBy,
        row.conclusion,
        row.findingCount,
        row.dueOn,
        STATE_WORDS[row.state],
        row.isLate ? '逾期' : null,
      ]),
  });
};

/** 收集检查记录 as a sheet to sign. */
export const printCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { checkId: string },
): Promise<FileReference> => {
  const check = await getCheck(tdb, scope, input);
  const pdf = await renderRecordPdf({
    title: '档案收集检查记录',
    documentNumber: '',
    unitName: check.checkerName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '被检查单位', value: check.unitName },
          { label: '归档年度', value: String(check.year) },
          { label: '检查日期', value: check.checkedOn },
          { label: '检查人', value: check.checkedBy },
          { label: '整改期限', value: check.dueOn ?? '' },
          { label: '状态', value: STATE_WORDS[check.state] },
        ],
      },
      { kind: 'text', heading: '检查结论', paragraphs: [check.conclusion] },
      {
        kind: 'table',
        heading: '发现的问题',
        columns: [
          { title: '序号', width: 1 },
          { title: '问题', width: 4 },
          { title: '要求', width: 4 },
          { title: '整改情况', width: 4 },
          { title: '完成日期', width: 2 },
        ],
        rows: check.findings.map((finding) => [
          String(finding.number),
          finding.fact,
          finding.requirement,
          finding.measure ?? '',
          finding.doneOn ?? '',
        ]),
      },
      { kind: 'signatures', labels: ['检查人', '被检查单位'] },
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: pdf,
    fileName: `收集检查记录_${check.unitName}_${check.checkedOn}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'filing.printCheck',
    objectKind: 'collection_check',
    objectId: check.id,
    objectLabel: check.unitName,
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
