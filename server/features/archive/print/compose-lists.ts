import type { PrintConditions, PrintRow } from '@/db/queries/archive-print.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import type { PrintColumn, PrintFact, PrintVolume } from '@/server/documents/print-book';
import { AppError } from '@/server/domain/shared/app-error';
import {
  conditionsOf,
  groupConditions,
  type PrintGroup,
  type PrintSteps,
  readGroups,
  reading,
  readRows,
} from './print-source.ts';
import { FORM_TITLES, retentionShort, retentionWord } from './print-words.ts';

export interface ListForm {
  columns: readonly PrintColumn[];
  levels: readonly string[];
  cells: (row: PrintRow, index: number) => string[];
  /** Which records are meant, where it is not the top ones of these levels. */
  narrow?: Pick<PrintConditions, 'hasDetail' | 'topOnly'>;
  /** Lines to sign on below each list. */
  signatures?: readonly string[];
  /** Where the order of the codes is not the order of the list. */
  order?: (one: PrintRow, other: PrintRow) => number;
}

export const pages = (row: PrintRow): string => (row.pageCount === null ? '' : String(row.pageCount));

/** 归档文件目录: the nine columns of DA/T 22-2015. Nothing here is classified, so 密级 stays empty. */
const ITEMS: ListForm = {
  levels: ['piece'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '档号', width: 54 },
    { title: '文号', width: 37 },
    { title: '责任者', width: 32 },
    { title: '题名', width: 72 },
    { title: '日期', width: 23, align: 'center' },
    { title: '密级', width: 12, align: 'center' },
    { title: '页数', width: 12, align: 'center' },
    { title: '备注', width: 18 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.documentNumber ?? '',
    row.responsibleParty ?? '',
    row.title,
    row.documentDate ?? '',
    '',
    pages(row),
    row.remarks ?? '',
  ],
};

export const dates = (row: PrintRow): string =>
  [row.startDate, row.endDate].every((date) => date === null)
    ? (row.documentDate ?? '')
    : `${row.startDate ?? ''}—${row.endDate ?? ''}`;

const VOLUMES: ListForm = {
  levels: ['volume', 'group'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '案卷号', width: 18, align: 'center' },
    { title: '档号', width: 50 },
    { title: '案卷题名', width: 96 },
    { title: '起止日期', width: 40, align: 'center' },
    { title: '页数', width: 14, align: 'center' },
    { title: '保管期限', width: 20, align: 'center' },
    { title: '备注', width: 22 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.fileNumber ?? '',
    row.referenceCode,
    row.title,
    dates(row),
    pages(row),
    retentionShort(row.retentionCode),
    row.remarks ?? '',
  ],
};

export const detail = (row: PrintRow, code: string): string => row.details[code] ?? '';

const PHOTOS: ListForm = {
  levels: ['piece', 'volume', 'group'],
  columns: [
    { title: '序号', width: 12, align: 'center' },
    { title: '照片号', width: 42 },
    { title: '题名', width: 58 },
    { title: '时间', width: 22, align: 'center' },
    { title: '地点', width: 26 },
    { title: '人物', width: 30 },
    { title: '摄影者', width: 20 },
    { title: '底片号', width: 20 },
    { title: '参见号', width: 20 },
    { title: '文字说明', width: 44 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'takenOn') || (row.documentDate ?? ''),
    detail(row, 'place'),
    detail(row, 'persons'),
    detail(row, 'photographer'),
    detail(row, 'negativeNumber'),
    detail(row, 'referenceNumber'),
    detail(row, 'caption') || (row.remarks ?? ''),
  ],
};

const coverFacts = (group: PrintGroup): PrintFact[] => [
  { label: '全宗名称', value: group.fondsName },
  { label: '年　　度', value: String(group.filingYear) },
  { label: '保管期限', value: retentionWord(group.retentionCode) },
  { label: '机构（问题）', value: group.orgName ?? '' },
];
const headFacts = (group: PrintGroup): PrintFact[] => [
  { label: '全宗号', value: group.fondsNumber },
  { label: '年度', value: String(group.filingYear) },
  { label: '保管期限', value: retentionShort(group.retentionCode) },
  ...(group.orgName ? [{ label: '机构（问题）', value: group.orgName }] : []),
];

export const composeList = async (steps: PrintSteps, title: string, form: ListForm): Promise<PrintVolume[]> => {
  const conditions = { ...conditionsOf(steps.payload, form.levels), ...form.narrow };
  // A second level was asked for: the book says which, in the unit's own words.
  const asked = conditions.categoryCode?.includes('·') ? conditions.categoryCode : null;
  const nameOf = asked === null ? null : await reading(steps, readCategoryNames);
  const categoryFact = asked && nameOf ? [{ label: '门类', value: nameOf(asked) }] : [];
  const volumes: PrintVolume[] = [];
  for (const group of await readGroups(steps, conditions)) {
    const rows = await readRows(steps, groupConditions(group, conditions));
    if (form.order) rows.sort(form.order);
    volumes.push({
      parts: [
        ...(steps.payload.withCover
          ? [{ kind: 'cover' as const, title, facts: [...coverFacts(group), ...categoryFact] }]
          : []),
        {
          kind: 'table',
          title,
          facts: [...headFacts(group), ...categoryFact],
          columns: form.columns,
          rows: rows.map(form.cells),
          ...(form.signatures ? { signatures: form.signatures } : {}),
        },
      ],
    });
  }
  return volumes;
};

export const composeItemCatalogue = (steps: PrintSteps) => composeList(steps, FORM_TITLES.item_catalogue, ITEMS);
export const composeVolumeCatalogue = (steps: PrintSteps) => composeList(steps, FORM_TITLES.volume_catalogue, VOLUMES);
export const composePhotoList = (steps: PrintSteps) =>
  composeList({ ...steps, payload: { ...steps.payload, categoryCode: 'ZP' } }, FORM_TITLES.photo_list, PHOTOS);

const FILES: Pick<ListForm, 'columns' | 'cells'> = {
  columns: [
    { title: '顺序号', width: 15, align: 'center' },
    { title: '文号', width: 34 },
    { title: '责任者', width: 30 },
    { title: '题名', width: 56 },
    { title: '日期', width: 23, align: 'center' },
    { title: '页号', width: 15, align: 'center' },
    { title: '备注', width: 18 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.documentNumber ?? '',
    row.responsibleParty ?? '',
    row.title,
    row.documentDate ?? '',
    row.pageNumber ?? '',
    row.remarks ?? '',
  ],
};
/** 科技档案: 文件编号 and 页数 instead (GB/T 11822). */
const TECHNICAL: Pick<ListForm, 'columns' | 'cells'> = {
  columns: FILES.columns.map((column) => ({
    ...column,
    title: { 顺序号: '序号', 文号: '文件编号', 题名: '文件题名', 页号: '页数' }[column.title] ?? column.title,
  })),
  cells: (row, index) => [
    String(index + 1),
    detail(row, 'drawingNumber') || (row.documentNumber ?? ''),
    row.responsibleParty ?? '',
    row.title,
    row.documentDate ?? '',
    pages(row),
    row.remarks ?? '',
  ],
};

/** 册内照片目录, in as many columns as the others so that one workbook holds all (GB/T 11821). */
const ALBUM: Pick<ListForm, 'columns' | 'cells'> = {
  columns: [
    { title: '序号', width: 13, align: 'center' },
    { title: '照片号', width: 40 },
    { title: '题名', width: 58 },
    { title: '时间', width: 23, align: 'center' },
    { title: '摄影者', width: 20 },
    { title: '底片号', width: 20 },
    { title: '备注', width: 18 },
  ],
  cells: (row, index) => [
    String(index + 1),
    row.referenceCode,
    row.title,
    detail(row, 'takenOn') || (row.documentDate ?? ''),
    detail(row, 'photographer'),
    detail(row, 'negativeNumber'),
    row.remarks ?? '',
  ],
};

/** What a volume of a category is listed by, where it is not the usual. */
const INSIDE: Readonly<Record<string, Pick<ListForm, 'columns' | 'cells'>>> = { KJ: TECHNICAL, ZP: ALBUM };

/** Volumes of which no list is printed, for there is nothing in them: named at the end, so that nobody looks for theirs. */
const composeEmpty = (steps: PrintSteps, empty: readonly PrintRow[]): PrintVolume[] => {
  if (empty.length === 0) return [];
  const title = `无卷内文件的案卷（${empty.length}卷，未打印目录）`;
  // A workbook is one table: there the words stand in the columns of the list.
  if (steps.payload.format === 'xlsx') {
    const rows = empty.map((row) => ['', '', '', row.title, '', '', `${row.referenceCode} 无卷内文件`]);
    return [{ parts: [{ kind: 'table', title, facts: [], columns: FILES.columns, rows }] }];
  }
  const columns = [
    { title: '序号', width: 12, align: 'center' as const },
    { title: '档号', width: 60 },
    { title: '案卷题名', width: 100 },
  ];
  const rows = empty.map((row, index) => [String(index + 1), row.referenceCode, row.title]);
  return [{ parts: [{ kind: 'table', title, facts: [], columns, rows }] }];
};

/** 卷内文件目录: one list for each volume that holds something. */
export const composeFileLists = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const volumes = await readRows(steps, conditionsOf(steps.payload, ['volume', 'group']));
  if (volumes.length === 0) throw new AppError('PRINT_NOTHING', 'no volume fits');
  const byVolume = new Map<string, PrintRow[]>();
  for (let from = 0; from < volumes.length; from += 100) {
    const parentIds = volumes.slice(from, from + 100).map(({ id }) => id);
    for (const row of await readRows(steps, { parentIds })) {
      const list = byVolume.get(row.parentId ?? '') ?? [];
      list.push(row);
      byVolume.set(row.parentId ?? '', list);
    }
  }
  const isFull = ({ id }: PrintRow) => byVolume.has(id);
  if (!volumes.some(isFull)) throw new AppError('PRINT_NOTHING', 'no volume holds anything');
  const lists = volumes.filter(isFull).map((volume): PrintVolume => {
    const form = INSIDE[volume.categoryCode] ?? FILES;
    const facts = [
      { label: '档号', value: volume.referenceCode },
      { label: '案卷题名', value: volume.title },
    ];
    const rows = (byVolume.get(volume.id) ?? []).map(form.cells);
    return { parts: [{ kind: 'table', title: FORM_TITLES.file_list, facts, columns: form.columns, rows }] };
  });
  return [
    ...lists,
    ...composeEmpty(
      steps,
      volumes.filter((volume) => !isFull(volume)),
    ),
  ];
};
