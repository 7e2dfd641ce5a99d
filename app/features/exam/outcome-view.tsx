import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { letterOf } from '@/server/domain/exam/exam-vocabulary';
import type { AttemptView, ExplainedQuestion } from '@/server/domain/exam/sitting';

const useAnswerText = () => {
  const t = useText();
  const choiceText = (question: ExplainedQuestion, places: readonly number[]): string =>
    places
      .map((place) =>
        question.kind === 'boolean'
          ? t(place === 0 ? 'exam.answerRight' : 'exam.answerWrong')
          : `${letterOf(place)}．${question.choices[place] ?? ''}`,
      )
      .join(t('common.list'));
  const given = (question: ExplainedQuestion): string => {
    if (!question.given) return t('exam.notAnswered');
    const text =
      question.kind === 'blank'
        ? question.given.texts.join(t('common.list'))
        : choiceText(question, question.given.choices);
    return text.trim() === '' ? t('exam.notAnswered') : text;
  };
  const right = (question: ExplainedQuestion): string =>
    question.kind === 'blank'
      ? question.accepted.map((accepted) => accepted.join(t('exam.or'))).join(t('common.list'))
      : choiceText(question, question.right);
  return { given, right };
};

const Explained = ({ question }: { question: ExplainedQuestion }) => {
  const t = useText();
  const answerText = useAnswerText();
  return (
    <section className="lt-section" aria-label={t('exam.questionN', { n: question.position })}>
      <h2>
        {question.position}. {question.stem}
      </h2>
      <p>
        <Status kind={question.isRight ? 'done' : 'failed'}>
          {t(question.isRight ? 'exam.wasRight' : 'exam.wasWrong')}
        </Status>{' '}
        {t('exam.gainedOf', { n: formatNumber(question.gained), total: formatNumber(question.points) })}
      </p>
      <FactList
        facts={[
          [t('exam.yourAnswer'), answerText.given(question)],
          [t('exam.rightAnswer'), answerText.right(question)],
          [t('exam.explanation'), question.explanation],
          [t('exam.source'), question.source],
        ]}
      />
    </section>
  );
};

/** What came of a paper: the points at once, keys and explanations when nobody sits the exam any more. */
export const OutcomeView = ({ attempt }: { attempt: AttemptView }) => {
  const t = useText();
  const { outcome, explained } = attempt;
  if (!outcome) return null;
  return (
    <main id="content" className="lt-site-main">
      <h1>{attempt.title}</h1>
      <p className="lt-exam-score">
        {t('exam.scoreOf', { n: formatNumber(outcome.score), total: formatNumber(outcome.totalPoints) })}{' '}
        <Status kind={outcome.isPassed ? 'done' : 'failed'}>
          {t(outcome.isPassed ? 'exam.passed' : 'exam.notPassed')}
        </Status>
      </p>
      <FactList
        facts={[
          [t('exam.person'), attempt.personName],
          [t('exam.owner'), attempt.ownerName],
          [t('exam.passPoints'), t('exam.points', { n: formatNumber(outcome.passPoints) })],
          [t('exam.handedInAt'), formatIsoDateTime(outcome.handedInAt)],
          [t('exam.endedBy'), t(`exam.endedBy_${outcome.endedBy}`)],
        ]}
      />
      {explained ? (
        explained.map((question) => <Explained key={question.position} question={question} />)
      ) : (
        <p className="lt-note">{t('exam.explainedAfter', { time: formatIsoDateTime(attempt.explainedAfter) })}</p>
      )}
    </main>
  );
};
