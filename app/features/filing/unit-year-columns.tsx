import type { Column } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import type { UnitYearSort, UnitYearView } from '@/server/domain/filing/year-release';

/* Without the schemas, which would bring zod with them. */
export const UNIT_YEAR_FILTERS = ['late', 'open', 'closed', 'closedLate', 'unreleased'] as const;
export const UNIT_YEAR_SORTS = ['late', 'name', 'filed', 'closedOn'] as const satisfies readonly UnitYearSort[];

const STATUS: Record<UnitYearView['state'], StatusKind> = { late: 'overdue', open: 'none', closed: 'done' };

type Standing = Pick<UnitYearView, 'state' | 'daysLate' | 'dueOn'>;
/** Closed, with how late; or how late, or how long there is still time. */
export const UnitYearStatus = ({ unit }: { unit: Standing }) => {
  const t = useText();
  if (unit.state === 'open') {
    return <DeadlineText dueOn={unit.dueOn} />;
  }
  if (unit.state === 'closed' && unit.daysLate > 0) {
    return <Status kind="attention">{t('filing.unitYear_closedLate', { days: unit.daysLate })}</Status>;
  }
  return <Status kind={STATUS[unit.state]}>{t(`filing.unitYear_${unit.state}`, { days: unit.daysLate })}</Status>;
};

const countOf = (value: number | null): string => (value === null ? '—' : formatNumber(value));
const dayOf = (instant: string | null): string => (instant === null ? '—' : formatIsoDate(instant));

export const unitYearColumns = (t: Translate): Column<UnitYearView>[] => [
  {
    key: 'name',
    title: t('filing.unit'),
    render: (unit) => <span className="lt-strong">{unit.name}</span>,
    truncate: true,
    sortable: true,
    onPhone: 'title',
  },
  {
    key: 'late',
    title: t('filing.state'),
    render: (unit) => <UnitYearStatus unit={unit} />,
    width: '168px',
    sortable: true,
  },
  { key: 'dueOn', title: t('filing.dueOn'), render: (unit) => unit.dueOn, width: '112px' },
  {
    key: 'closedOn',
    title: t('filing.closedOn'),
    render: (unit) => unit.closedOn ?? '—',
    width: '112px',
    sortable: true,
    onPhone: 'hide',
  },
  {
    key: 'filed',
    title: t('filing.filedPieces'),
    render: (unit) => countOf(unit.filedCount),
    numeric: true,
    width: '96px',
    sortable: true,
  },
  {
    key: 'missing',
    title: t('filing.missingPieces'),
    render: (unit) => countOf(unit.missingCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'check',
    title: t('filing.checkResult'),
    render: (unit) =>
      unit.checkErrors === null
        ? t('filing.notChecked')
        : t('filing.checkErrors', { n: unit.checkErrors, date: unit.checkedOn ?? '' }),
    width: '176px',
    onPhone: 'hide',
  },
  {
    key: 'released',
    title: t('filing.releasedAt'),
    render: (unit) =>
      unit.releasedAt === null ? <span className="lt-3">{t('filing.notReleased')}</span> : dayOf(unit.releasedAt),
    width: '104px',
  },
  {
    key: 'reminded',
    title: t('filing.lastReminded'),
    render: (unit) => dayOf(unit.remindedAt),
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'kind',
    title: t('filing.unitKind'),
    render: (unit) => t(`tenancy.kind_${unit.kind}`),
    width: '104px',
    hiddenAtFirst: true,
  },
  {
    key: 'parent',
    title: t('filing.unitParent'),
    render: (unit) => unit.parentName ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
];
