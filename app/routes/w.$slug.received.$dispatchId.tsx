import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { AskLink } from '@/app/features/guidance/ask-link';
import { AnswerForm } from '@/app/features/inspection/answer-form';
import { DemandProbes } from '@/app/features/inspection/demand-probes';
import { Attachments, Exchange } from '@/app/features/inspection/exchange';
import { AskExtension, ExtensionLine } from '@/app/features/inspection/extension-parts';
import { RECEIVED_STATUS } from '@/app/features/inspection/inspection-labels';
import {
  ExtensionFacts,
  FindingFacts,
  NoticeFacts,
  RecordFacts,
  VerificationFacts,
} from '@/app/features/inspection/received-parts';
import { RectifiedPreview } from '@/app/features/inspection/record-difference';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDate, formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ExtensionView } from '@/server/domain/inspection/closure';
import type { RectifiedRecord } from '@/server/domain/inspection/finding';
import type { DemandProbeView } from '@/server/domain/inspection/probe-views';
import type { ReceivedView } from '@/server/domain/inspection/received';

interface Data {
  received: ReceivedView;
  /** What has been changed in the record that a demand is about. */
  record: RectifiedRecord | null;
  extensions: ExtensionView[];
  probes: DemandProbeView[];
}

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => [
    { label: t('inspection.receivedTitle'), to: `/w/${params.slug}/received` },
    { label: data?.received.documentNumber ?? data?.received.title ?? '' },
  ],
};

const awaitsAct = ({ state }: ReceivedView): boolean => state === 'waiting' || state === 'returned';

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Data> => {
  const { slug = '', dispatchId = '' } = params;
  const asked = { request, context };
  const { inspection, closure, probe } = context.api.workspace(slug);
  const received = await loadOrThrow(asked, inspection.receivedById({ dispatchId }));
  const demand = { findingDispatchId: dispatchId };
  const isDemand = received.kind === 'finding';
  return {
    received,
    record: isDemand && awaitsAct(received) ? await loadOrThrow(asked, closure.rectified(demand)) : null,
    extensions: isDemand ? await loadOrThrow(asked, closure.myExtensions(demand)) : [],
    probes: isDemand ? await loadOrThrow(asked, probe.ofDemand(demand)) : [],
  };
};

const Actions = ({ received, extensions }: Pick<Data, 'received' | 'extensions'>) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  if (!awaitsAct(received)) {
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
  // One request waits at a time.
  return extensions.some((extension) => extension.answer === null) ? null : (
    <AskExtension findingDispatchId={received.dispatchId} dueOn={received.dueOn} />
  );
};

const Lead = ({ received }: { received: ReceivedView }) => {
  const t = useText();
  const locale = useLocale();
  const facts = [received.documentNumber, received.senderName, formatDateTime(received.dispatchedAt, locale)];
  return (
    <>
      <Status kind={RECEIVED_STATUS[received.state]}>{t(`inspection.receivedState_${received.state}`)}</Status>
      {`${t('common.comma')}${facts.filter(Boolean).join(t('common.comma'))}`}
      {received.kind === 'finding' && awaitsAct(received) ? (
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
  const client = useWorkspaceClient();
  const { received, record, extensions, probes } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { pinnedRecord, pinnedEntryId, pinnedPlace } = received.finding ?? {};
  const correctedId = pinnedRecord?.itemId ?? pinnedEntryId ?? pinnedPlace?.id ?? null;
  const returned = received.state === 'returned' ? received.answers.at(-1)?.verdict : null;
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={received.title}
        lead={<Lead received={received} />}
        actions={
          <>
            {received.kind === 'finding' ? <AskLink about="finding" id={received.dispatchId} /> : null}
            <Actions received={received} extensions={extensions} />
          </>
        }
      />
      {returned ? (
        <p className="lt-note lt-note-attention">{t('inspection.returnedNote', { reason: returned.reason })}</p>
      ) : null}
      {received.acknowledgedAt ? (
        <p className="lt-2">
          {t('inspection.acknowledgedAt', { time: formatDateTime(received.acknowledgedAt, locale) })}
        </p>
      ) : null}
      {extensions.map((extension) => (
        <ExtensionLine key={extension.requestDispatchId} extension={extension} />
      ))}
      {received.change ? (
        <p className="lt-note lt-note-attention">
          {t('inspection.dayChanged', {
            day: formatDate(received.change.scheduledOn, locale),
            reason: received.change.reason,
          })}
        </p>
      ) : null}
      {received.notice ? <NoticeFacts notice={received.notice} /> : null}
      {received.finding ? <FindingFacts finding={received.finding} /> : null}
      {received.record ? <RecordFacts record={received.record} /> : null}
      {received.extension ? <ExtensionFacts extension={received.extension} /> : null}
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
      {record && correctedId ? <RectifiedPreview record={record} id={correctedId} /> : null}
      <DemandProbes
        probes={probes}
        {...(awaitsAct(received)
          ? {
              run: () => {
                const idempotencyKey = crypto.randomUUID();
                const demand = { findingDispatchId: received.dispatchId };
                return client.probe.runDemand.mutate(demand, { context: { idempotencyKey } });
              },
            }
          : {})}
      />
      {received.kind === 'finding' && awaitsAct(received) ? (
        <AnswerForm key={received.answers.length} findingDispatchId={received.dispatchId} />
      ) : null}
    </div>
  );
}
