import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import {
  MOST_QUESTIONS,
  QUESTION_TYPES,
  type Question,
  type QuestionType,
} from '@/server/domain/assessment/questionnaire-vocabulary';

interface QuestionEditorProps {
  /** The form around it gives these. */
  value?: readonly Question[];
  onChange?: (questions: Question[]) => void;
}

const EMPTY: Question = { text: '', type: 'scale', choices: [], isRequired: true };

/** The choices of one question as a line: 没有影响、影响不大. */
const splitChoices = (line: string): string[] =>
  line
    .split(/[、,，;；]/u)
    .map((one) => one.trim())
    .filter(Boolean);

/** A question is known by its place alone: its words change while they are typed. */
const numbered = (questions: readonly Question[]) =>
  questions.map((question, at) => ({ question, at, key: `question-${at}` }));

/** 题目, one under the other. */
export const QuestionEditor = ({ value = [], onChange }: QuestionEditorProps) => {
  const t = useText();
  const change = (at: number, part: Partial<Question>) =>
    onChange?.(value.map((question, index) => (index === at ? { ...question, ...part } : question)));
  return (
    <div>
      {numbered(value).map(({ question, at, key }) => (
        <fieldset key={key} className="lt-section">
          <legend className="lt-label">{t('questionnaire.questionN', { n: at + 1 })}</legend>
          <label className="lt-field">
            <span className="lt-hidden">{t('questionnaire.questionN', { n: at + 1 })}</span>
            <input
              className="lt-input"
              maxLength={200}
              value={question.text}
              onChange={(event) => change(at, { text: event.target.value })}
            />
          </label>
          <label className="lt-field">
            <span className="lt-label">{t('questionnaire.type')}</span>
            <select
              className="lt-select"
              value={question.type}
              onChange={(event) => change(at, { type: event.target.value as QuestionType, choices: [] })}
            >
              {QUESTION_TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(`questionnaire.type_${type}`)}
                </option>
              ))}
            </select>
          </label>
          {question.type === 'choice' ? (
            <label className="lt-field">
              <span className="lt-label">{t('questionnaire.choices')}</span>
              <input
                className="lt-input"
                defaultValue={question.choices.join('、')}
                onBlur={(event) => change(at, { choices: splitChoices(event.target.value) })}
              />
            </label>
          ) : null}
          <label className="lt-row">
            <input
              type="checkbox"
              className="lt-checkbox"
              checked={question.isRequired}
              onChange={(event) => change(at, { isRequired: event.target.checked })}
            />
            <span>{t('questionnaire.required')}</span>
          </label>
          <Button look="text" onClick={() => onChange?.(value.filter((_one, index) => index !== at))}>
            {t('questionnaire.remove', { n: at + 1 })}
          </Button>
        </fieldset>
      ))}
      <Button icon="plus" disabled={value.length >= MOST_QUESTIONS} onClick={() => onChange?.([...value, EMPTY])}>
        {t('questionnaire.addQuestion')}
      </Button>
    </div>
  );
};
