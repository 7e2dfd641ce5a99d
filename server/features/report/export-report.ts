import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listChapters, type ReportFacts } from '@/db/queries/report.queries';
import { type FrozenFigureRow, listFrozenFigures } from '@/db/queries/report-frozen.queries';
import { audit } from '@/server/audit/audit';
import type { PrintedReport } from '@/server/documents/printed-report';
import { renderReportDocx } from '@/server/documents/report-docx';
import { renderReportPdf } from '@/server/documents/report-pdf';
import { paramsText } from '@/server/domain/report/chip';
import { chipText } from '@/server/domain/report/chip-text';
import { officialDate, paragraphText } from '@/server/domain/report/report-text';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { readReportFigures } from './get-report.ts';
import { type FigureAmount, type ReportFigure, reportPeriod } from './report-figures.ts';
import { requireReport } from './require-report.ts';

type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind' | 'tenantName'>;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' as const;

/** The figures as they stand in the text: frozen ones stay what they were. */
const standing = (figures: readonly ReportFigure[], frozen: readonly FrozenFigureRow[]): Map<string, FigureAmount> => {
  const amounts = new Map(figures.map((read) => [read.key, read.now]));
  for (const row of frozen)
    amounts.set(row.chipKey, { value: row.value, state: row.state as FigureAmount['state'], rows: row.rowCount });
  return amounts;
};

const printedFigures = (figures: readonly ReportFigure[], amounts: ReadonlyMap<string, FigureAmount>) =>
  figures.map(({ key, figure, params, days, now }) => {
    const amount = amounts.get(key) ?? now;
    return {
      code: figure.code,
      name: params.length > 0 ? `${figure.name.zh}（${paramsText(params)}）` : figure.name.zh,
      value: chipText({ rounding: 'exact', withUnit: true }, figure, amount),
      period: figure.period === 'point_in_time' ? `截至 ${days.to}` : `${days.from} 至 ${days.to}`,
      rows: amount.rows === null ? '—' : String(amount.rows),
    };
  });

/** What is printed: a report that is kept, or one that its outline has only begun. */
export interface ReportWords {
  year: number;
  title: string;
  addressee: string | null;
  signedOn: string | null;
  cutOff: string | null;
  isFrozen: boolean;
  chapters: readonly { level: number; heading: string; paragraphs: readonly string[] }[];
  frozen: readonly FrozenFigureRow[];
}

/** The report as it goes on paper. */
export const printReport = async (
  tdb: TenantDb,
  owner: Owner,
  words: ReportWords,
  withFigures: boolean,
): Promise<PrintedReport> => {
  const days = await reportPeriod(tdb, words);
  const texts = words.chapters.flatMap((chapter) => chapter.paragraphs);
  const { figures } = await readReportFigures(tdb, owner, texts, days);
  const amounts = standing(figures, words.frozen);
  const own = new Map(figures.map(({ figure }) => [figure.code, figure]));
  const cutOff = officialDate(days.to);
  return {
    title: words.title,
    unitName: owner.tenantName,
    addressee: words.addressee,
    draftNote: words.isFrozen ? null : `（未定稿，数据截至${cutOff}）`,
    chapters: words.chapters.map(({ level, heading, paragraphs }) => ({
      level: level === 1 ? 1 : level === 2 ? 2 : 3,
      heading,
      paragraphs: paragraphs.map((paragraph) => paragraphText(paragraph, amounts, own)),
    })),
    signedOnText: officialDate(words.signedOn ?? (await readToday(tdb))),
    figures: withFigures ? printedFigures(figures, amounts) : [],
    figuresNote: `数据截至${cutOff}；数值精确到条，明细为计入的记录数。`,
  };
};

/** The words of a report that is kept. */
export const readWords = async (tdb: TenantDb, tenantId: number, report: ReportFacts): Promise<ReportWords> => {
  const key = { tenantId, reportId: report.id };
  return {
    ...report,
    isFrozen: report.state === 'frozen',
    chapters: await listChapters(tdb, key),
    frozen: await listFrozenFigures(tdb, key),
  };
};

const FORMATS = {
  docx: { render: renderReportDocx, mediaType: WORD, action: 'report.downloadWord' },
  pdf: { render: renderReportPdf, mediaType: 'application/pdf' as const, action: 'report.downloadPdf' },
};

/** 导出. Word or PDF of the text as it stands, with the table of its figures where that is asked for. */
export const exportReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { reportId: string; withFigures: boolean; format: keyof typeof FORMATS },
): Promise<FileReference> => {
  const { render, mediaType, action } = FORMATS[input.format];
  const report = await requireReport(tdb, scope, input.reportId);
  const words = await readWords(tdb, scope.tenantId, report);
  const bytes = await render(await printReport(tdb, scope, words, input.withFigures));
  const received = await storeMade(objects, scope.tenantId, {
    fileName: `${report.title}.${input.format}`,
    mediaType,
    write: async (sink) => {
      sink.end(bytes);
    },
  });
  const stored = await registerUpload(tdb, scope, received);
  await audit(tdb, scope, {
    action,
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: { state: report.state, withFigures: input.withFigures },
  });
  const { sha256, fileName, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
