import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import type { AttemptView } from '@/server/domain/exam/sitting';
import { isAnswered, QuestionFields } from './question-fields';
import { type Sitting, useSitting } from './use-sitting';

const LITTLE_SECONDS = 300;

const clockFace = (seconds: number): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
};

/** The time that is left and where the answers are, always in sight. */
const StatusBar = ({ sitting }: { sitting: Sitting }) => {
  const t = useText();
  const { left, state, ending } = sitting;
  const isLittle = left !== null && left <= LITTLE_SECONDS;
  return (
    <div
      className={`lt-site-sync lt-exam-bar ${state === 'saved' ? 'lt-site-sync-done' : ''} ${state === 'kept' || state === 'signedOut' ? 'lt-site-sync-later' : ''}`}
    >
      <span role="timer" className={`lt-exam-clock ${isLittle ? 'lt-exam-little' : ''}`}>
        {left === null ? '' : t('exam.timeLeft', { time: clockFace(left) })}
      </span>
      <span role="status">{t(ending ? 'exam.ending' : `exam.save_${state}`)}</span>
    </div>
  );
};

interface CardProps {
  attempt: AttemptView;
  sitting: Sitting;
  at: number;
  onGo: (at: number) => void;
}

/** 答题卡: every question with whether it is answered; one press away from each. */
const AnswerCard = ({ attempt, sitting, at, onGo }: CardProps) => {
  const t = useText();
  return (
    <ol className="lt-exam-card">
      {attempt.questions.map((question, index) => {
        const isDone = isAnswered(sitting.answers.get(question.position));
        return (
          <li key={question.position}>
            <button
              type="button"
              className={isDone ? 'lt-exam-done' : undefined}
              aria-current={index === at ? 'step' : undefined}
              aria-label={t(isDone ? 'exam.cardDone' : 'exam.cardOpen', { n: question.position })}
              onClick={() => onGo(index)}
            >
              {question.position}
            </button>
          </li>
        );
      })}
    </ol>
  );
};

const Steps = ({
  at,
  last,
  onGo,
  onCard,
  onEnd,
}: {
  at: number;
  last: number;
  onGo: (at: number) => void;
  onCard: () => void;
  onEnd: () => void;
}) => {
  const t = useText();
  return (
    <nav className="lt-site-steps" aria-label={t('exam.steps')}>
      <Button icon="left" disabled={at === 0} onClick={() => onGo(at - 1)}>
        {t('exam.previous')}
      </Button>
      <Button icon="list" onClick={onCard}>
        {t('exam.card')}
      </Button>
      {at === last ? (
        <Button look="primary" icon="send" onClick={onEnd}>
          {t('exam.handIn')}
        </Button>
      ) : (
        <Button look="primary" icon="right" onClick={() => onGo(at + 1)}>
          {t('exam.next')}
        </Button>
      )}
    </nav>
  );
};

interface SittingAppProps {
  accountId: string;
  slug: string;
  attempt: AttemptView;
  onEnd: () => void;
}

/** 答题: one question a screen, for a phone held in one hand. */
export const SittingApp = ({ accountId, slug, attempt, onEnd }: SittingAppProps) => {
  const t = useText();
  const sitting = useSitting(accountId, slug, attempt, onEnd);
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState<'card' | 'end' | null>(null);
  const question = attempt.questions[at];
  const open = attempt.questions.filter((one) => !isAnswered(sitting.answers.get(one.position))).length;
  const go = (to: number) => {
    setAsked(null);
    setAt(Math.min(Math.max(to, 0), attempt.questions.length - 1));
    window.scrollTo(0, 0);
  };
  if (!question) return null;
  return (
    <>
      <StatusBar sitting={sitting} />
      <main id="content" className="lt-site-main">
        {sitting.state === 'signedOut' ? (
          <p className="lt-note lt-note-attention">
            {t('exam.signedOut')}{' '}
            <a href={`/login?next=${encodeURIComponent(`/w/${slug}/sitting/${attempt.id}`)}`}>{t('exam.signIn')}</a>
          </p>
        ) : null}
        <p className="lt-3">
          {t('exam.questionOf', { n: question.position, total: attempt.questions.length })}
          {t('common.comma')}
          {t(`exam.kind_${question.kind}`)}
          {t('common.comma')}
          {t('exam.points', { n: question.points })}
        </p>
        <h1 className="lt-site-question">{question.stem}</h1>
        {question.kind === 'multiple' ? <p className="lt-2">{t('exam.chooseSeveral')}</p> : null}
        <QuestionFields
          key={question.position}
          question={question}
          given={sitting.answers.get(question.position)}
          isLocked={sitting.ending}
          onChange={(given) => sitting.answer(question.position, given)}
        />
        {sitting.refused.includes(question.position) ? (
          <p className="lt-note lt-note-failed" role="alert">
            {t('exam.answerRefused')}
          </p>
        ) : null}
      </main>
      <Steps
        at={at}
        last={attempt.questions.length - 1}
        onGo={go}
        onCard={() => setAsked('card')}
        onEnd={() => setAsked('end')}
      />
      <Dialog
        open={asked === 'card'}
        onClose={() => setAsked(null)}
        title={t('exam.card')}
        foot={
          <Button look="primary" icon="send" onClick={() => setAsked('end')}>
            {t('exam.handIn')}
          </Button>
        }
      >
        <p className="lt-2">{t('exam.cardText', { open, total: attempt.questions.length })}</p>
        <AnswerCard attempt={attempt} sitting={sitting} at={at} onGo={go} />
      </Dialog>
      <Confirm
        open={asked === 'end'}
        onClose={() => setAsked(null)}
        title={t('exam.handIn')}
        effect={open > 0 ? t('exam.handInOpen', { n: open }) : t('exam.handInAll')}
        act={t('exam.handIn')}
        cancelLabel={t('exam.goOn')}
        onConfirm={sitting.handIn}
      />
    </>
  );
};
