import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import { keepPdf } from '@/server/documents/keep-pdf';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ExportCasesInput, ServiceCaseView } from '@/server/domain/use/service-item';
import type { CaseState } from '@/server/domain/use/service-vocabulary';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { listServices, readCases } from './services.ts';
import { CHANNEL_WORDS, VISITOR_WORDS } from './use-words.ts';

/** docs/service-cases.md describes the exchange file; a change of meaning raises this. */
const FORMAT = 'lantai-service-cases/1';

const STATE_WORDS: Readonly<Record<CaseState, string>> = {
  accepted: '已受理',
  processing: '办理中',
  done: '已办结',
  refused: '不予提供',
  absent: '申请人未到',
};

/** Keys of a case in the exchange file, in the order of its columns. */
const EXCHANGED = [
  'caseNumber',
  'portalNumber',
  'serviceCode',
  'serviceName',
  'applicantKind',
  'channel',
  'state',
  'askedAt',
  'answeredAt',
  'finishedAt',
  'dueOn',
  'usedDays',
  'isLate',
] as const satisfies readonly (keyof ServiceCaseView)[];

const quoted = (value: string | number | boolean | null): string => {
  const words = value === null ? '' : String(value);
  // A cell that begins like a formula would be one where the file is opened as a table.
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const jsonOf = (scope: TenantScope, year: number, rows: readonly ServiceCaseView[]): string =>
  `${JSON.stringify(
    {
      format: FORMAT,
      office: { slug: scope.tenantSlug, name: scope.tenantName },
      year,
      cases: rows.map((row) => Object.fromEntries(EXCHANGED.map((key) => [key, row[key]]))),
    },
    null,
    2,
  )}\n`;
/** Behind its mark: without it a spreadsheet takes UTF-8 for something else. */
const csvOf = (rows: readonly ServiceCaseView[]): string =>
  `\uFEFF${[EXCHANGED, ...rows.map((row) => EXCHANGED.map((key) => row[key]))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n')}\r\n`;

const COLUMNS = [
  { heading: '办件编号', width: 18 },
  { heading: '网上受理编号', width: 20 },
  { heading: '事项编码', width: 14 },
  { heading: '事项', width: 28 },
  { heading: '申请人类别', width: 12 },
  { heading: '受理方式', width: 10 },
  { heading: '状态', width: 12 },
  { heading: '申请日期', width: 12 },
  { heading: '承诺办结', width: 12 },
  { heading: '用时（工作日）', width: 14 },
  { heading: '超时', width: 8 },
];

/**
 * 办件 as a workbook to read, or as the file that the government counter takes in: number, state and time of each case,
 * and nobody's name.
 */
export const exportCases = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  { format, ...filter }: ExportCasesInput,
): Promise<FileReference> => {
  const { year, rows } = await readCases(tdb, scope, filter);
  if (format === 'xlsx')
    return exportTable(tdb, scope, objects, {
      action: 'service.exportCases',
      objectKind: 'service_item',
      fileName: `查档服务办件_${scope.tenantName}_${year}.xlsx`,
      sheetName: '办件',
      columns: COLUMNS,
      rows: rows.map((row) => [
        row.caseNumber,
        row.portalNumber,
        row.serviceCode,
        row.serviceName,
        VISITOR_WORDS[row.applicantKind],
        CHANNEL_WORDS[row.channel as keyof typeof CHANNEL_WORDS] ?? row.channel,
        STATE_WORDS[row.state],
        row.askedAt.slice(0, 10),
        row.dueOn,
        row.usedDays,
        row.isLate ? '是' : '否',
      ]),
    });
  const isJson = format === 'json';
  const made = await storeMade(objects, scope.tenantId, {
    fileName: `service-cases_${scope.tenantSlug}_${year}.${format}`,
    mediaType: isJson ? 'application/json' : 'text/csv',
    write: async (sink) => {
      sink.end(Buffer.from(isJson ? jsonOf(scope, year, rows) : csvOf(rows), 'utf8'));
    },
  });
  const stored = await registerUpload(tdb, scope, made);
  await audit(tdb, scope, {
    action: 'service.exportCases',
    objectKind: 'service_item',
    objectId: stored.id,
    objectLabel: stored.fileName,
    detail: { format: FORMAT, cases: rows.length, sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

const daysText = (days: number): string => (days === 0 ? '当日' : `${days}个工作日`);

/** 办事指南 for the wall of the reading room: steps, time limits, and the time that was used this year. */
export const printServices = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year?: number | undefined },
): Promise<FileReference> => {
  const { year, rows } = await listServices(tdb, scope, input);
  return keepPdf(tdb, scope, objects, {
    title: '查档服务办事指南',
    documentNumber: String(year),
    unitName: scope.tenantName,
    sections: rows.flatMap((item) => [
      {
        kind: 'facts' as const,
        rows: [
          { label: '事项', value: `${item.name}（${item.code}）` },
          { label: '依据', value: item.basis || '—' },
          { label: '服务对象', value: item.audience || '—' },
          { label: '需带材料', value: item.documents || '—' },
          { label: '承诺时限', value: daysText(item.promisedDays) },
          { label: '法定时限', value: item.legalDays === null ? '—' : daysText(item.legalDays) },
          { label: '办理地点', value: item.place || '—' },
          { label: '联系电话', value: item.phone || '—' },
          { label: '收费', value: '免费' },
          {
            label: `${year}年用时`,
            value:
              item.times.averageDays === null
                ? '还没有办结的'
                : `办结${item.times.finished}件，按时${item.times.inTime}件，平均${item.times.averageDays}个工作日`,
          },
        ],
      },
      {
        kind: 'table' as const,
        heading: '办理步骤',
        columns: [
          { title: '序号', width: 1, align: 'center' as const },
          { title: '步骤', width: 3 },
          { title: '说明', width: 8 },
        ],
        rows: item.steps.map((step, at) => [String(at + 1), step.name, step.words ?? '']),
      },
    ]),
    action: 'service.print',
    objectKind: 'service_item',
    objectId: null,
  });
};
