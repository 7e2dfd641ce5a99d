import type { TenantDb } from '@/db/client';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import type { RecordFilterInput, RecordLineView } from '@/server/domain/inspection/supervision-record';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { findSupervisedUnit } from '../library/find-unit.ts';
import { factsText, GROUP_WORDS, kindText, shanghaiMinute, titleText } from './record-words.ts';
import { chooseSupervisor, readLines } from './unit-record.ts';

/** More is refused: a longer record is printed year by year. */
const PRINTED_LINES = 2_000;
const PDF_BYTES = 32 * 1024 * 1024;

interface Sides {
  pair: { supervisorId: number; unitId: number };
  supervisorName: string;
  unitName: string;
}
export type RecordSides = (tdb: TenantDb, scope: TenantScope) => Promise<Sides>;

/** The supervisor asks for one unit. */
export const sidesOfUnit =
  (unitSlug: string): RecordSides =>
  async (tdb, scope) => {
    const unit = await findSupervisedUnit(tdb, unitSlug);
    const pair = { supervisorId: scope.tenantId, unitId: unit.tenantId };
    return { pair, supervisorName: scope.tenantName, unitName: unit.name };
  };
/** The unit asks for itself. */
export const sidesOfOwn =
  (supervisorSlug: string | undefined): RecordSides =>
  async (tdb, scope) => {
    const { supervisor } = await chooseSupervisor(tdb, supervisorSlug);
    if (!supervisor) throw new AppError('NOT_FOUND', 'nobody supervises this unit');
    const pair = { supervisorId: supervisor.tenantId, unitId: scope.tenantId };
    return { pair, supervisorName: supervisor.name, unitName: scope.tenantName };
  };

const readAll = async (
  tdb: TenantDb,
  scope: TenantScope,
  sides: Sides,
  filter: RecordFilterInput,
  most: number,
): Promise<RecordLineView[]> => {
  const page = { cursor: undefined, direction: 'after', limit: most } as const;
  const lines = await readLines(tdb, scope, sides.pair, filter, page);
  if (lines.length > most) throw new AppError('BATCH_TOO_LARGE', 'too many lines for one file', { rows: most });
  return lines;
};

const fromOf = (line: RecordLineView, sides: Sides): string => (line.fromUnit ? sides.unitName : sides.supervisorName);

const COLUMNS = [
  { heading: '时间', width: 18 },
  { heading: '类别', width: 12 },
  { heading: '事项', width: 18 },
  { heading: '由谁', width: 24 },
  { heading: '标题', width: 44 },
  { heading: '文号', width: 22 },
  { heading: '期限', width: 12 },
  { heading: '内容', width: 60 },
];

/** 监督记录 as a workbook. */
export const exportRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  sidesOf: RecordSides,
  filter: RecordFilterInput,
): Promise<FileReference> => {
  const sides = await sidesOf(tdb, scope);
  const lines = await readAll(tdb, scope, sides, filter, EXPORT_ROWS);
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportRecord',
    objectKind: 'supervision_record',
    fileName: `监督记录_${sides.unitName}.xlsx`,
    sheetName: '监督记录',
    columns: COLUMNS,
    rows: lines.map((line) => [
      shanghaiMinute(line.at),
      GROUP_WORDS[line.group],
      kindText(line),
      fromOf(line, sides),
      titleText(line),
      line.documentNumber,
      line.dueOn,
      factsText(line),
    ]),
  });
};

/** 监督记录 as it is printed and filed. */
export const printRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  sidesOf: RecordSides,
  filter: RecordFilterInput,
): Promise<FileReference> => {
  const sides = await sidesOf(tdb, scope);
  const lines = await readAll(tdb, scope, sides, filter, PRINTED_LINES);
  const today = await readShanghaiToday(tdb);
  const pdf = await renderRecordPdf({
    title: '单位监督记录',
    documentNumber: '',
    unitName: sides.supervisorName,
    note: today,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '单位', value: sides.unitName },
          { label: '监督单位', value: sides.supervisorName },
          {
            label: '范围',
            value: [
              filter.year ? `${filter.year}年` : '全部年度',
              filter.group ? GROUP_WORDS[filter.group] : '全部类别',
            ].join('，'),
          },
          { label: '条数', value: String(lines.length) },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '时间', width: 14 },
          { title: '事项', width: 14 },
          { title: '标题与文号', width: 34 },
          { title: '内容', width: 38 },
        ],
        rows: lines.map((line) => [
          shanghaiMinute(line.at),
          `${kindText(line)}（${line.fromUnit ? '单位' : '监督单位'}）`,
          [titleText(line), line.documentNumber].filter(Boolean).join(' '),
          [factsText(line), line.dueOn ? `期限 ${line.dueOn}` : ''].filter(Boolean).join('；'),
        ]),
        empty: '没有记录',
      },
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: pdf,
    fileName: `监督记录_${sides.unitName}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'inspection.printRecord',
    objectKind: 'supervision_record',
    objectId: stored.id,
    objectLabel: sides.unitName,
    detail: { rows: lines.length, sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
