import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { DIFFICULTIES, type Difficulty, QUESTION_KINDS, type QuestionKind } from '@/server/domain/exam/exam-vocabulary';
import type { RuleLine } from '@/server/domain/exam/paper';
import type { TopicCountView } from '@/server/domain/exam/question';

interface RuleLinesProps {
  bank: readonly TopicCountView[];
  /** The form around it gives these. */
  value?: readonly RuleLine[];
  onChange?: (lines: RuleLine[]) => void;
}

const FIRST_RULES: readonly RuleLine[] = [
  { kind: 'single', topic: null, difficulty: null, count: 20, points: 2 },
  { kind: 'multiple', topic: null, difficulty: null, count: 10, points: 3 },
  { kind: 'boolean', topic: null, difficulty: null, count: 10, points: 2 },
  { kind: 'blank', topic: null, difficulty: null, count: 5, points: 2 },
];

/** How many questions the bank has for a line. */
const stockOf = (bank: readonly TopicCountView[], line: RuleLine): number =>
  bank
    .filter(
      (one) =>
        one.kind === line.kind &&
        (line.topic === null || one.topic === line.topic) &&
        (line.difficulty === null || one.difficulty === line.difficulty),
    )
    .reduce((sum, one) => sum + one.count, 0);

/** What a paper begins with: the usual numbers, as far as the bank has them. */
export const firstRules = (bank: readonly TopicCountView[]): RuleLine[] =>
  FIRST_RULES.map((line) => ({ ...line, count: Math.min(line.count, stockOf(bank, line)) })).filter(
    ({ count }) => count > 0,
  );

/** A line is known by its place: what it says changes while it is typed. */
const numbered = (lines: readonly RuleLine[]) => lines.map((line, at) => ({ line, at, key: `line-${at}` }));

/** 抽题规则: so many of a kind, of a topic, each for so many points; beside it how many the bank has. */
export const RuleLines = ({ bank, value = [], onChange }: RuleLinesProps) => {
  const t = useText();
  const topics = [...new Set(bank.map((one) => one.topic))];
  const change = (at: number, part: Partial<RuleLine>) =>
    onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const total = value.reduce((sum, line) => sum + line.count * line.points, 0);
  return (
    <div>
      {numbered(value).map(({ line, at, key }) => {
        const stock = stockOf(bank, line);
        return (
          <fieldset key={key} className="lt-section">
            <legend className="lt-label">{t('exam.lineN', { n: at + 1 })}</legend>
            <div className="lt-exam-lines">
              <label className="lt-field">
                <span className="lt-label">{t('exam.kind')}</span>
                <select
                  className="lt-select"
                  value={line.kind}
                  onChange={(event) => change(at, { kind: event.target.value as QuestionKind })}
                >
                  {QUESTION_KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`exam.kind_${kind}`)}
                    </option>
                  ))}
                </select>
              </label>
              <label className="lt-field">
                <span className="lt-label">{t('exam.topic')}</span>
                <select
                  className="lt-select"
                  value={line.topic ?? ''}
                  onChange={(event) => change(at, { topic: event.target.value || null })}
                >
                  <option value="">{t('exam.any')}</option>
                  {topics.map((topic) => (
                    <option key={topic} value={topic}>
                      {topic}
                    </option>
                  ))}
                </select>
              </label>
              <label className="lt-field">
                <span className="lt-label">{t('exam.difficulty')}</span>
                <select
                  className="lt-select"
                  value={line.difficulty ?? ''}
                  onChange={(event) => change(at, { difficulty: (event.target.value || null) as Difficulty | null })}
                >
                  <option value="">{t('exam.any')}</option>
                  {DIFFICULTIES.map((level) => (
                    <option key={level} value={level}>
                      {t(`exam.difficulty_${level}`)}
                    </option>
                  ))}
                </select>
              </label>
              <label className="lt-field">
                <span className="lt-label">{t('exam.count')}</span>
                <input
                  className="lt-input"
                  type="number"
                  min={1}
                  max={200}
                  value={line.count}
                  onChange={(event) => change(at, { count: Number(event.target.value) })}
                />
              </label>
              <label className="lt-field">
                <span className="lt-label">{t('exam.pointsEach')}</span>
                <input
                  className="lt-input"
                  type="number"
                  min={0.5}
                  step={0.5}
                  value={line.points}
                  onChange={(event) => change(at, { points: Number(event.target.value) })}
                />
              </label>
            </div>
            <p className={stock < line.count ? 'lt-error' : 'lt-2'}>
              {t(stock < line.count ? 'exam.stockShort' : 'exam.stock', { n: stock })}{' '}
              <Button look="text" onClick={() => onChange?.(value.filter((_one, index) => index !== at))}>
                {t('exam.removeLine', { n: at + 1 })}
              </Button>
            </p>
          </fieldset>
        );
      })}
      <p className="lt-strong">
        {t('exam.linesTotal', { n: value.reduce((sum, line) => sum + line.count, 0), total })}
      </p>
      <Button
        icon="plus"
        onClick={() => onChange?.([...value, { kind: 'single', topic: null, difficulty: null, count: 5, points: 2 }])}
      >
        {t('exam.addLine')}
      </Button>
    </div>
  );
};
