import type { PrintRow } from '@/db/queries/archive-print.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import type { PrintVolume } from '@/server/documents/print-book';
import { CATEGORY_FIELDS, categoryFields } from '@/server/domain/archive/category-fields';
import { AppError } from '@/server/domain/shared/app-error';
import { composeList, dates, detail, type ListForm, pages } from './compose-lists.ts';
import { type PrintSteps, reading } from './print-source.ts';
import { FORM_TITLES, retentionShort } from './print-words.ts';

/* 专门目录: what each kind of archives is listed by, besides its code and its title. */

/** A choice in words, as the form of the category names it. */
const choiceWord = (row: PrintRow, code: string): string => {
  const typed = detail(row, code);
  const field = categoryFields(row.categoryCode).find((one) => one.code === code) ?? CATEGORY_FIELDS.get(code);
  return field?.choices?.find((choice) => choice.code === typed)?.zh ?? typed;
};

const range = (from: string, to: string): string => [...new Set([from, to].filter(Boolean))].join('—');

/** 会计档案目录: vouchers by their numbers, books and reports by their period. */
const ACCOUNTING: ListForm = {
  levels: ['piece', 'volume'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 50 },
    { title: '题名', width: 76 },
    { title: '会计期间', width: 26, align: 'center' },
    { title: '起止日期', width: 36, align: 'center' },
    { title: '凭证起止号', width: 26, align: 'center' },
    { title: '页数', width: 12, align: 'center' },
    { title: '保管期限', width: 18, align: 'center' },
    { title: '备注', width: 16 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'fiscalPeriod'),
    dates(row),
    range(detail(row, 'voucherFrom'), detail(row, 'voucherTo')),
    pages(row),
    retentionShort(row.retentionCode),
    row.remarks ?? '',
  ],
};

/** 会计档案移交清册 (order 79): what goes from the accountants to the archives, signed by three. */
const accountingTransfer = (thisYear: number): ListForm => ({
  levels: ['piece', 'volume'],
  signatures: ['移交人', '接收人', '监交人', '移交日期'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 48 },
    { title: '会计档案名称', width: 72 },
    { title: '会计期间', width: 26, align: 'center' },
    { title: '册数', width: 12, align: 'center' },
    { title: '起止号码', width: 28, align: 'center' },
    { title: '应保管期限', width: 22, align: 'center' },
    { title: '已保管期限', width: 22, align: 'center' },
    { title: '备注', width: 20 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'fiscalPeriod'),
    detail(row, 'bookCount'),
    range(detail(row, 'voucherFrom'), detail(row, 'voucherTo')),
    retentionShort(row.retentionCode),
    // Counted from the first of January after the accounting year.
    `${Math.max(0, thisYear - row.filingYear - 1)}年`,
    row.remarks ?? '',
  ],
});

/** 科技档案案卷目录: by project, phase and contract package (GB/T 11822, DA/T 28). */
const PROJECTS: ListForm = {
  levels: ['volume'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 46 },
    { title: '案卷题名', width: 74 },
    { title: '项目名称', width: 36 },
    { title: '阶段', width: 24, align: 'center' },
    { title: '标段', width: 20, align: 'center' },
    { title: '起止日期', width: 32, align: 'center' },
    { title: '页数', width: 12, align: 'center' },
    { title: '保管期限', width: 16, align: 'center' },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'projectName') || detail(row, 'projectNumber'),
    choiceWord(row, 'phase'),
    detail(row, 'contractPackage'),
    dates(row),
    pages(row),
    retentionShort(row.retentionCode),
  ],
};

/** 录音录像档案目录 (DA/T 78). */
const RECORDINGS: ListForm = {
  levels: ['piece', 'volume', 'group'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 46 },
    { title: '题名', width: 66 },
    { title: '摄录日期', width: 22, align: 'center' },
    { title: '地点', width: 26 },
    { title: '主要人物', width: 30 },
    { title: '摄录者', width: 20 },
    { title: '时长', width: 18, align: 'center' },
    { title: '载体', width: 16 },
    { title: '规格', width: 16 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'takenOn') || (row.documentDate ?? ''),
    detail(row, 'place'),
    detail(row, 'persons'),
    detail(row, 'creator'),
    detail(row, 'duration'),
    detail(row, 'carrier'),
    detail(row, 'format'),
  ],
};

/** 实物档案目录 (DA/T 89). */
const OBJECTS: ListForm = {
  levels: ['piece', 'volume'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 46 },
    { title: '名称', width: 72 },
    { title: '类别', width: 26, align: 'center' },
    { title: '质地', width: 20 },
    { title: '尺寸', width: 24 },
    { title: '件数', width: 12, align: 'center' },
    { title: '来源', width: 34 },
    { title: '日期', width: 26, align: 'center' },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    choiceWord(row, 'objectKind'),
    detail(row, 'material'),
    detail(row, 'size'),
    detail(row, 'pieces'),
    detail(row, 'source'),
    row.documentDate ?? '',
  ],
};

/** Negatives stand by their own numbers: 9 before 10, whatever photograph they belong to. */
const byNegative = new Intl.Collator('zh-CN', { numeric: true });

/** 底片目录 (GB/T 11821): every negative with the photograph that was made from it, also those inside a group. */
const NEGATIVES: ListForm = {
  levels: ['piece', 'volume', 'group'],
  narrow: { hasDetail: 'negativeNumber', topOnly: false },
  order: (one, other) =>
    byNegative.compare(detail(one, 'negativeNumber'), detail(other, 'negativeNumber')) ||
    (one.codeSort < other.codeSort ? -1 : 1),
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '底片号', width: 34 },
    { title: '照片号', width: 48 },
    { title: '题名', width: 78 },
    { title: '拍摄时间', width: 24, align: 'center' },
    { title: '摄影者', width: 24 },
    { title: '保管期限', width: 18, align: 'center' },
    { title: '备注', width: 26 },
  ],
  cells: (row, index) => [
    String(index + 1),
    detail(row, 'negativeNumber'),
    row.referenceCode,
    row.title,
    detail(row, 'takenOn') || (row.documentDate ?? ''),
    detail(row, 'photographer'),
    retentionShort(row.retentionCode),
    row.remarks ?? '',
  ],
};

const within = (steps: PrintSteps, top: string): PrintSteps => {
  const asked = steps.payload.categoryCode;
  const isInside = asked === top || asked?.startsWith(`${top}·`);
  return isInside ? steps : { ...steps, payload: { ...steps.payload, categoryCode: top } };
};

export const composeAccounting = (steps: PrintSteps): Promise<PrintVolume[]> =>
  composeList(within(steps, 'KU'), FORM_TITLES.accounting_catalogue, ACCOUNTING);
/** It is signed and handed over with the boxes, not bound: it has no cover. */
export const composeAccountingTransfer = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const today = await reading(steps, readToday);
  const mine = within(steps, 'KU');
  return composeList(
    { ...mine, payload: { ...mine.payload, withCover: false } },
    FORM_TITLES.accounting_transfer,
    accountingTransfer(Number(today.slice(0, 4))),
  );
};
export const composeNegatives = (steps: PrintSteps): Promise<PrintVolume[]> =>
  composeList(within(steps, 'ZP'), FORM_TITLES.negative_list, NEGATIVES);
export const composeProjects = (steps: PrintSteps): Promise<PrintVolume[]> =>
  composeList(within(steps, 'KJ'), FORM_TITLES.project_catalogue, PROJECTS);
export const composeObjects = (steps: PrintSteps): Promise<PrintVolume[]> =>
  composeList(within(steps, 'SW'), FORM_TITLES.object_catalogue, OBJECTS);

/** Sound and film are two categories of one catalogue; whichever the unit does not have is left out. */
export const composeRecordings = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const asked = (['LY', 'LX'] as const).filter(
    (top) => !['LY', 'LX'].includes(steps.payload.categoryCode ?? '') || steps.payload.categoryCode === top,
  );
  const books: PrintVolume[] = [];
  for (const top of asked) {
    const found = await composeList(within(steps, top), FORM_TITLES.recording_catalogue, RECORDINGS).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'PRINT_NOTHING') return [];
        throw error;
      },
    );
    books.push(...found);
  }
  if (books.length === 0) throw new AppError('PRINT_NOTHING', 'no recording fits');
  return books;
};
