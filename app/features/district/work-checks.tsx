import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Empty } from '@/app/components/state-block';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import type { ChecksState, ReceivedChecksRow, ReceivedChecksView } from '@/server/domain/inspection/work-state';
import { SentOn } from './work-report';

const NUMBERS = ['units', 'inspectedUnits', 'inspections', 'findings', 'met', 'overdue', 'published'] as const;

const columnsOf = (t: Translate, onOpen: (row: ReceivedChecksRow) => void): Column<ReceivedChecksRow>[] => [
  {
    key: 'unit',
    title: t('workState.unit'),
    render: (row) =>
      row.state ? (
        <Button look="text" aria-label={t('workState.openRounds', { unit: row.name })} onClick={() => onOpen(row)}>
          {row.name}
        </Button>
      ) : (
        row.name
      ),
    onPhone: 'title',
  },
  { key: 'sentAt', title: t('workState.sentAt'), render: (row) => <SentOn {...row} />, width: '176px' },
  ...NUMBERS.map((name) => ({
    key: name,
    title: t(`workState.${name}`),
    numeric: true,
    render: (row: ReceivedChecksRow) => row.state?.[name] ?? '—',
    width: '96px',
  })),
  {
    key: 'rounds',
    title: t('workState.rounds'),
    numeric: true,
    render: (row) => row.state?.rounds.length ?? '—',
    width: '88px',
  },
  {
    key: 'assessments',
    title: t('workState.assessments'),
    numeric: true,
    render: (row) => row.state?.assessments.length ?? '—',
    width: '88px',
  },
];

/** The figures of one district, its rounds and its assessments. */
export const ChecksFacts = ({ state }: { state: ChecksState }) => {
  const t = useText();
  return (
    <>
      <FactList facts={NUMBERS.map((name) => [t(`workState.${name}`), String(state[name])])} />
      <h3>{t('workState.rounds')}</h3>
      {state.rounds.length === 0 ? <p className="lt-3">{t('workState.noRounds')}</p> : null}
      <ul>
        {state.rounds.map((round) => (
          <li key={`${round.title} ${round.kind} ${round.selectedBy}`}>
            <strong>{round.title}</strong>{' '}
            <span className="lt-2">
              {t(`inspection.kind_${round.kind}`)} {t(`inspection.campaignState_${round.state}`)}{' '}
              {round.partners.join(t('common.list'))}
            </span>
            <div className="lt-3">
              {t('workState.units')} {round.units} {t('workState.inspections')} {round.inspected}{' '}
              {t('workState.findings')} {round.findings} {t('workState.met')} {round.met} {t('workState.overdue')}{' '}
              {round.overdue}
            </div>
          </li>
        ))}
      </ul>
      <h3>{t('workState.assessments')}</h3>
      {state.assessments.length === 0 ? <p className="lt-3">{t('workState.noAssessments')}</p> : null}
      <ul>
        {state.assessments.map((one) => (
          <li key={`${one.purpose} ${one.title}`}>
            <strong>{one.title}</strong>{' '}
            <span className="lt-2">
              {t(`workState.purpose_${one.purpose}`)}{' '}
              {t(one.isClosed ? 'workState.closedRound' : 'workState.openRound')}
            </span>
            <div className="lt-3">{t('workState.confirmed', { n: one.confirmed, all: one.units })}</div>
          </li>
        ))}
      </ul>
    </>
  );
};

/** 县区检查考核: one line a district, with those that have not reported. */
export const ReceivedChecks = ({ view }: { view: ReceivedChecksView }) => {
  const t = useText();
  const [open, setOpen] = useState<ReceivedChecksRow | null>(null);
  return (
    <>
      <DataTable
        name="unit-work-checks"
        caption={t('workState.view_checks')}
        columns={columnsOf(t, setOpen)}
        rows={view.rows}
        page={{ nextCursor: null, previousCursor: null, total: view.rows.length }}
        rowKey={(row) => String(row.tenantId)}
        rowLabel={(row) => row.name}
        empty={<Empty icon="building" title={t('workState.nothing')} text={t('workState.nothingText')} />}
      />
      {open?.state ? (
        <Dialog
          open
          onClose={() => setOpen(null)}
          title={t('workState.roundsTitle', { unit: open.name, year: String(open.state.year) })}
        >
          <ChecksFacts state={open.state} />
        </Dialog>
      ) : null}
    </>
  );
};
