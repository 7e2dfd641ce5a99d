import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ANSWER_STATUS } from '@/app/features/talent/talent-words';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedInvitationView } from '@/server/domain/talent/expert-invitation';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('talent.askedTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  const { talent } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, talent.expertInvitations(page));
};

const columnsOf = (t: Translate): Column<ReceivedInvitationView>[] => [
  { key: 'expert', title: t('talent.expert'), render: (row) => row.expertName, width: '112px', onPhone: 'title' },
  { key: 'task', title: t('talent.task'), render: (row) => row.task, truncate: true },
  { key: 'office', title: t('talent.askedBy'), render: (row) => row.officeName, truncate: true },
  { key: 'meetsOn', title: t('talent.meetsOn'), render: (row) => row.meetsOn, width: '112px' },
  { key: 'place', title: t('talent.place'), render: (row) => row.place || '—', truncate: true },
  { key: 'words', title: t('talent.inviteWords'), render: (row) => row.words || '—', truncate: true },
  {
    key: 'replyBy',
    title: t('talent.replyBy'),
    render: (row) => (row.answer === null && row.replyBy ? <DeadlineText dueOn={row.replyBy} withDate /> : '—'),
    width: '152px',
  },
  {
    key: 'answer',
    title: t('talent.answer'),
    render: (row) => (
      <Status kind={ANSWER_STATUS[row.answer ?? 'none']}>
        {t(`talent.answer_${row.answer ?? 'none'}`)}
        {row.answerWords ? ` ${row.answerWords}` : ''}
      </Status>
    ),
    width: '152px',
  },
];

/** 专家邀请: an office asks for somebody of this unit, and the unit answers. */
export default function ExpertInvitations() {
  const t = useText();
  const client = useWorkspaceClient();
  const { rows, page } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const [declining, setDeclining] = useState<ReceivedInvitationView | null>(null);
  const accept = ({ dispatchId }: ReceivedInvitationView) =>
    void act(
      () =>
        client.talent.answerExpertInvitation.mutate(
          { dispatchId, answer: 'accepted' },
          { context: { idempotencyKey: crypto.randomUUID() } },
        ),
      { done: t('talent.answered') },
    );
  return (
    <div className="lt-page">
      <PageHeader title={t('talent.askedTitle')} lead={t('talent.askedLead')} />
      <TrainingTabs />
      <DataTable
        name="expert-invitations"
        caption={t('talent.askedCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.expertName}
        rowActions={(row) =>
          row.answer === null ? (
            <>
              <button type="button" className="lt-link" disabled={busy} onClick={() => accept(row)}>
                {t('talent.accept')}
              </button>{' '}
              <button type="button" className="lt-link" onClick={() => setDeclining(row)}>
                {t('talent.decline')}
              </button>
            </>
          ) : null
        }
        empty={<Empty icon="users" title={t('talent.askedEmpty')} text={t('talent.askedEmptyText')} />}
      />
      {declining ? (
        <ReasonDrawer
          open
          onClose={() => setDeclining(null)}
          title={`${declining.expertName} ${t('talent.decline')}`}
          effect={t('talent.declineEffect')}
          label={t('talent.answerReason')}
          act={t('talent.decline')}
          onSubmit={async (words, idempotencyKey) => {
            const input = { dispatchId: declining.dispatchId, answer: 'declined' as const, words };
            await client.talent.answerExpertInvitation.mutate(input, { context: { idempotencyKey } });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
