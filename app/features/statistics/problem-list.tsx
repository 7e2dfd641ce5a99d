import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { StatisticalForm } from '@/server/domain/statistics/form';
import type { ProblemView } from '@/server/domain/statistics/statistics';
import { problemText } from './statistics-words';

interface ProblemListProps {
  form: StatisticalForm;
  problems: readonly ProblemView[];
  /** What is typed and not yet kept, by the key of the problem; absent where nobody may write. */
  typed?: Readonly<Record<string, string>>;
  onType?: (key: string, text: string) => void;
}

/** 审核提示: each with the explanation that is kept with it. What is missing has to be filled in, not explained. */
export const ProblemList = ({ form, problems, typed, onType }: ProblemListProps) => {
  const t = useText();
  const locale = useLocale();
  if (problems.length === 0) return <p className="lt-2">{t('statistics.problemsNone')}</p>;
  return (
    <ul className="lt-statistics-problems">
      {problems.map((problem) => {
        const said = problemText(form, problem, t, locale);
        const canExplain = problem.kind !== 'missing';
        const isSettled = canExplain && problem.explanation !== null;
        return (
          <li key={problem.key}>
            <Status kind={isSettled ? 'done' : 'attention'}>{said}</Status>
            {canExplain && onType ? (
              <input
                className="lt-input"
                aria-label={t('statistics.explainLabel', { text: said })}
                placeholder={t('statistics.explain')}
                maxLength={300}
                value={typed?.[problem.key] ?? problem.explanation ?? ''}
                onChange={({ currentTarget }) => onType(problem.key, currentTarget.value)}
              />
            ) : null}
            {canExplain && !onType ? (
              <p className="lt-2">
                {t('statistics.explain')}
                {t('common.colon')}
                {problem.explanation ?? '—'}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
};
