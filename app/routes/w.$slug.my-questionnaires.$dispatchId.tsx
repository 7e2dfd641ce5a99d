import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedView, StoredAnswers } from '@/server/domain/assessment/questionnaire';
import { type Question, SCALE } from '@/server/domain/assessment/questionnaire-vocabulary';

export const handle: ScreenHandle<ReceivedView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('questionnaire.mineTitle'), to: `/w/${params.slug}/my-questionnaires` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', dispatchId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).questionnaire.receivedById({ dispatchId }));
};

type Answer = StoredAnswers[number];
const EMPTY: Answer = { scale: null, choice: null, text: '' };

interface QuestionFieldProps {
  question: Question;
  at: number;
  answer: Answer;
  onChange: (answer: Answer) => void;
}

/** The ways to answer, each a radio of its own: large enough to hit, readable one by one. */
const Ways = ({ question, at, answer, onChange }: QuestionFieldProps) => {
  const t = useText();
  const ways =
    question.type === 'scale'
      ? SCALE.toReversed().map((mark) => ({
          key: String(mark),
          label: t(`questionnaire.mark_${mark}`),
          isOn: answer.scale === mark,
          next: { ...EMPTY, scale: mark },
        }))
      : question.choices.map((choice) => ({
          key: choice,
          label: choice,
          isOn: answer.choice === choice,
          next: { ...EMPTY, choice },
        }));
  return ways.map(({ key, label, isOn, next }) => (
    <label key={key} className="lt-row">
      <input
        type="radio"
        name={`question-${at}`}
        checked={isOn}
        required={question.isRequired}
        onChange={() => onChange(next)}
      />
      <span>{label}</span>
    </label>
  ));
};

const QuestionField = (props: QuestionFieldProps) => {
  const { question, at, answer, onChange } = props;
  const t = useText();
  const face = `${at + 1}. ${question.isRequired ? question.text : t('form.optionalLabel', { label: question.text })}`;
  if (question.type === 'text') {
    return (
      <label className="lt-field">
        <span className="lt-label">{face}</span>
        <textarea
          className="lt-input lt-textarea"
          rows={4}
          maxLength={2000}
          required={question.isRequired}
          value={answer.text}
          onChange={(event) => onChange({ ...EMPTY, text: event.target.value })}
        />
      </label>
    );
  }
  return (
    <fieldset className="lt-field">
      <legend className="lt-label">{face}</legend>
      <Ways {...props} />
    </fieldset>
  );
};

/** 答问卷: one answer for the unit. */
export default function MyQuestionnaire() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const view = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const { busy, failure, submit } = useSubmission();
  const [answers, setAnswers] = useState<Answer[]>(view.questions.map(() => EMPTY));
  const numbered = view.questions.map((question, at) => ({ question, at, key: `question-${at}` }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(async (idempotencyKey) => {
      const input = { dispatchId: view.dispatchId, answers };
      await client.questionnaire.reply.mutate(input, { context: { idempotencyKey } });
      toast({ text: t('questionnaire.replied') });
      revalidate();
    });
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={view.title}
        lead={t('questionnaire.mineFrom', { office: view.senderName, date: view.closesOn })}
      />
      {view.words ? <p>{view.words}</p> : null}
      <p className="lt-note">{t(view.isAnonymous ? 'questionnaire.anonymousPromise' : 'questionnaire.namedNote')}</p>
      {view.repliedAt ? (
        <p>
          {t('questionnaire.repliedBy', {
            name: view.repliedByName ?? '',
            time: formatDateTime(view.repliedAt, locale),
          })}
        </p>
      ) : view.isOpen ? (
        <form className="lt-finding-form" aria-label={view.title} onSubmit={send}>
          {failure ? <CallFailureNote failure={failure} /> : null}
          {numbered.map(({ question, at, key }) => (
            <QuestionField
              key={key}
              question={question}
              at={at}
              answer={answers[at] ?? EMPTY}
              onChange={(answer) => setAnswers(answers.map((one, index) => (index === at ? answer : one)))}
            />
          ))}
          <Button type="submit" look="primary" icon="send" busy={busy}>
            {t('questionnaire.reply')}
          </Button>
        </form>
      ) : (
        <p>{t('questionnaire.isClosed')}</p>
      )}
    </div>
  );
}
