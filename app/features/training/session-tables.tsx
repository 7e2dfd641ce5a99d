import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { PageInfo } from '@/server/domain/shared/pagination';
import type { Turnout } from '@/server/domain/training/course-vocabulary';
import type { EnrolmentView, UnitTurnoutView } from '@/server/domain/training/enrolment';

export const TURNOUT_STATUS: Record<Turnout, StatusKind> = {
  place: 'live',
  waiting: 'none',
  on_time: 'done',
  late: 'attention',
  leave: 'none',
  absent: 'failed',
  withdrawn: 'none',
};

/** The lists of one session, and what was said of it once it was held. */
export const SessionTabs = ({ isHeld }: { isHeld: boolean }) => {
  const t = useText();
  return (
    <Segments
      name="tab"
      label={t('training.tabs')}
      segments={[
        { value: 'attendance', label: t('training.tabAttendance') },
        { value: 'people', label: t('training.tabPeople') },
        { value: 'units', label: t('training.tabUnits') },
        ...(isHeld ? [{ value: 'evaluation', label: t('training.tabEvaluation') }] : []),
      ]}
    />
  );
};

const peopleColumns = (t: Translate): Column<EnrolmentView>[] => [
  {
    key: 'place',
    title: '#',
    render: (row) => (row.reason || row.turnout === 'withdrawn' ? '—' : formatNumber(row.place)),
    numeric: true,
    width: '56px',
    onPhone: 'hide',
  },
  { key: 'person', title: t('training.person'), render: (row) => row.personName, width: '120px', onPhone: 'title' },
  { key: 'unit', title: t('training.unit'), render: (row) => row.unitName, truncate: true },
  { key: 'post', title: t('hours.post'), render: (row) => t(`hours.post_${row.post}`), width: '136px' },
  {
    key: 'turnout',
    title: t('training.turnout'),
    render: (row) => <Status kind={TURNOUT_STATUS[row.turnout]}>{t(`training.turnout_${row.turnout}`)}</Status>,
    width: '104px',
  },
  {
    key: 'reason',
    title: t('training.reason'),
    render: (row) => row.reason ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
  { key: 'at', title: t('training.enrolledAt'), render: (row) => formatIsoDateTime(row.enrolledAt), width: '152px' },
];

/** 报名名单 in the order of the line. */
export const PeopleTable = ({
  sessionId,
  list,
}: {
  sessionId: string;
  list: { rows: EnrolmentView[]; page: PageInfo };
}) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <DataTable
      name="enrolments"
      caption={t('training.peopleCaption')}
      columns={peopleColumns(t)}
      rows={list.rows}
      page={list.page}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.personName}
      tools={
        <a className="lt-btn" href={downloadPath(slug, 'enrolment.downloadList', { sessionId })} download>
          <Icon name="download" />
          <span>{t('training.exportPeople')}</span>
        </a>
      }
      empty={<Empty icon="users" title={t('training.peopleEmpty')} text={t('training.peopleEmptyText')} />}
    />
  );
};

const NUMBERS = [
  ['enrolled', 'countEnrolled'],
  ['waiting', 'countWaiting'],
  ['present', 'countPresent'],
  ['late', 'countLate'],
  ['leave', 'countLeave'],
  ['absent', 'countAbsent'],
] as const;

const unitColumns = (t: Translate): Column<UnitTurnoutView>[] => [
  { key: 'unit', title: t('training.unit'), render: (row) => row.unitName, truncate: true, onPhone: 'title' },
  {
    key: 'answered',
    title: t('training.answered'),
    render: (row) => (
      <Status kind={row.hasAnswered ? 'done' : 'none'}>
        {t(row.hasAnswered ? 'training.answered_yes' : 'training.answered_no')}
      </Status>
    ),
    width: '104px',
  },
  ...NUMBERS.map(([key, word]) => ({
    key,
    title: t(`training.${word}`),
    render: (row: UnitTurnoutView) => formatNumber(row[key]),
    numeric: true,
    width: '72px',
  })),
];

/** 按单位: who has answered, and what became of those who were named. */
export const UnitsTable = ({ list }: { list: { rows: UnitTurnoutView[]; page: PageInfo } }) => {
  const t = useText();
  return (
    <DataTable
      name="unit-turnout"
      caption={t('training.unitsCaption')}
      columns={unitColumns(t)}
      rows={list.rows}
      page={list.page}
      rowKey={(row) => String(row.unitTenantId)}
      rowLabel={(row) => row.unitName}
      empty={<Empty icon="building" title={t('training.unitsEmpty')} />}
    />
  );
};
