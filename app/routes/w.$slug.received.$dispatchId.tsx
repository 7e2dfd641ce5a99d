import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { AnswerDrawer } from '@/app/features/inspection/answer-drawer';
import { Attachments, Exchange } from '@/app/features/inspection/exchange';
import { RECEIVED_STATUS } from '@/app/features/inspection/inspection-labels';
import { FindingFacts, NoticeFacts, RecordFacts, VerificationFacts } from '@/app/features/inspection/received-parts';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedView } from '@/server/domain/inspection/received';

export const handle: ScreenHandle<ReceivedView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('inspection.receivedTitle'), to: `/w/${params.slug}/received` },
    { label: data?.documentNumber ?? data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', dispatchId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).inspection.receivedById({ dispatchId }));
};

const Actions = ({ received }: { received: ReceivedView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [answering, setAnswering] = useState(false);
  const awaits = received.state === 'waiting' || received.state === 'returned';
  if (!awaits) {
    return null;
  }
  if (received.kind === 'inspection_notice') {
    const acknowledge = () => client.dispatch.acknowledge.mutate({ id: received.dispatchId });
    return (
      <Button
        look="primary"
        icon="check"
        busy={busy}
        onClick={() => void act(acknowledge, { done: t('inspection.acknowledgedDone') })}
      >
        {t('inspection.acknowledge')}
      </Button>
    );
  }
  return (
    <>
      <Button look="primary" icon="pen" onClick={() => setAnswering(true)}>
        {t('inspection.answerAct')}
      </Button>
      <AnswerDrawer findingDispatchId={received.dispatchId} open={answering} onClose={() => setAnswering(false)} />
    </>
  );
};

const Lead = ({ received }: { received: ReceivedView }) => {
  const t = useText();
  const locale = useLocale();
  const facts = [received.documentNumber, received.senderName, formatDateTime(received.dispatchedAt, locale)];
  const awaits = received.state === 'waiting' || received.state === 'returned';
  return (
    <>
      <Status kind={RECEIVED_STATUS[received.state]}>{t(`inspection.receivedState_${received.state}`)}</Status>
      {`${t('common.comma')}${facts.filter(Boolean).join(t('common.comma'))}`}
      {received.kind === 'finding' && awaits ? (
        <>
          {t('common.comma')}
          <DeadlineText dueOn={received.dueOn} withDate />
        </>
      ) : null}
    </>
  );
};

export default function ReceivedDocument() {
  const t = useText();
  const locale = useLocale();
  const received = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const returned = received.state === 'returned' ? received.answers.at(-1)?.verdict : null;
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={received.title}
        lead={<Lead received={received} />}
        actions={<Actions received={received} />}
      />
      {returned ? (
        <p className="lt-note lt-note-attention">{t('inspection.returnedNote', { reason: returned.reason })}</p>
      ) : null}
      {received.acknowledgedAt ? (
        <p className="lt-2">
          {t('inspection.acknowledgedAt', { time: formatDateTime(received.acknowledgedAt, locale) })}
        </p>
      ) : null}
      {received.notice ? <NoticeFacts notice={received.notice} /> : null}
      {received.finding ? <FindingFacts finding={received.finding} /> : null}
      {received.record ? <RecordFacts record={received.record} /> : null}
      {received.verification ? <VerificationFacts verification={received.verification} /> : null}
      <Attachments
        files={received.attachments}
        hrefOf={(file) =>
          downloadPath(slug, 'dispatch.downloadAttachment', {
            dispatchId: received.dispatchId,
            objectId: file.objectId,
          })
        }
      />
      {received.answers.length > 0 ? (
        <section className="lt-section" aria-label={t('inspection.answers')}>
          <h2>{t('inspection.answers')}</h2>
          <Exchange answers={received.answers} />
        </section>
      ) : null}
    </div>
  );
}
