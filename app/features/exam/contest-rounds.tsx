import { Link, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ContestView } from '@/server/domain/exam/contest';
import type { ContestRoundView } from '@/server/domain/exam/contest-round';

interface RoundValues {
  title: string;
  heldOn: string;
  advances?: string | number;
}

const OpenRoundDrawer = ({
  contestId,
  number,
  onClose,
}: {
  contestId: string;
  number: number;
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const labels = { title: t('exam.roundName'), heldOn: t('exam.heldOn'), advances: t('exam.roundAdvances') };
  return (
    <FormDrawer<RoundValues>
      open
      onClose={onClose}
      title={t('exam.openRound')}
      submitLabel={t('exam.openRound')}
      fieldLabels={labels}
      initialValues={{ title: t('exam.roundNumber', { n: number }), heldOn: today }}
      onSubmit={async ({ title, heldOn, advances }, idempotencyKey) => {
        const input = { contestId, title, heldOn, advances: advances ? Number(advances) : null };
        const { id, entrants } = await client.contest.openRound.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('exam.roundOpened', { n: entrants }) });
        navigate(`/w/${slug}/contests/${contestId}/rounds/${id}`);
      }}
    >
      <p className="lt-note">{t('exam.roundsHelp')}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="heldOn" label={labels.heldOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="advances" label={labels.advances} help={t('exam.roundAdvancesHelp')}>
        <input className="lt-input" type="number" min={1} max={10_000} inputMode="numeric" />
      </FormField>
    </FormDrawer>
  );
};

/** 赛程: rounds with how many took part and went on; the next one is opened here. */
export const Rounds = ({ contest, rounds }: { contest: ContestView; rounds: readonly ContestRoundView[] }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [opening, setOpening] = useState(false);
  const last = rounds.at(-1);
  const mayOpen =
    contest.state === 'open' &&
    contest.entryCount > 0 &&
    (!last || (last.state === 'closed' && last.advances !== null));
  return (
    <section className="lt-section">
      <h2>{t('exam.rounds')}</h2>
      <p className="lt-note">{t('exam.roundsHelp')}</p>
      {rounds.length > 0 ? (
        <PlainTable
          caption={t('exam.rounds')}
          rows={rounds}
          rowKey={(round) => round.id}
          columns={[
            {
              key: 'title',
              title: t('exam.roundName'),
              render: (round) => (
                <Link className="lt-link" to={`/w/${slug}/contests/${contest.id}/rounds/${round.id}`}>
                  {round.title}
                </Link>
              ),
            },
            { key: 'heldOn', title: t('exam.heldOn'), render: (round) => round.heldOn },
            {
              key: 'entrants',
              title: t('exam.roundEntrants'),
              numeric: true,
              render: (round) => formatNumber(round.entrants),
            },
            {
              key: 'scored',
              title: t('exam.roundScored'),
              numeric: true,
              render: (round) => formatNumber(round.scored),
            },
            {
              key: 'advanced',
              title: t('exam.roundAdvanced'),
              numeric: true,
              render: (round) => (round.advances === null ? t('exam.roundFinal') : formatNumber(round.advanced)),
            },
            {
              key: 'state',
              title: t('exam.roundState'),
              render: (round) => (
                <Status kind={round.state === 'open' ? 'live' : 'done'}>{t(`exam.round_${round.state}`)}</Status>
              ),
            },
          ]}
        />
      ) : null}
      {mayOpen ? <Button onClick={() => setOpening(true)}>{t('exam.openRound')}</Button> : null}
      {opening ? (
        <OpenRoundDrawer contestId={contest.id} number={rounds.length + 1} onClose={() => setOpening(false)} />
      ) : null}
    </section>
  );
};
