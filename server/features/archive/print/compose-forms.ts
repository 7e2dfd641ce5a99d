import { listFondsForPrint } from '@/db/queries/archive-print.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import type { PrintVolume } from '@/server/documents/print-book';
import { numberGaps } from '@/server/domain/archive/project';
import { changeLine } from '@/server/domain/fonds/fonds-change';
import { AppError } from '@/server/domain/shared/app-error';
import {
  conditionsOf,
  groupConditions,
  type PrintSteps,
  readBoxes,
  readGroups,
  reading,
  readRows,
} from './print-source.ts';
import { boxRange, FONDS_KINDS, FORM_TITLES, retentionShort } from './print-words.ts';

/** 备考表, one a box; what is not filled in yet is left to be written by hand. */
export const composeNoteSheets = async (steps: PrintSteps): Promise<PrintVolume[]> =>
  (await readBoxes(steps)).map((box) => {
    const { from, to } = boxRange(box);
    const counted = `本盒共 ${box.itemCount} 件 ${box.pages} 页${from === '' ? '' : `，件号 ${from}—${to}`}。`;
    return {
      parts: [
        {
          kind: 'form',
          title: FORM_TITLES.note_sheet,
          facts: [
            { label: '全宗号', value: box.fondsNumber },
            { label: '年度', value: String(box.filingYear) },
            { label: '保管期限', value: retentionShort(box.retentionCode) },
            { label: '盒号', value: box.boxNumber },
          ],
          fields: [
            { label: '盒内文件情况说明', value: [counted, box.situation].filter(Boolean).join('\n'), heightMm: 150 },
            { label: '整理人', value: box.arranger ?? '', heightMm: 14 },
            { label: '整理日期', value: box.arrangedOn ?? '', heightMm: 14 },
            { label: '检查人', value: box.checker ?? '', heightMm: 14 },
            { label: '检查日期', value: box.checkedOn ?? '', heightMm: 14 },
          ],
        },
      ],
    };
  });

/** 全宗单 (GB/T 13967-2026). */
export const composeFondsRecord = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const fonds = await reading(steps, (tdb, id) => listFondsForPrint(tdb, id, steps.payload.fondsId));
  if (fonds.length === 0) throw new AppError('PRINT_NOTHING', 'no fonds');
  const nameOf = await reading(steps, readCategoryNames);
  const rows = fonds.map((one, index) => [
    String(index + 1),
    one.isOfficial ? one.number : `${one.number}（暂用）`,
    one.name,
    FONDS_KINDS[one.kind] ?? one.kind,
    `${one.startedOn ?? one.yearFrom ?? ''}—${one.closedOn ?? one.yearTo ?? ''}`,
    one.holdings.map((held) => `${nameOf(held.categoryCode)} ${held.count}`).join('\n'),
    one.rooms.join('、'),
    [...one.changes.map(changeLine), ...(one.relations ? [one.relations] : [])].join('\n'),
    one.closedOn === null ? '' : '封闭全宗',
  ]);
  const columns = [
    { title: '序号', width: 12, align: 'center' as const },
    { title: '全宗号', width: 22, align: 'center' as const },
    { title: '全宗名称', width: 46 },
    { title: '属类', width: 24, align: 'center' as const },
    { title: '起止时间', width: 32, align: 'center' as const },
    { title: '档案数量（件、卷）', width: 36 },
    { title: '存放位置', width: 34 },
    { title: '演变与关联全宗', width: 50 },
    { title: '备注', width: 20 },
  ];
  return [{ parts: [{ kind: 'table', title: FORM_TITLES.fonds_record, facts: [], columns, rows }] }];
};

/** 归档文件整理说明: what is known is written in, what only people know is left open. */
export const composeArrangementNote = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const conditions = conditionsOf(steps.payload, ['piece']);
  const groups = await readGroups(steps, conditions);
  const gaps: string[] = [];
  for (const group of groups) {
    const { filingYear, retentionCode, orgName } = group;
    const rows = await readRows(steps, groupConditions(group, conditions));
    const missing = numberGaps(rows.map((row) => row.itemNumber));
    if (missing) gaps.push(`${filingYear}年${retentionShort(retentionCode)}${orgName ?? ''}：${missing}`);
  }
  const sum = (key: 'rows' | 'pages' | 'boxes') => groups.reduce((total, group) => total + group[key], 0);
  const periods = [...new Set(groups.map((group) => group.retentionCode))].map((code) => {
    const mine = groups.filter((group) => group.retentionCode === code);
    return `${retentionShort(code)} ${mine.reduce((total, group) => total + group.rows, 0)} 件`;
  });
  const years = [...new Set(groups.map((group) => group.filingYear))].sort((a, b) => a - b);
  const names = [...new Set(groups.map((group) => `${group.fondsName}（全宗号 ${group.fondsNumber}）`))];
  const orgs = [...new Set(groups.map((group) => group.orgName).filter((org) => org !== null))];
  const paragraphs = [
    `一、整理范围。${names.join('、')}${years.join('、')}年度归档文件，共 ${sum('rows')} 件、${sum('pages')} 页，其中${periods.join('，')}。`,
    '二、整理依据。《归档文件整理规则》（DA/T 22—2015）、《档号编制规则》（DA/T 13—2022）和本单位文件材料归档范围与档案保管期限表。',
    `三、分类方法。按年度、${orgs.length > 0 ? `机构（问题）（${orgs.join('、')}）、` : ''}保管期限分类，以件为单位，结合事由、时间排列，在最低一级类目内从 1 起编件号。`,
    sum('boxes') > 0 ? `四、装盒情况。已装盒，共 ${sum('boxes')} 盒，各盒附备考表。` : '四、装盒情况。尚未装盒。',
    gaps.length === 0 ? '五、件号情况。件号连续，没有缺号。' : `五、件号情况。缺号如下：${gaps.join('；')}。缺号原因：`,
    '六、需要说明的问题。',
  ];
  const signatures = ['整理人', '审核人', '日　期'];
  return [{ parts: [{ kind: 'text', title: FORM_TITLES.arrangement_note, paragraphs, signatures }] }];
};
