import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { QUESTION_STATUS } from '@/app/features/guidance/guidance-labels';
import { EntryDrawer, SayDrawer } from '@/app/features/guidance/question-drawers';
import { Attachments } from '@/app/features/inspection/exchange';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionStepView, QuestionView } from '@/server/domain/guidance/guidance-question';
import type { QuestionSubject } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle<QuestionView> = {
  crumbs: ({ data, params }, t) => [
    data?.side === 'received'
      ? { label: t('guidance.questionsTitle'), to: `/w/${params.slug}/guidance/questions` }
      : { label: t('guidance.myQuestionsTitle'), to: `/w/${params.slug}/my-questions` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<QuestionView> => {
  const { slug = '', questionId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).guidanceDesk.questionById({ questionId }));
};

/** Where the thing stands in the workspace of the unit that asked; a demand has its dispatch on both sides. */
const SUBJECT_PATHS: Partial<Record<QuestionSubject, (id: string) => string>> = {
  retention_schedule: (id) => `filing/schedules/${id}`,
  digitisation_batch: (id) => `digitisation/${id}`,
  archive_item: (id) => `archives/${id}`,
  transfer_batch: (id) => `transfers/${id}`,
  finding: (id) => `dispatches/${id}`,
};

const Subject = ({ question, base }: { question: QuestionView; base: string }) => {
  const t = useText();
  const { about, aboutId, aboutLabel, side } = question;
  const label = aboutLabel ?? t(`guidance.about_${about}`);
  const path = aboutId && (side === 'asked' || about === 'finding') ? SUBJECT_PATHS[about]?.(aboutId) : undefined;
  return path ? <Link to={`${base}/${path}`}>{label}</Link> : <span>{label}</span>;
};

const Step = ({ step, slug }: { step: QuestionStepView; slug: string }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <li>
      <p className="lt-2">
        <span className="lt-strong">{t(`guidance.step_${step.kind}`)}</span> {step.senderName} {step.personName}{' '}
        {formatDateTime(step.at, locale)} {step.replyNumber}
      </p>
      {step.words ? <p className="lt-words">{step.words}</p> : null}
      {step.isUseful === null ? null : <p>{t(step.isUseful ? 'guidance.useful_yes' : 'guidance.useful_no')}</p>}
      <Attachments
        files={step.files}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'dispatch.downloadAttachment', { dispatchId: step.dispatchId, objectId })
        }
      />
    </li>
  );
};

/** 收入知识库: the last question and its answer, to be freed of names before every unit reads them. */
const Publish = ({ question, onClose }: { question: QuestionView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const lastWords = (kind: string) => question.steps.filter((step) => step.kind === kind).at(-1)?.words ?? '';
  return (
    <EntryDrawer
      title={t('guidance.publishEntry')}
      effect={t('guidance.publishEffect', { name: question.unitName })}
      initial={{
        about: question.about,
        title: question.title,
        question: lastWords('question'),
        answer: lastWords('answer'),
      }}
      onClose={onClose}
      onSubmit={async (values, idempotencyKey) => {
        const input = { ...values, replyId: question.publishableReplyId ?? undefined };
        await client.guidanceDesk.publishKnowledge.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('guidance.entryPublished') });
        revalidate();
      }}
    />
  );
};

const Actions = ({ question, open }: { question: QuestionView; open: (layer: 'say' | 'publish') => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [mayAnswer, mayAsk] = [useCan('guidance.register'), useCan('guidance.ask')];
  const close = (isUseful: boolean) =>
    void act(() => client.guidanceDesk.close.mutate({ questionId: question.id, isUseful }), {
      done: t('guidance.closed'),
    });
  if (question.side === 'received') {
    if (!mayAnswer) return null;
    return (
      <>
        {question.publishableReplyId ? (
          <Button icon="book" onClick={() => open('publish')}>
            {t('guidance.publishEntry')}
          </Button>
        ) : null}
        {question.state === 'open' ? (
          <Button look="primary" icon="send" onClick={() => open('say')}>
            {t('guidance.answer')}
          </Button>
        ) : null}
      </>
    );
  }
  if (!mayAsk) return null;
  return (
    <>
      <Button onClick={() => open('say')}>{t('guidance.askAgain')}</Button>
      {question.state === 'answered' ? (
        <>
          <Button busy={busy} onClick={() => close(false)}>
            {t('guidance.closeNotUseful')}
          </Button>
          <Button look="primary" icon="check" busy={busy} onClick={() => close(true)}>
            {t('guidance.closeUseful')}
          </Button>
        </>
      ) : null}
    </>
  );
};

/** One question with everything that was said about it, as both sides read it. */
export default function Question() {
  const t = useText();
  const question = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [layer, setLayer] = useState<'say' | 'publish' | null>(null);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={question.title}
        lead={
          <>
            <Status kind={QUESTION_STATUS[question.state]}>{t(`guidance.question_${question.state}`)}</Status>{' '}
            {question.state === 'open' ? <DeadlineText dueOn={question.dueOn} withDate /> : null}
          </>
        }
        actions={<Actions question={question} open={setLayer} />}
      />
      <FactList
        facts={[
          [t('guidance.unit'), question.unitName],
          [t('guidance.office'), question.officeName],
          [t('guidance.about'), <Subject key="about" question={question} base={`/w/${slug}`} />],
          [t('guidance.replyNumber'), question.replyNumber],
        ]}
      />
      <section className="lt-section" aria-label={t('guidance.steps')}>
        <h2>{t('guidance.steps')}</h2>
        <ol className="lt-exchange">
          {question.steps.map((step) => (
            <Step key={step.dispatchId} step={step} slug={slug} />
          ))}
        </ol>
      </section>
      {layer === 'say' ? <SayDrawer question={question} onClose={() => setLayer(null)} /> : null}
      {layer === 'publish' ? <Publish question={question} onClose={() => setLayer(null)} /> : null}
    </div>
  );
}
