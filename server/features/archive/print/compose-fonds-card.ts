import { listFondsRows } from '@/db/queries/archive-scheme.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import type { PrintVolume } from '@/server/documents/print-book';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { holdingsText, sumHoldings } from '@/server/domain/fonds/fonds';
import { FINDING_AIDS, type FondsCardView } from '@/server/domain/fonds/fonds-card';
import { changeLine } from '@/server/domain/fonds/fonds-change';
import { AppError } from '@/server/domain/shared/app-error';
import { getFondsCard } from '@/server/features/fonds';
import { type PrintSteps, reading } from './print-source.ts';
import { FONDS_KINDS, FORM_TITLES, retentionWord } from './print-words.ts';

/** More cards are printed fonds by fonds. */
const MOST_CARDS = 500;

const range = (from: number | string | null, to: number | string | null): string =>
  from === to ? String(from ?? '') : `${from ?? ''}—${to ?? ''}`;

const aidName = (code: string): string => FINDING_AIDS.find((aid) => aid.code === code)?.zh ?? code;

const fieldsOf = (card: FondsCardView, nameOf: (code: string) => string) => {
  const { fonds } = card;
  const held = card.holdings.map(
    (line) =>
      `${nameOf(wholeCategory(line))} ${holdingsText(sumHoldings([line]))}（${range(line.firstYear, line.lastYear)}）`,
  );
  const periods = card.byRetention.map(({ retentionCode, volumes, pieces }) => {
    const counts = [volumes > 0 ? `${volumes} 卷` : '', pieces > 0 ? `${pieces} 件` : ''].filter(Boolean).join(' ');
    return `${retentionWord(retentionCode)} ${counts}`;
  });
  const shelf = card.boxes > 0 ? `${card.boxes} 盒，排架 ${(card.shelfMm / 1000).toFixed(2)} 米` : '';
  const moves = [
    card.received > 0 ? `接收进馆 ${card.received} 条` : '',
    card.left > 0 ? `移交出馆 ${card.left} 条` : '',
    ...card.changes.map(changeLine),
  ];
  const aids = card.aids.map(
    (aid) => `${aidName(aid.code)} ${aid.entries} 条（${range(aid.firstYear, aid.lastYear)}）`,
  );
  const lines = (texts: readonly (string | null)[]): string => texts.filter(Boolean).join('\n');
  return [
    { label: '全宗名称', value: fonds.name },
    { label: '曾用名', value: lines(card.formerNames.map(({ name, until }) => `${name}（至 ${until}）`)) },
    {
      label: '全宗类型',
      value: [FONDS_KINDS[fonds.kind] ?? fonds.kind, fonds.className ?? ''].filter(Boolean).join('　'),
    },
    { label: '起止时间', value: range(fonds.startedOn, fonds.closedOn) },
    { label: '档案起止年度', value: range(card.firstYear, card.lastYear) },
    { label: '立档单位与全宗历史', value: fonds.history ?? '', heightMm: 40 },
    { label: '档案数量', value: lines([holdingsText(sumHoldings(card.holdings)), ...held]) },
    { label: '保管期限', value: lines(periods) },
    { label: '装盒与存放', value: lines([shelf, card.rooms.join('、'), fonds.location]) },
    { label: '检索工具', value: lines(aids) },
    { label: '全宗变化', value: lines([...moves, fonds.relations]), heightMm: 24 },
    { label: '备注', value: lines([fonds.closedReason, fonds.note]) },
  ];
};

/** 全宗卡片, one a fonds: filled in from the records as they are, the history as somebody wrote it. */
export const composeFondsCards = async (steps: PrintSteps): Promise<PrintVolume[]> => {
  const asked = steps.payload.fondsId;
  const ids = asked ? [asked] : (await reading(steps, listFondsRows)).map(({ id }) => id);
  if (ids.length === 0) throw new AppError('PRINT_NOTHING', 'no fonds');
  if (ids.length > MOST_CARDS) throw new AppError('BATCH_TOO_LARGE', 'too many cards', { rows: MOST_CARDS });
  const nameOf = await reading(steps, readCategoryNames);
  const sheets: PrintVolume[] = [];
  for (const id of ids) {
    const card = await reading(steps, (tdb) => getFondsCard(tdb, steps.scope, { id }));
    const number = card.fonds.isOfficial ? card.fonds.number : `${card.fonds.number}（暂用）`;
    sheets.push({
      parts: [
        {
          kind: 'form',
          title: FORM_TITLES.fonds_card,
          facts: [
            { label: '保管单位', value: steps.scope.tenantName },
            { label: '全宗号', value: number },
          ],
          fields: fieldsOf(card, nameOf),
          signatures: ['填卡人', '填卡日期'],
        },
      ],
    });
  }
  return sheets;
};
