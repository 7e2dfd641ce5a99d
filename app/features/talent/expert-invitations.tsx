import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Status } from '@/app/components/status';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExpertInvitationView } from '@/server/domain/talent/expert-invitation';
import { ANSWER_STATUS } from './talent-words';

/** What somebody said on the telephone. Who cannot come says why, in the same place. */
const ByHand = ({ row }: { row: ExpertInvitationView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [words, setWords] = useState('');
  const said = words.trim();
  const record = (answer: 'accepted' | 'declined') =>
    void act(
      () =>
        client.talent.recordExpertAnswer.mutate({
          invitationId: row.id,
          rowVersion: row.rowVersion,
          answer,
          words: said || undefined,
        }),
      { done: t('talent.answerRecorded') },
    );
  return (
    <div>
      <input
        className="lt-input"
        aria-label={`${row.expertName} ${t('talent.answerReason')}`}
        placeholder={t('talent.answerReason')}
        maxLength={200}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <p className="lt-row">
        <Button disabled={busy} onClick={() => record('accepted')}>
          {t('talent.recordAccepted')}
        </Button>
        <Button disabled={busy || said === ''} onClick={() => record('declined')}>
          {t('talent.recordDeclined')}
        </Button>
      </p>
    </div>
  );
};

/** 邀请和答复 of one draw: what units answered, and what is written down for those who were told in another way. */
export const ExpertInvitations = ({ rows }: { rows: readonly ExpertInvitationView[] }) => {
  const t = useText();
  return (
    <section className="lt-section">
      <h3>{t('talent.invitations')}</h3>
      {rows.some((row) => !row.isSent && row.answer === null) ? (
        <p className="lt-note">{t('talent.recordEffect')}</p>
      ) : null}
      <PlainTable
        caption={t('talent.invitations')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'expert',
            title: t('talent.expert'),
            render: (row) => (row.unitName ? `${row.expertName}（${row.unitName}）` : row.expertName),
          },
          { key: 'meetsOn', title: t('talent.meetsOn'), render: (row) => row.meetsOn, width: '112px' },
          {
            key: 'way',
            title: t('talent.way'),
            render: (row) => t(row.isSent ? 'talent.way_sent' : 'talent.way_byHand'),
            width: '96px',
          },
          {
            key: 'answer',
            title: t('talent.answer'),
            render: (row) =>
              row.answer === null && !row.isSent ? (
                <ByHand row={row} />
              ) : (
                <Status kind={ANSWER_STATUS[row.answer ?? 'none']}>
                  {t(`talent.answer_${row.answer ?? 'none'}`)}
                  {row.answerWords ? ` ${row.answerWords}` : ''}
                </Status>
              ),
          },
          {
            key: 'tasks',
            title: t('talent.tasks'),
            render: (row) => t('talent.tasksN', { n: row.tasks }),
            width: '96px',
          },
        ]}
      />
    </section>
  );
};
