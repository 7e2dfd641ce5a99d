import type { TenantDb } from '@/db/client';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import type { PdfSection } from '@/server/documents/pdf';
import { type DistrictRowView, type DistrictSummary, listDistrictInput } from '@/server/domain/inspection/district';
import { chipText } from '@/server/domain/report/chip-text';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { MonthBriefInput } from '@/server/domain/tenancy/brief';
import { lastDayOf, monthBefore, monthOf } from '@/server/domain/tenancy/month';
import { type MonthFigure, readMonth } from '@/server/features/figure';
import { listDistrict, readDistrictSums } from '@/server/features/inspection';
import { countTodos } from '@/server/features/platform';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** So many units are named: the brief is one page, and the table of all units is a press away. */
const NAMED_UNITS = 5;

const said = (figure: MonthFigure['figure'], amount: MonthFigure['toDate']): string =>
  chipText({ rounding: 'exact', withUnit: true }, figure, amount).replace(/[（）]/gu, '');

const figuresTable = (figures: readonly MonthFigure[]): PdfSection => ({
  kind: 'table',
  heading: '一、主要指标',
  columns: [
    { title: '指标', width: 40 },
    { title: '本月', width: 14, align: 'right' },
    { title: '本年累计', width: 18, align: 'right' },
    { title: '上年同期', width: 18, align: 'right' },
    { title: '位次', width: 10, align: 'center' },
  ],
  rows: figures.map(({ figure, ofMonth, toDate, before, place }) => [
    figure.name.zh,
    ofMonth ? said(figure, ofMonth) : '—',
    said(figure, toDate),
    said(figure, before),
    place ? `${place.place}/${place.among}` : '—',
  ]),
  empty: '没有指标',
});

const sumsFacts = (now: DistrictSummary, before: DistrictSummary): PdfSection => {
  const fact = (label: string, of: (sums: DistrictSummary) => string) => ({
    label,
    value: `${of(now)}（上月末 ${of(before)}）`,
  });
  return {
    kind: 'facts',
    heading: '二、立档单位',
    rows: [
      { label: '立档单位', value: `${now.units} 家` },
      fact('本年已检查', (sums) => `${sums.inspectedUnits} 家`),
      fact('有逾期整改', (sums) => `${sums.overdueUnits} 家`),
      fact('未完成整改', (sums) => `${sums.openFindings} 项`),
      fact('其中逾期', (sums) => `${sums.overdueFindings} 项`),
      fact('上年度归档完成', (sums) => `${sums.filingClosed} 家`),
    ],
  };
};

const whyNamed = ({ overdueFindings, openFindings, filingState, scheduleState }: DistrictRowView): string =>
  [
    overdueFindings > 0 ? `逾期整改 ${overdueFindings} 项` : '',
    openFindings > 0 ? `未完成整改 ${openFindings} 项` : '',
    filingState === 'late' ? '上年度归档逾期' : '',
    scheduleState === 'returned' ? '保管期限表被退回' : '',
  ]
    .filter(Boolean)
    .join('；');

const unitsTable = (units: readonly DistrictRowView[], more: number): PdfSection => ({
  kind: 'table',
  heading: '三、需要关注的单位',
  columns: [
    { title: '单位', width: 40 },
    { title: '情况', width: 60 },
  ],
  rows: [
    ...units.map((unit) => [unit.name, whyNamed(unit)]),
    ...(more > 0 ? [[`另有 ${more} 家`, '见“立档单位”一览']] : []),
  ],
  empty: '没有需要关注的单位',
});

const districtSections = async (
  tdb: TenantDb,
  scope: TenantScope,
  month: string,
  on: string,
): Promise<PdfSection[]> => {
  if (!scope.permissions.has('inspection.plan')) return [];
  const now = await readDistrictSums(tdb, scope, { on });
  if (now.units === 0) return [];
  const before = await readDistrictSums(tdb, scope, { on: lastDayOf(monthBefore(month)) });
  const page = listDistrictInput.parse({ on, limit: NAMED_UNITS });
  const { rows } = await listDistrict(tdb, scope, page);
  const named = rows.filter((unit) => unit.light !== 'normal' && whyNamed(unit) !== '');
  return [sumsFacts(now, before), unitsTable(named, now.overdueUnits + now.attentionUnits - named.length)];
};

/**
 * 月度简报: one page for whoever leads the office. What the month brought, how the units stand, whom to ask.
 * @throws AppError BAD_INPUT for a month that has not begun
 */
export const printBrief = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: MonthBriefInput,
): Promise<FileReference> => {
  const today = await readShanghaiToday(tdb);
  const month = monthOf(input);
  const from = `${month}-01`;
  if (from > today) throw new AppError('BAD_INPUT', `${month} has not begun`, { month: true });
  const last = lastDayOf(month);
  const isOver = today >= last;
  const to = isOver ? last : today;
  const figures = await readMonth(tdb, scope, { from, to });
  const district = await districtSections(tdb, scope, month, to);
  const { open, overdue } = await countTodos(tdb, scope);
  return keepPdf(tdb, scope, objects, {
    action: 'workspace.printBrief',
    objectKind: 'month_brief',
    objectId: month,
    title: `${scope.tenantName}档案工作月度简报`,
    documentNumber: `${input.year}年${input.month}月`,
    unitName: scope.tenantName,
    sections: [
      figuresTable(figures),
      ...district,
      { kind: 'text', paragraphs: [`待办：${open} 件，其中逾期 ${overdue} 件（${today}）。`] },
    ],
    note: `数据截至 ${to}`,
  });
};
