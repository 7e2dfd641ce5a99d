import { useSearchParams } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName } from '@/app/features/archive/archive-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { recentYears } from '@/app/lib/one-of';
import type { PlanLineView, PlanView } from '@/server/domain/filing/filing-plan';
import { LineStatus, Options } from './filing-labels';

export const YearSwitch = ({ plan }: { plan: Pick<PlanView, 'year' | 'years' | 'today'> }) => {
  const t = useText();
  const [, setParams] = useSearchParams();
  const years = [...new Set([...plan.years, ...recentYears(plan.today, 4)])].sort((left, right) => right - left);
  return (
    <select
      className="lt-select"
      aria-label={t('filing.year')}
      value={String(plan.year)}
      onChange={(event) => setParams({ year: event.target.value })}
    >
      <Options
        options={years.map((year) => ({ value: String(year), label: t('filing.yearOption', { year: String(year) }) }))}
      />
    </select>
  );
};

const Bar = ({ accepted, expected }: { accepted: number; expected: number }) => {
  const t = useText();
  const share = expected === 0 ? 0 : Math.min(100, Math.round((accepted / expected) * 100));
  const text = t('filing.progressOf', { accepted, expected });
  return (
    <span className="lt-job-progress">
      <span
        className="lt-bar"
        role="progressbar"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={text}
      >
        <i style={{ width: `${share}%` }} />
      </span>
      <span className="lt-2 lt-nowrap">{text}</span>
    </span>
  );
};

export const departmentColumns = (t: Translate): Column<PlanView['departments'][number]>[] => [
  {
    key: 'department',
    title: t('filing.department'),
    render: (row) => row.departmentName,
    width: '160px',
    onPhone: 'title',
  },
  {
    key: 'progress',
    title: t('filing.standing'),
    render: (row) => <Bar accepted={row.accepted} expected={row.expected} />,
    width: '260px',
  },
  { key: 'handedIn', title: t('filing.handedIn'), render: (row) => formatNumber(row.handedIn), numeric: true },
  ...(['arranged', 'numbered', 'boxed'] as const).map((key) => ({
    key,
    title: t(`filing.${key}`),
    render: (row: PlanView['departments'][number]) => formatNumber(row[key]),
    numeric: true,
  })),
  {
    key: 'offPlan',
    title: t('filing.offPlan'),
    render: (row) => formatNumber(row.offPlan),
    numeric: true,
    onPhone: 'hide',
  },
  {
    key: 'late',
    title: t('filing.lateLines'),
    render: (row) => (row.lateLines > 0 ? <span className="lt-overdue">{formatNumber(row.lateLines)}</span> : '0'),
    numeric: true,
  },
  { key: 'next', title: t('filing.nextDue'), render: (row) => row.nextDueOn ?? '—', width: '112px', onPhone: 'hide' },
];

export const lineColumns = (t: Translate, categories: Categories): Column<PlanLineView>[] => [
  { key: 'department', title: t('filing.department'), render: (line) => line.departmentName, width: '140px' },
  { key: 'kind', title: t('filing.kind'), render: (line) => line.kind, truncate: true, onPhone: 'title' },
  {
    key: 'category',
    title: t('filing.category'),
    render: (line) => categoryName(line.categoryCode, categories),
    width: '112px',
    onPhone: 'hide',
  },
  { key: 'dueOn', title: t('filing.dueOn'), render: (line) => line.dueOn, width: '112px' },
  {
    key: 'progress',
    title: t('filing.accepted'),
    render: (line) => t('filing.progressOf', { accepted: line.accepted, expected: line.expectedCount }),
    width: '112px',
  },
  {
    key: 'handedIn',
    title: t('filing.handedIn'),
    render: (line) => formatNumber(line.handedIn),
    numeric: true,
    width: '80px',
    onPhone: 'hide',
  },
  { key: 'standing', title: t('filing.standing'), render: (line) => <LineStatus line={line} />, width: '150px' },
  {
    key: 'reminded',
    title: t('filing.remind'),
    render: (line) => (line.remindedAt ? formatIsoDateTime(line.remindedAt) : '—'),
    width: '150px',
    hiddenAtFirst: true,
  },
];
