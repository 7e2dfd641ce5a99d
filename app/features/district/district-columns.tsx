import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import type { Translate } from '@/app/i18n/messages';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import type { DistrictRowView } from '@/server/domain/inspection/district';
import { FilingProgress, RiskLevel, ScheduleStatus, UnitStatus } from './unit-status';

const NOTHING = '—';
const count = (value: number): string => (value === 0 ? NOTHING : formatNumber(value));
type Columns = Column<DistrictRowView>[];

const lastOf = (unit: DistrictRowView, t: Translate, base: string) => {
  if (!unit.lastInspectionId || !unit.lastState) {
    return <span className="lt-3">{t('district.never')}</span>;
  }
  return (
    <Link to={`${base}/inspections/${unit.lastCampaignId}/${unit.lastInspectionId}`}>
      {unit.lastInspectedOn ?? NOTHING} {t(`inspection.state_${unit.lastState}`)}
    </Link>
  );
};

const standing = (t: Translate, base: string): Columns => [
  {
    key: 'name',
    title: t('district.unit'),
    render: (unit) => (
      <Link className="lt-strong" to={`${base}/units/${unit.slug}`}>
        {unit.name}
      </Link>
    ),
    sortable: true,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'problems',
    title: t('district.status'),
    render: (unit) => <UnitStatus unit={unit} />,
    sortable: true,
    width: '128px',
  },
  {
    key: 'open',
    title: t('district.open'),
    render: (unit) => count(unit.openFindings),
    sortable: true,
    numeric: true,
    width: '80px',
  },
  {
    key: 'due',
    title: t('district.due'),
    render: (unit) => (unit.nextDueOn ? <DeadlineText dueOn={unit.nextDueOn} withDate /> : NOTHING),
    width: '168px',
  },
  {
    key: 'inspected',
    title: t('district.last'),
    render: (unit) => lastOf(unit, t, base),
    sortable: true,
    width: '168px',
  },
  {
    key: 'score',
    title: t('district.score'),
    render: (unit) => (unit.lastScore === null ? NOTHING : formatNumber(Math.round(unit.lastScore * 10) / 10)),
    sortable: true,
    numeric: true,
    width: '72px',
  },
];

const sent = (t: Translate): Columns => [
  {
    key: 'filing',
    title: t('district.filing'),
    render: (unit) => <FilingProgress unit={unit} />,
    sortable: true,
    width: '176px',
  },
  { key: 'schedule', title: t('district.schedule'), render: (unit) => <ScheduleStatus unit={unit} />, width: '104px' },
  {
    key: 'hours',
    title: t('district.hours'),
    render: (unit) => count(unit.trainingHours),
    sortable: true,
    numeric: true,
    width: '88px',
  },
];

const further = (t: Translate): Columns => [
  { key: 'risk', title: t('district.risk'), render: (unit) => <RiskLevel unit={unit} />, hiddenAtFirst: true },
  {
    key: 'guided',
    title: t('district.guided'),
    render: (unit) => unit.lastGuidedOn ?? NOTHING,
    sortable: true,
    width: '112px',
    hiddenAtFirst: true,
  },
  {
    key: 'released',
    title: t('district.released'),
    render: (unit) => count(unit.releasedFigures),
    sortable: true,
    numeric: true,
    width: '88px',
    hiddenAtFirst: true,
  },
  {
    key: 'answered',
    title: t('district.answered'),
    render: (unit) => count(unit.answeredFindings),
    numeric: true,
    width: '80px',
    hiddenAtFirst: true,
  },
  {
    key: 'grant',
    title: t('district.grant'),
    render: (unit) =>
      unit.grantLiveUntil ? t('district.grantUntil', { date: formatIsoDate(unit.grantLiveUntil) }) : NOTHING,
    width: '128px',
    hiddenAtFirst: true,
  },
  {
    key: 'kind',
    title: t('district.kind'),
    render: (unit) => t(`tenancy.kind_${unit.kind}`),
    width: '104px',
    hiddenAtFirst: true,
  },
  {
    key: 'field',
    title: t('district.field'),
    render: (unit) => t(`district.field_${unit.field}`),
    width: '104px',
    hiddenAtFirst: true,
  },
  {
    key: 'tile',
    title: t('district.tile'),
    render: (unit) => unit.tileName ?? NOTHING,
    truncate: true,
    hiddenAtFirst: true,
  },
  {
    key: 'parent',
    title: t('district.parent'),
    render: (unit) => unit.parentName ?? NOTHING,
    truncate: true,
    hiddenAtFirst: true,
  },
];

/** Sorted ones have the key that the server sorts by. */
export const districtColumns = (t: Translate, base: string): Columns => [
  ...standing(t, base),
  ...sent(t),
  ...further(t),
];
