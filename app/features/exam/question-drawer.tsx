import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import {
  DIFFICULTIES,
  type Difficulty,
  letterOf,
  MOST_BLANKS,
  MOST_CHOICES,
  QUESTION_KINDS,
  type QuestionKind,
} from '@/server/domain/exam/exam-vocabulary';
import type { QuestionSaid } from '@/server/domain/exam/question';

interface Values {
  kind: QuestionKind;
  topic: string;
  difficulty: Difficulty;
  stem: string;
  /** A line a choice. */
  choices?: string;
  /** The letters of the right ones. */
  letters?: string;
  isTrue?: 'yes' | 'no';
  /** A line a blank, right answers parted by |. */
  blanks?: string;
  explanation?: string;
  source?: string;
  reason?: string;
}

const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const lettersOf = (typed = ''): number[] =>
  [...new Set([...typed.normalize('NFKC').toUpperCase()].map((letter) => letter.charCodeAt(0) - 65))]
    .filter((at) => at >= 0 && at < MOST_CHOICES)
    .sort((a, b) => a - b);

const saidOf = (values: Values): QuestionSaid => {
  const { kind, topic, difficulty, stem, explanation = '', source = '' } = values;
  const asksChoice = kind === 'single' || kind === 'multiple';
  return {
    ...{ kind, topic, difficulty, stem, explanation, source },
    choices: asksChoice ? linesOf(values.choices).slice(0, MOST_CHOICES) : [],
    key: kind === 'boolean' ? [values.isTrue === 'no' ? 1 : 0] : asksChoice ? lettersOf(values.letters) : [],
    blanks:
      kind === 'blank'
        ? linesOf(values.blanks)
            .slice(0, MOST_BLANKS)
            .map((line) =>
              line
                .split(/[|｜]/)
                .map((one) => one.trim())
                .filter(Boolean),
            )
        : [],
  };
};

const valuesOf = (said: QuestionSaid): Values => ({
  kind: said.kind,
  topic: said.topic,
  difficulty: said.difficulty,
  stem: said.stem,
  choices: said.choices.join('\n'),
  letters: said.kind === 'boolean' ? '' : said.key.map(letterOf).join(''),
  isTrue: said.kind === 'boolean' && said.key[0] === 1 ? 'no' : 'yes',
  blanks: said.blanks.map((accepted) => accepted.join('|')).join('\n'),
  explanation: said.explanation,
  source: said.source,
});

/** The fields of the answer follow the kind. */
const AnswerFields = () => {
  const t = useText();
  const kind = Form.useWatch('kind') as QuestionKind | undefined;
  if (kind === 'blank')
    return (
      <FormField name="blanks" label={t('exam.blanks')} required help={t('exam.blanksHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} />
      </FormField>
    );
  if (kind === 'boolean')
    return (
      <FormField name="isTrue" label={t('exam.rightAnswer')} required>
        <select className="lt-select">
          <option value="yes">{t('exam.answerRight')}</option>
          <option value="no">{t('exam.answerWrong')}</option>
        </select>
      </FormField>
    );
  return (
    <>
      <FormField name="choices" label={t('exam.choices')} required help={t('exam.choicesHelp')}>
        <textarea className="lt-input lt-textarea" rows={5} />
      </FormField>
      <FormField
        name="letters"
        label={t('exam.rightAnswer')}
        required
        help={t(kind === 'multiple' ? 'exam.lettersHelp' : 'exam.letterHelp')}
      >
        <input className="lt-input" maxLength={20} />
      </FormField>
    </>
  );
};

interface QuestionDrawerProps {
  topics: readonly string[];
  /** Set for a correction, which needs a reason. */
  said?: QuestionSaid;
  onClose: () => void;
  onSubmit: (said: QuestionSaid, reason: string, idempotencyKey: string) => Promise<void>;
}

/** 录入试题, and 更正试题 as a version more. */
export const QuestionDrawer = ({ topics, said, onClose, onSubmit }: QuestionDrawerProps) => {
  const t = useText();
  const labels = {
    kind: t('exam.kind'),
    topic: t('exam.topic'),
    difficulty: t('exam.difficulty'),
    stem: t('exam.stem'),
    'said.choices': t('exam.choices'),
    'said.answer': t('exam.rightAnswer'),
    explanation: t('exam.explanation'),
    source: t('exam.source'),
    reason: t('exam.correctReason'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(said ? 'exam.correctQuestion' : 'exam.createQuestion')}
      fieldLabels={labels}
      width={560}
      initialValues={said ? valuesOf(said) : { kind: 'single', difficulty: 'medium', isTrue: 'yes' }}
      onSubmit={(values, key) => onSubmit(saidOf(values), values.reason ?? '', key)}
    >
      {said ? <p className="lt-note">{t('exam.correctEffect')}</p> : null}
      <FormField name="kind" label={labels.kind} required>
        <select className="lt-select">
          {QUESTION_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`exam.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="stem" label={labels.stem} required help={t('exam.stemHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <AnswerFields />
      <FormField name="topic" label={labels.topic} required>
        <input className="lt-input" maxLength={60} list="exam-topics" />
      </FormField>
      <datalist id="exam-topics">
        {topics.map((topic) => (
          <option key={topic} value={topic} />
        ))}
      </datalist>
      <FormField name="difficulty" label={labels.difficulty} required>
        <select className="lt-select">
          {DIFFICULTIES.map((level) => (
            <option key={level} value={level}>
              {t(`exam.difficulty_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="explanation" label={labels.explanation}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
      <FormField name="source" label={labels.source} help={t('exam.sourceHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      {said ? (
        <FormField name="reason" label={labels.reason} required>
          <input className="lt-input" maxLength={200} />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};
