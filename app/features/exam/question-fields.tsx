import { useText } from '@/app/i18n/use-text';
import { letterOf } from '@/server/domain/exam/exam-vocabulary';
import type { AskedQuestion, GivenAnswer } from '@/server/domain/exam/sitting';

const NOTHING: GivenAnswer = { choices: [], texts: [] };

export const isAnswered = (given: GivenAnswer | undefined): boolean =>
  given !== undefined && (given.choices.length > 0 || given.texts.some((text) => text.trim() !== ''));

interface QuestionFieldsProps {
  question: AskedQuestion;
  given: GivenAnswer | undefined;
  isLocked: boolean;
  onChange: (given: GivenAnswer) => void;
}

/** The choices of a question as large targets: the whole line is hit, not the small box. */
const Choices = ({ question, given = NOTHING, isLocked, onChange }: QuestionFieldsProps) => {
  const t = useText();
  const isMultiple = question.kind === 'multiple';
  const faces =
    question.kind === 'boolean'
      ? [t('exam.answerRight'), t('exam.answerWrong')]
      : question.choices.map((choice, at) => `${letterOf(at)}．${choice}`);
  const change = (at: number, isOn: boolean) => {
    if (!isMultiple) return onChange({ ...NOTHING, choices: [at] });
    const others = given.choices.filter((one) => one !== at);
    onChange({ ...NOTHING, choices: (isOn ? [...others, at] : others).sort((a, b) => a - b) });
  };
  return (
    <fieldset className="lt-exam-choices" disabled={isLocked}>
      <legend className="lt-hidden">{question.stem}</legend>
      {faces.map((face, at) => (
        <label key={face} className="lt-exam-choice">
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name={`question-${question.position}`}
            checked={given.choices.includes(at)}
            onChange={(event) => change(at, event.target.checked)}
          />
          <span>{face}</span>
        </label>
      ))}
    </fieldset>
  );
};

const Blanks = ({ question, given = NOTHING, isLocked, onChange }: QuestionFieldsProps) => {
  const t = useText();
  const texts = Array.from({ length: question.blanks }, (_, at) => given.texts[at] ?? '');
  return texts.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a blank is known by its place
    <label key={at} className="lt-field">
      <span className="lt-label">{question.blanks === 1 ? t('exam.blankOne') : t('exam.blankN', { n: at + 1 })}</span>
      <input
        className="lt-input"
        maxLength={200}
        autoComplete="off"
        disabled={isLocked}
        value={text}
        onChange={(event) =>
          onChange({ ...NOTHING, texts: texts.map((one, place) => (place === at ? event.target.value : one)) })
        }
      />
    </label>
  ));
};

export const QuestionFields = (props: QuestionFieldsProps) =>
  props.question.kind === 'blank' ? <Blanks {...props} /> : <Choices {...props} />;
