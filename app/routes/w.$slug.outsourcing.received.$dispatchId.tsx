import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { Attachments } from '@/app/features/inspection/exchange';
import { FilingFacts, FilingStatus } from '@/app/features/outsourcing/filing-parts';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedFilingView } from '@/server/domain/outsourcing/outsourcing';

export const handle: ScreenHandle<ReceivedFilingView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('outsourcing.receivedTitle'), to: `/w/${params.slug}/outsourcing/received` },
    { label: data?.unitName ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<ReceivedFilingView> => {
  const { slug = '', dispatchId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).outsourcing.receivedById({ dispatchId }));
};

const Decide = ({ dispatchId }: { dispatchId: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [acting, setActing] = useState<'accept' | 'return' | null>(null);
  const decide = async (decision: 'accept' | 'return', reason: string | undefined, idempotencyKey: string) => {
    await client.outsourcing.decide.mutate({ dispatchId, decision, reason }, { context: { idempotencyKey } });
    toast({ text: t('outsourcing.decided') });
    revalidate();
  };
  return (
    <>
      <Button onClick={() => setActing('return')}>{t('outsourcing.return')}</Button>
      <Button look="primary" icon="check" onClick={() => setActing('accept')}>
        {t('outsourcing.accept')}
      </Button>
      <Confirm
        open={acting === 'accept'}
        onClose={() => setActing(null)}
        title={t('outsourcing.accept')}
        effect={t('outsourcing.acceptEffect')}
        act={t('outsourcing.accept')}
        onConfirm={() => decide('accept', undefined, crypto.randomUUID())}
      />
      <ReasonDrawer
        open={acting === 'return'}
        onClose={() => setActing(null)}
        title={t('outsourcing.return')}
        effect={t('outsourcing.returnEffect')}
        label={t('outsourcing.reason')}
        act={t('outsourcing.return')}
        onSubmit={(reason, key) => decide('return', reason, key)}
      />
    </>
  );
};

/** 外包指导 beside the contract: what was advised when it was filed. */
const GivenGuidance = ({ guidance }: Pick<ReceivedFilingView, 'guidance'>) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('guidance.register');
  return (
    <section className="lt-section" aria-label={t('outsourcing.guidance')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('outsourcing.guidance')}</h2>
        {canRegister ? (
          <ButtonLink icon="plus" to={`/w/${slug}/guidance/new`}>
            {t('outsourcing.enterGuidance')}
          </ButtonLink>
        ) : null}
      </div>
      {guidance.length === 0 ? <p className="lt-3">{t('outsourcing.guidanceNone')}</p> : null}
      <ul className="lt-cal-list">
        {guidance.map((act) => (
          <li key={act.guidanceId}>
            <span className="lt-num">{act.guidedOn}</span>{' '}
            <Link className="lt-in-text" to={`/w/${slug}/guidance/events/${act.guidanceId}`}>
              {act.topic}
            </Link>{' '}
            <span className="lt-3">{act.guides.join(t('common.list'))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** One filing before the authority. */
export default function ReceivedOutsourcingFiling() {
  const t = useText();
  const filing = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { dispatchId } = filing;
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={`${filing.unitName}${t('common.colon')}${filing.providerName}`}
        lead={<FilingStatus state={filing.state} isLate={filing.isLate} />}
        actions={filing.state === 'submitted' ? <Decide dispatchId={dispatchId} /> : null}
      />
      {filing.state === 'returned' ? (
        <p className="lt-note lt-note-attention">{t('outsourcing.returnedNote', { reason: filing.reason ?? '' })}</p>
      ) : null}
      <FilingFacts filing={filing} />
      <Attachments
        files={filing.files}
        hrefOf={({ objectId }) => downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId, objectId })}
      />
      <GivenGuidance guidance={filing.guidance} />
    </div>
  );
}
