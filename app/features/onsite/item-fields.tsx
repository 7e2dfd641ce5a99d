import { useId } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { OnsiteItem, OnsitePack } from '@/server/domain/inspection/onsite';
import {
  answeredBy,
  CANNED_NOTES,
  LONGEST_NOTE,
  type SiteAnswerContent,
} from '@/server/domain/inspection/onsite-vocabulary';
import { FINDING_SEVERITIES } from '@/server/domain/inspection/vocabulary';
import type { SeenAnswer } from './drafts';

/* The fields of one item's answer. */

export type Words = Pick<SiteAnswerContent, 'verdict' | 'value' | 'outOf' | 'note' | 'severity'>;
export const NOTHING: Words = { verdict: null, value: null, outOf: null, note: '', severity: null };
export const wordsOf = ({ verdict, value, outOf, note, severity }: Words): Words => ({
  verdict,
  value,
  outOf,
  note,
  severity,
});

export const Conflict = ({ seen, onTake }: { seen: readonly SeenAnswer[]; onTake: (words: Words) => void }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <section className="lt-site-conflict" aria-label={t('onsite.conflictTitle')}>
      <h2>{t('onsite.conflictTitle')}</h2>
      <p>{t('onsite.conflictText')}</p>
      <ul>
        {seen.map((answer) => {
          const time = formatDateTime(answer.madeAt, locale);
          return (
            <li key={answer.id}>
              <p className="lt-3">
                {answer.madeByName === null
                  ? t('onsite.versionHere', { time })
                  : t('onsite.versionBy', { name: answer.madeByName, time })}
              </p>
              <p>
                <strong>{answer.verdict ? t(`onsite.verdict_${answer.verdict}`) : t('onsite.unanswered')}</strong>
                {answer.value === null ? null : ` ${answer.value}${answer.outOf === null ? '' : `/${answer.outOf}`}`}
              </p>
              {answer.note ? <p>{answer.note}</p> : null}
              <button type="button" className="lt-btn lt-site-wide" onClick={() => onTake(wordsOf(answer))}>
                {t('onsite.takeVersion')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

interface Part {
  item: OnsiteItem;
  words: Words;
  change: (words: Partial<Words>) => void;
}

const NumberField = ({
  label,
  value,
  most,
  onChange,
}: {
  label: string;
  value: number | null;
  most?: number;
  onChange: (value: number | null) => void;
}) => {
  const id = useId();
  return (
    <div className="lt-site-number">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="lt-input"
        type="number"
        inputMode="decimal"
        min={0}
        {...(most === undefined ? {} : { max: most })}
        step="any"
        value={value ?? ''}
        onChange={({ currentTarget: { value: typed } }) => {
          const read = typed === '' ? null : Number(typed);
          if (read === null || (Number.isFinite(read) && read >= 0 && read <= (most ?? 10_000_000))) onChange(read);
        }}
      />
    </div>
  );
};

/** `locked`: 须有照片 and there is none yet. 不适用 needs none, and what was said before can be taken back. */
export const Judgement = ({ item, words, change, locked }: Part & { locked: boolean }) => {
  const t = useText();
  const { verdicts, number } = answeredBy(item);
  return (
    <>
      <fieldset className="lt-site-verdicts">
        <legend className="lt-label">{t('onsite.verdict')}</legend>
        {verdicts.map((verdict) => (
          <label key={verdict} className={`lt-site-verdict lt-site-verdict-${verdict}`}>
            <input
              type="radio"
              name={`verdict-${item.code}`}
              checked={words.verdict === verdict}
              disabled={locked && verdict !== 'na'}
              onChange={() => change({ verdict })}
            />
            <span>{t(`onsite.verdict_${verdict}`)}</span>
          </label>
        ))}
      </fieldset>
      {number === 'none' || locked ? null : (
        <div className="lt-site-numbers">
          <NumberField
            label={t(number === 'score' ? 'onsite.points' : number === 'sample' ? 'onsite.faults' : 'onsite.count')}
            value={words.value}
            {...(number === 'score' && item.score !== null ? { most: item.score } : {})}
            onChange={(value) => change({ value })}
          />
          {number === 'sample' ? (
            <NumberField label={t('onsite.sampled')} value={words.outOf} onChange={(outOf) => change({ outOf })} />
          ) : null}
        </div>
      )}
    </>
  );
};

export const Note = ({ item, words, change, pack }: Part & { pack: OnsitePack }) => {
  const t = useText();
  const id = useId();
  const general: readonly string[] =
    words.verdict === 'met' || words.verdict === 'na' ? CANNED_NOTES[words.verdict] : CANNED_NOTES.unmet;
  const canned = [...new Set([...(pack.ownNotes[item.code] ?? []), ...general])].slice(0, 10);
  const isClassified = isSecrecyMarked(words.note);
  return (
    <div>
      <label className="lt-label" htmlFor={id}>
        {t('onsite.note')}
      </label>
      <textarea
        id={id}
        className="lt-input lt-site-note"
        rows={3}
        maxLength={LONGEST_NOTE}
        value={words.note}
        aria-invalid={isClassified || undefined}
        onChange={({ currentTarget: { value } }) => change({ note: value })}
      />
      {isClassified ? (
        <p className="lt-field-error" role="alert">
          {t('onsite.classified')}
        </p>
      ) : null}
      <ul className="lt-site-canned" aria-label={t('onsite.canned')}>
        {canned.map((text) => (
          <li key={text}>
            <button
              type="button"
              onClick={() =>
                change({ note: `${words.note}${words.note.trim() ? '；' : ''}${text}`.slice(0, LONGEST_NOTE) })
              }
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

export const Severity = ({ words, change }: Omit<Part, 'item'>) => {
  const t = useText();
  const id = useId();
  return (
    <div>
      <label className="lt-label" htmlFor={id}>
        {t('onsite.severity')}
      </label>
      <select
        id={id}
        className="lt-select lt-site-wide"
        value={words.severity ?? ''}
        onChange={({ currentTarget: { value } }) => change({ severity: value === '' ? null : value })}
      >
        <option value="">{t('onsite.severityNone')}</option>
        {FINDING_SEVERITIES.map((severity) => (
          <option key={severity} value={severity}>
            {t(`inspection.severity_${severity}`)}
          </option>
        ))}
      </select>
    </div>
  );
};
