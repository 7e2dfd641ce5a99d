import { Link, useSearchParams } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName } from '@/app/features/archive/archive-labels';
import { holdingsRowsPath } from '@/app/features/fonds/holdings-rows-path';
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

type Department = PlanView['departments'][number];

interface PlanPlace {
  slug: string;
  year: number;
  /** The inbox is open to those who decide on what was handed in. */
  canManage: boolean;
}

/** Where the rows of a department's counts are: in the inbox, in the catalogue, among the lines of the plan. */
const rowsOf = ({ slug, year, canManage }: PlanPlace, row: Department) => {
  const inbox = (question: Record<string, string>): string | null =>
    canManage
      ? `/w/${slug}/filing/inbox?${new URLSearchParams({ department: row.departmentId, year: String(year), ...question })}`
      : null;
  const records = (measure: 'arranged' | 'numbered' | 'boxed') =>
    holdingsRowsPath(slug, { by: 'department', key: row.departmentCode, measure, year });
  return {
    accepted: inbox({ state: 'accepted', planned: 'yes' }),
    handedIn: inbox({ state: 'submitted' }),
    offPlan: inbox({ state: 'accepted', planned: 'no' }),
    arranged: records('arranged'),
    numbered: records('numbered'),
    boxed: records('boxed'),
  };
};

const Counted = ({ n, to }: { n: number; to: string | null }) =>
  n === 0 || to === null ? formatNumber(n) : <Link to={to}>{formatNumber(n)}</Link>;

export const departmentColumns = (t: Translate, place: PlanPlace): Column<Department>[] => [
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
    render: (row) => {
      const to = rowsOf(place, row).accepted;
      const bar = <Bar accepted={row.accepted} expected={row.expected} />;
      return row.accepted === 0 || to === null ? (
        bar
      ) : (
        <Link to={to}>
          {bar}
          <span className="lt-hidden">{t('filing.acceptedOf', { name: row.departmentName })}</span>
        </Link>
      );
    },
    width: '260px',
  },
  {
    key: 'handedIn',
    title: t('filing.handedIn'),
    render: (row) => <Counted n={row.handedIn} to={rowsOf(place, row).handedIn} />,
    numeric: true,
  },
  ...(['arranged', 'numbered', 'boxed'] as const).map((key) => ({
    key,
    title: t(`filing.${key}`),
    render: (row: Department) => <Counted n={row[key]} to={rowsOf(place, row)[key]} />,
    numeric: true,
  })),
  {
    key: 'offPlan',
    title: t('filing.offPlan'),
    render: (row) => <Counted n={row.offPlan} to={rowsOf(place, row).offPlan} />,
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
