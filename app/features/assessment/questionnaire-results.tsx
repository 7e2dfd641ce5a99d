import { useText } from '@/app/i18n/use-text';
import type { QuestionnaireView, QuestionResult } from '@/server/domain/assessment/questionnaire';

const isMark = (label: string): label is '1' | '2' | '3' | '4' | '5' => /^[1-5]$/.test(label);

/** Two units may write the same words, and a question is known by its place: each has a number. */
const numbered = <One,>(all: readonly One[]) => all.map((one, at) => ({ one, at, key: `number-${at}` }));

/** One question with its counts, or with what was written. */
const Result = ({ result, at, isWithheld }: { result: QuestionResult; at: number; isWithheld: boolean }) => {
  const t = useText();
  const wordOf = (label: string) =>
    result.type === 'scale' && isMark(label) ? t(`questionnaire.mark_${label}`) : label;
  // Of marks the best first.
  const ordered = result.type === 'scale' ? result.counts.toReversed() : result.counts;
  const counts = ordered.map(({ label, units }) => `${wordOf(label)} ${t('questionnaire.unitsN', { n: units })}`);
  return (
    <section className="lt-section" aria-label={result.text}>
      <h2>
        {at + 1}. {result.text}
      </h2>
      {isWithheld ? null : (
        <>
          <p className="lt-2">
            {t('questionnaire.answeredBy', { n: result.answered })}{' '}
            {result.average === null ? '' : t('questionnaire.average', { n: result.average })}
          </p>
          {counts.length > 0 ? <p>{counts.join(t('common.list'))}</p> : null}
          <ul>
            {numbered(result.texts).map(({ key, one: { text, unitName } }) => (
              <li key={key}>
                {unitName ? `${unitName}${t('common.colon')}` : ''}
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** What units answered, question by question; withheld while it would tell whose answer is whose. */
export const QuestionnaireResults = ({ view }: { view: QuestionnaireView }) => {
  const t = useText();
  return (
    <>
      {view.isWithheld ? (
        <p className="lt-note">
          {t(view.state === 'open' ? 'questionnaire.withheldOpen' : 'questionnaire.withheldFew')}
        </p>
      ) : null}
      {numbered(view.results).map(({ key, at, one }) => (
        <Result key={key} result={one} at={at} isWithheld={view.isWithheld} />
      ))}
    </>
  );
};
