import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { levelName, percentText } from '@/app/features/assessment/assessment-labels';
import { StepTable } from '@/app/features/assessment/creation-steps';
import { Paragraphs } from '@/app/features/assessment/paragraphs';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedProjectView } from '@/server/domain/assessment/creation';

export const handle: ScreenHandle<ReceivedProjectView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('creation.title'), to: `/w/${params.slug}/creations` },
    { label: data?.unitName ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', dispatchId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).creation.receivedById({ dispatchId }));
};

/** One report of a unit: its steps with their evidence, and the office's word to it. */
export default function Creation() {
  const t = useText();
  const toast = useToast();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const { dispatchId, unitName, dispatchedAt, report, files, word } = useLoaderData<typeof loader>();
  const [answering, setAnswering] = useState(false);
  const steps = report.steps.map(({ objectIds, ...step }) => ({
    ...step,
    files: files.filter((file) => objectIds.includes(file.objectId)),
  }));
  return (
    <div className="lt-page">
      <PageHeader
        title={`${unitName} ${report.title}`}
        lead={`${t(`rating.kind_${report.ratingKind}`)} ${levelName(report.ratingKind, report.level, locale)}`}
        actions={
          word ? null : (
            <Button look="primary" icon="send" onClick={() => setAnswering(true)}>
              {t('creation.answer')}
            </Button>
          )
        }
      />
      <FactList
        facts={[
          [t('creation.targetOn'), report.targetOn],
          [t('creation.selfTest'), report.selfPercent === null ? null : percentText(report.selfPercent)],
          [t('creation.basis'), report.basis],
          [t('creation.reportedAt'), `${formatIsoDateTime(dispatchedAt)} ${report.reportedBy}`],
        ]}
      />
      <section className="lt-section" aria-label={t('creation.words')}>
        <h2>{t('creation.words')}</h2>
        <Paragraphs text={report.words} />
      </section>
      {word ? (
        <section className="lt-section" aria-label={t('creation.word')}>
          <h2>{t('creation.word')}</h2>
          <Paragraphs text={word.words} />
          <p className="lt-3">
            {word.saidBy} {formatIsoDateTime(word.saidAt)}
          </p>
        </section>
      ) : null}
      <StepTable
        title={t('creation.steps')}
        steps={steps}
        hrefOf={(_step, { objectId }) => downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId, objectId })}
      />
      <ReasonDrawer
        open={answering}
        onClose={() => setAnswering(false)}
        title={t('creation.answer')}
        effect={t('creation.answerEffect', { unit: unitName })}
        label={t('creation.word')}
        act={t('creation.answer')}
        onSubmit={async (words, idempotencyKey) => {
          await client.creation.answer.mutate({ dispatchId, words }, { context: { idempotencyKey } });
          toast({ text: t('creation.answered') });
          revalidate();
        }}
      />
    </div>
  );
}
