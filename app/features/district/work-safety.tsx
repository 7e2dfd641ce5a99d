import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { ReceivedSafetyRow, ReceivedSafetyView, SafetyState } from '@/server/domain/inspection/work-state';
import { SentOn } from './work-report';

/** What asks for attention, in words; nothing is said to be nothing. */
export const Concerns = ({ state }: { state: SafetyState }) => {
  const t = useText();
  return state.concerns.length === 0 ? (
    <Status kind="done">{t('workState.fine')}</Status>
  ) : (
    <ul>
      {state.concerns.map((concern) => (
        <li key={concern}>
          <Status kind={concern === 'incidentOpen' || concern === 'hazardOverdue' ? 'failed' : 'attention'}>
            {t(`workState.concern_${concern}`)}
          </Status>
        </li>
      ))}
    </ul>
  );
};

const planOf = (t: Translate, { plan }: SafetyState): string => {
  if (plan === null) return t('workState.noPlan');
  return plan.reviewBy ? `${plan.title} ${t('workState.reviewBy', { day: plan.reviewBy })}` : plan.title;
};
const hazardsOf = (t: Translate, { hazards, hazardsOverdue }: SafetyState): string =>
  t('workState.hazardsOf', { n: hazards, late: hazardsOverdue });
const incidentsOf = (t: Translate, { incidents, incidentsOpen }: SafetyState): string =>
  t('workState.incidentsOf', { n: incidents, open: incidentsOpen });
const roomsOf = (t: Translate, { rooms, uncovered, beyondRooms }: SafetyState): string => {
  const covered = t('workState.roomsOf', { n: rooms, m: uncovered });
  if (beyondRooms.length === 0) return covered;
  return `${covered} ${t('workState.beyond', { rooms: beyondRooms.join(t('common.list')) })}`;
};

const columnsOf = (t: Translate): Column<ReceivedSafetyRow>[] => [
  { key: 'unit', title: t('workState.archives'), render: (row) => row.name, onPhone: 'title' },
  { key: 'sentAt', title: t('workState.sentAt'), render: (row) => <SentOn {...row} />, width: '176px' },
  {
    key: 'state',
    title: t('workState.state'),
    render: (row) => (row.state ? <Concerns state={row.state} /> : '—'),
    width: '160px',
  },
  { key: 'plan', title: t('workState.plan'), render: (row) => (row.state ? planOf(t, row.state) : '—') },
  {
    key: 'drills',
    title: t('workState.drills'),
    numeric: true,
    render: (row) => row.state?.drills ?? '—',
    width: '88px',
  },
  {
    key: 'lastDrill',
    title: t('workState.lastDrill'),
    render: (row) => row.state?.lastDrill?.heldOn ?? '—',
    width: '112px',
  },
  {
    key: 'hazards',
    title: t('workState.hazards'),
    render: (row) => (row.state ? hazardsOf(t, row.state) : '—'),
    width: '144px',
  },
  {
    key: 'incidents',
    title: t('workState.incidents'),
    render: (row) => (row.state ? incidentsOf(t, row.state) : '—'),
    width: '144px',
  },
  { key: 'rooms', title: t('workState.rooms'), render: (row) => (row.state ? roomsOf(t, row.state) : '—') },
];

/** 安全状况 of one unit in words. */
export const SafetyFacts = ({ state }: { state: SafetyState }) => {
  const t = useText();
  const { lastDrill, nextDrill } = state;
  return (
    <FactList
      facts={[
        [t('workState.state'), <Concerns key="state" state={state} />],
        [t('workState.plan'), planOf(t, state)],
        [t('workState.drills'), String(state.drills)],
        [t('workState.lastDrill'), lastDrill ? `${lastDrill.heldOn} ${lastDrill.title}` : '—'],
        [t('workState.nextDrill'), nextDrill ? `${nextDrill.plannedOn} ${nextDrill.title}` : '—'],
        [t('workState.hazards'), hazardsOf(t, state)],
        [t('workState.incidents'), incidentsOf(t, state)],
        [t('workState.rooms'), roomsOf(t, state)],
      ]}
    />
  );
};

/** 档案馆安全: one line an archives, what is wrong most first. */
export const ReceivedSafety = ({ view }: { view: ReceivedSafetyView }) => {
  const t = useText();
  return (
    <DataTable
      name="unit-work-safety"
      caption={t('workState.view_safety')}
      columns={columnsOf(t)}
      rows={view.rows}
      page={{ nextCursor: null, previousCursor: null, total: view.rows.length }}
      rowKey={(row) => String(row.tenantId)}
      rowLabel={(row) => row.name}
      empty={<Empty icon="shield" title={t('workState.nothingArchives')} text={t('workState.nothingArchivesText')} />}
    />
  );
};
