import type { TenantDb } from '@/db/client';
import { listFourPropertyRecords } from '@/db/queries/four-property.queries';
import { audit } from '@/server/audit/audit';
import { type PdfSection, renderRecordPdf } from '@/server/documents/pdf';
import {
  CHECK_RESULTS,
  type CheckedRecordView,
  checkedRecordView,
  type FourPropertyDetail,
  type ItemCount,
} from '@/server/domain/digital/four-property';
import { findFourPropertyRule, UNVERIFIED_CODES, writtenCode } from '@/server/domain/digital/four-property-rules';
import {
  describeItem,
  phaseName,
  propertyName,
  resultName,
  verdictName,
} from '@/server/domain/digital/four-property-words';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { getRun } from './read-runs.ts';

const ZH = 'zh-CN';
const PDF_BYTES = 50_000_000;
/** In the report; the workbook holds all of them. */
const PRINTED_RECORDS = 300;

const day = (iso: string): string => new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);

const readRecords = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
  only: 'all' | 'failed' | 'open' | 'changed',
  limit: number,
): Promise<CheckedRecordView[]> => {
  const walk = { after: undefined, direction: 'after' as const, limit };
  return (await listFourPropertyRecords(tdb, tenantId, { runId, only }, walk)).map((row) =>
    checkedRecordView.parse(row),
  );
};

const itemLine = (run: FourPropertyDetail, { code, counts, own }: ItemCount): string[] => {
  const rule = findFourPropertyRule(code);
  const name = [writtenCode(run.phase, code), rule ? propertyName(rule.property, ZH) : '', rule?.zh ?? ''];
  if (own) {
    const words = [resultName(own.result, ZH), describeItem(own, ZH)].filter(Boolean).join('：');
    return [...name, `${words}${own.byPerson ? '（人工）' : ''}`];
  }
  const parts = CHECK_RESULTS.flatMap((result) =>
    counts[result] ? [`${resultName(result, ZH)}${counts[result]}`] : [],
  );
  return [...name, parts.join('，') || '没有检测'];
};

const badItems = (row: CheckedRecordView, run: FourPropertyDetail): string =>
  Object.entries(row.results)
    .filter(([, item]) => item.result === 'failed' || item.result === 'needs_person' || item.result === 'not_run')
    .map(([code, item]) => `${writtenCode(run.phase, code)} ${resultName(item.result, ZH)}：${describeItem(item, ZH)}`)
    .join('；');

const changedItems = (row: CheckedRecordView, run: FourPropertyDetail): string =>
  row.changes
    .map(
      ({ code, before, after }) => `${writtenCode(run.phase, code)} ${resultName(before, ZH)}→${resultName(after, ZH)}`,
    )
    .join('；');

const recordTable = (
  heading: string,
  rows: readonly CheckedRecordView[],
  total: number,
  say: (row: CheckedRecordView) => string,
): PdfSection[] => [
  {
    kind: 'table',
    heading,
    columns: [
      { title: '档号', width: 5 },
      { title: '题名', width: 6 },
      { title: '情况', width: 8 },
    ],
    rows: rows.map((row) => [row.referenceCode, row.title, say(row)]),
    empty: '无',
  },
  ...(total > rows.length
    ? [{ kind: 'text' as const, paragraphs: [`共 ${total} 条，此处列前 ${rows.length} 条，其余见检测明细表。`] }]
    : []),
];

/** What was not judged is said as loudly as what failed. */
const notJudged = (run: FourPropertyDetail): PdfSection => {
  const paragraphs = [
    ...(run.openedCount < run.fileCount
      ? [
          `本次打开新归档的 ${run.openedCount} 个文件；其余 ${run.fileCount - run.openedCount} 个文件此前检测时没有问题，沿用当时的结果，本次只核对它们都在。`,
        ]
      : []),
    ...(run.notScanned > 0 ? [`有 ${run.notScanned} 个文件没有经过病毒扫描：检测时没有可用的杀毒软件。`] : []),
    `规则集 ${run.ruleSet}。${UNVERIFIED_CODES.map((code) => writtenCode(run.phase, code)).join('、')} 两项的条文名称未经核实，没有检测。`,
    '“待人工”的项目由人判定后才有结论；“未检测”不等于通过。',
  ];
  return { kind: 'text', heading: '说明', paragraphs };
};

const factsOf = (run: FourPropertyDetail, scope: TenantScope): PdfSection => ({
  kind: 'facts',
  rows: [
    { label: '检测单位', value: scope.tenantName },
    { label: '检测环节', value: phaseName(run.phase, ZH) },
    { label: '检测结论', value: run.verdict ? verdictName(run.verdict, ZH) : '没有电子档案' },
    { label: '检测时间', value: run.finishedAt ? day(run.finishedAt) : '—' },
    { label: '电子档案', value: `${run.recordCount} 件，${run.fileCount} 个文件，${run.byteCount} 字节` },
    { label: '件数', value: `合格 ${run.passedCount}，待定 ${run.openCount}，不合格 ${run.failedCount}` },
    { label: '规则集', value: run.ruleSet },
    { label: '与上次不同', value: `${run.changedCount} 件` },
  ],
});

const opinionTable = (run: FourPropertyDetail): PdfSection => ({
  kind: 'table',
  heading: '三、人工结论',
  columns: [
    { title: '项目', width: 2 },
    { title: '对象', width: 4 },
    { title: '结论', width: 2 },
    { title: '理由', width: 6 },
    { title: '判定人、时间', width: 4 },
  ],
  rows: run.opinions.map((opinion) => [
    writtenCode(run.phase, opinion.code),
    opinion.referenceCode ?? (opinion.recordCount > 0 ? `${opinion.recordCount} 件` : '系统环境'),
    resultName(opinion.verdict, ZH),
    opinion.reason,
    `${opinion.decidedByName}　${day(opinion.decidedAt)}`,
  ]),
  empty: '没有人工结论',
});

/** 四性检测报告 as it stands now: items, failed records, opinions, what differs from the run before. */
export const printReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { runId: string },
): Promise<FileReference> => {
  const { tenantId } = scope;
  const run = await getRun(tdb, scope, input);
  if (run.state !== 'done') throw new AppError('CHECK_NOT_OPEN', `run is ${run.state}`);
  const failed = await readRecords(tdb, tenantId, run.id, 'failed', PRINTED_RECORDS);
  const open = await readRecords(tdb, tenantId, run.id, 'open', PRINTED_RECORDS);
  const changed = await readRecords(tdb, tenantId, run.id, 'changed', PRINTED_RECORDS);
  const documentNumber = `${shanghaiDay(run.createdAt).replaceAll('-', '')}-${run.id.slice(-6)}`;
  const sections: PdfSection[] = [
    factsOf(run, scope),
    {
      kind: 'table',
      heading: '一、各项结果',
      columns: [
        { title: '编号', width: 2 },
        { title: '性质', width: 2 },
        { title: '检测项目', width: 6 },
        { title: '结果（件）', width: 5 },
      ],
      rows: run.items.map((item) => itemLine(run, item)),
    },
    ...recordTable('二、不合格的档案', failed, run.failedCount, (row) => badItems(row, run)),
    ...recordTable('待定的档案', open, run.openCount, (row) => badItems(row, run)),
    opinionTable(run),
    ...recordTable('四、与上次检测不同的档案', changed, run.changedCount, (row) => changedItems(row, run)),
    notJudged(run),
    { kind: 'signatures', labels: ['检测人', '审核人'] },
  ];
  const record = { title: '四性检测报告', documentNumber, unitName: scope.tenantName, sections };
  const stored = await storeUpload(tdb, scope, objects, {
    stream: await renderRecordPdf({ ...record, note: run.finishedAt ? day(run.finishedAt) : '' }),
    fileName: `四性检测报告_${documentNumber}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  // The report is itself hashed: whoever holds a copy can be told whether it is this one.
  await audit(tdb, scope, {
    action: 'digital.printFourProperty',
    objectKind: 'four_property_run',
    objectId: run.id,
    objectLabel: documentNumber,
    detail: { sha256: stored.sha256, sm3: stored.sm3 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

const COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 50 },
  { heading: '文件数', width: 8 },
  { heading: '结论', width: 12 },
  { heading: '不通过、待人工、未检测的项目', width: 80 },
  { heading: '与上次不同', width: 50 },
];

/** 检测明细表: the records of a run as they are filtered. */
export const exportRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { runId: string; only: 'all' | 'failed' | 'open' | 'changed' },
): Promise<FileReference> => {
  const run = await getRun(tdb, scope, input);
  const rows = await readRecords(tdb, scope.tenantId, run.id, input.only, EXPORT_ROWS + 1);
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportFourProperty',
    objectKind: 'four_property_run',
    fileName: `四性检测明细_${shanghaiDay(run.createdAt)}.xlsx`,
    sheetName: '四性检测明细',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      row.fileCount,
      verdictName(row.verdict, ZH),
      badItems(row, run),
      changedItems(row, run),
    ]),
  });
};
