import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { QuestionDrawer } from '@/app/features/exam/question-drawer';
import { SaidView } from '@/app/features/exam/said-view';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionDetailView } from '@/server/domain/exam/question';

export const handle: ScreenHandle<{ question: QuestionDetailView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.bankTitle'), to: `/w/${params.slug}/exam-questions` },
    { label: data?.question.said.stem.slice(0, 20) ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', questionId = '' } = params;
  const { exam } = context.api.workspace(slug);
  const load = async () => ({
    question: await exam.question({ questionId }),
    topics: [...new Set((await exam.topics()).map((one) => one.topic))],
  });
  return loadOrThrow({ request, context }, load());
};

const Versions = ({ question }: { question: QuestionDetailView }) => {
  const t = useText();
  const earlier = question.versions.filter((one) => one.version !== question.version);
  if (earlier.length === 0) return null;
  return (
    <section className="lt-section" aria-label={t('exam.versions')}>
      <h2>{t('exam.versions')}</h2>
      {question.versions.map((one) => (
        <details key={one.version}>
          <summary>
            {t('exam.versionLine', { n: one.version, name: one.byName, time: formatIsoDateTime(one.at) })}
            {one.reason ? `${t('common.comma')}${one.reason}` : ''}
          </summary>
          <SaidView said={one.said} />
        </details>
      ))}
    </section>
  );
};

/** 一道题: as it is now, as it was, and others that ask the same. */
export default function Question() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { question, topics } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/exam-questions`;
  const [opened, setOpened] = useState<'correct' | 'retire' | null>(null);
  const isRetired = question.state === 'retired';
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.questionTitle', { kind: t(`exam.kind_${question.said.kind}`), topic: question.said.topic })}
        lead={
          <>
            <Status kind={isRetired ? 'none' : 'done'}>{t(`exam.state_${question.state}`)}</Status>{' '}
            {t('exam.usedInN', { n: question.usedIn, version: question.version })}
          </>
        }
        actions={
          <>
            <Button onClick={() => setOpened('retire')}>{t(isRetired ? 'exam.restore' : 'exam.retire')}</Button>
            <Button look="primary" icon="pen" onClick={() => setOpened('correct')}>
              {t('exam.correctQuestion')}
            </Button>
          </>
        }
      />
      {question.twins.length > 0 ? (
        <div className="lt-note lt-note-attention">
          <span>
            {t('exam.twins', { n: question.twins.length })}{' '}
            {question.twins.map((twin) => (
              <Link key={twin.id} to={`${base}/${twin.id}`}>
                {twin.stem.slice(0, 30)}{' '}
              </Link>
            ))}
          </span>
        </div>
      ) : null}
      <SaidView said={question.said} />
      <Versions question={question} />
      {opened === 'correct' ? (
        <QuestionDrawer
          topics={topics}
          said={question.said}
          onClose={() => setOpened(null)}
          onSubmit={async (said, reason, idempotencyKey) => {
            const input = { questionId: question.id, rowVersion: question.rowVersion, said, reason };
            await client.exam.correctQuestion.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('exam.corrected') });
            revalidate();
          }}
        />
      ) : null}
      <Confirm
        open={opened === 'retire'}
        onClose={() => setOpened(null)}
        title={t(isRetired ? 'exam.restore' : 'exam.retire')}
        effect={t(isRetired ? 'exam.restoreEffect' : 'exam.retireEffect')}
        act={t(isRetired ? 'exam.restore' : 'exam.retire')}
        onConfirm={async () => {
          const { id: questionId, rowVersion } = question;
          await client.exam.retireQuestion.mutate({ questionId, rowVersion, isRetired: !isRetired });
          toast({ text: t('exam.saved') });
          revalidate();
        }}
      />
    </div>
  );
}
