import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PhotoInput } from '@/app/components/photo-input';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { isComposing } from '@/app/lib/hotkeys';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace } from '@/app/lib/workspace';
import { suggestBasis } from '@/server/domain/inspection/suggest-basis';
import { suggestSeverity } from '@/server/domain/inspection/suggest-severity';
import {
  documentForSeverity,
  FINDING_DOCUMENTS,
  FINDING_SEVERITIES,
  type FindingDocument,
  type FindingSeverity,
  type LegalItemCode,
  MOST_PHOTOS,
} from '@/server/domain/inspection/vocabulary';
import type { PinnedRecord } from './catalogue-panel';
import { NO_PLACE, PinFields, type PinnedPlace } from './pin-fields';
import type { OpenBooks } from './place-picker';
import { useOwnWords } from './use-catalogue';

export interface FindingWords {
  severity: FindingSeverity;
  documentCode: FindingDocument;
  fact: string;
  basis: string;
  requirement: string;
  dueOn: string;
  photos: readonly UploadedFile[];
  /** What it is about, where that is no record of the catalogue. */
  place: PinnedPlace;
}

export const emptyFinding = (dueOn: string | null): FindingWords => ({
  severity: 'MINOR',
  documentCode: 'ADVICE',
  fact: '',
  basis: '',
  requirement: '',
  dueOn: dueOn ?? '',
  photos: [],
  place: NO_PLACE,
});

interface FindingFormProps {
  title: string;
  initial: FindingWords;
  dueOnHelp: string;
  /** The matter of the checklist item: the basis is suggested by it. */
  matter?: LegalItemCode | undefined;
  /** Which item of which inspection it is about: what the office wrote about it before is offered. */
  about: { inspectionId: string; itemCode: string | null };
  /** Of a new finding the severity follows what it is about, until somebody says what it is. */
  suggestsSeverity?: boolean;
  /** Above the fields: what the finding is filed under. */
  pin?: { item: string; record: PinnedRecord | null; books: OpenBooks | null; onUnpin: () => void };
  onSubmit: (words: FindingWords, idempotencyKey: string) => Promise<void>;
  onCancel?: () => void;
}

const PHRASES = [1, 2, 3, 4] as const;
const DEMANDS = [1, 2, 3] as const;
const MOST_PHRASES = 8;

/** 常用语 above a field: one press adds it behind what stands there. */
const Phrases = ({
  label,
  phrases,
  onChoose,
}: {
  label: string;
  phrases: string[];
  onChoose: (words: string) => void;
}) => (
  <fieldset className="lt-wrap lt-phrases">
    <legend className="lt-hidden">{label}</legend>
    {[...new Set(phrases)].slice(0, MOST_PHRASES).map((phrase) => (
      <button key={phrase} type="button" className="lt-tag lt-phrase" onClick={() => onChoose(phrase)}>
        {phrase}
      </button>
    ))}
  </fieldset>
);

const joined = (before: string, phrase: string): string => (before ? `${before}；${phrase}` : phrase);

const Pin = ({ item, record, onUnpin }: Omit<NonNullable<FindingFormProps['pin']>, 'books'>) => {
  const t = useText();
  return (
    <div className="lt-pin">
      <div className="lt-grow">
        <p className="lt-strong">{item}</p>
        <p className="lt-2">{record ? record.referenceCode : t('inspection.pinnedNone')}</p>
        {record ? <p className="lt-ellipsis">{record.title}</p> : null}
      </div>
      {record ? (
        <button type="button" className="lt-icon-button" aria-label={t('inspection.unpin')} onClick={onUnpin}>
          <Icon name="close" />
        </button>
      ) : null}
    </div>
  );
};

interface FieldsProps {
  words: FindingWords;
  onChange: (change: Partial<FindingWords>) => void;
}

const Severities = ({ words, onChange }: FieldsProps) => {
  const t = useText();
  const name = useId();
  return (
    <fieldset className="lt-field">
      <legend className="lt-label">{t('inspection.severity')}</legend>
      <div className="lt-radio-row">
        {FINDING_SEVERITIES.map((severity) => (
          <label key={severity}>
            <input
              type="radio"
              name={name}
              checked={words.severity === severity}
              onChange={() => onChange({ severity, documentCode: documentForSeverity(severity) })}
            />
            <span>{t(`inspection.severity_${severity}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const Fact = ({ words, own, onChange }: FieldsProps & { own: readonly string[] }) => {
  const t = useText();
  const id = useId();
  return (
    <div className="lt-field">
      <label className="lt-label" htmlFor={id}>
        {t('inspection.fact')}
      </label>
      <Phrases
        label={t('inspection.phrases')}
        phrases={[...own, ...PHRASES.map((number) => t(`inspection.phrase_${number}`))]}
        onChoose={(phrase) => onChange({ fact: joined(words.fact, phrase) })}
      />
      <textarea
        id={id}
        className="lt-input lt-textarea"
        rows={4}
        maxLength={2000}
        required
        value={words.fact}
        onChange={(event) => onChange({ fact: event.target.value })}
      />
    </div>
  );
};

const Rest = ({ words, own, onChange, dueOnHelp }: FieldsProps & { own: readonly string[]; dueOnHelp: string }) => {
  const t = useText();
  const today = useToday();
  const { slug } = useWorkspace().tenant;
  const helpId = useId();
  return (
    <>
      <label className="lt-field">
        <span className="lt-label">{t('inspection.basis')}</span>
        <input
          className="lt-input"
          maxLength={500}
          required
          value={words.basis}
          onChange={(event) => onChange({ basis: event.target.value })}
        />
      </label>
      <label className="lt-field">
        <span className="lt-label">{t('inspection.requirement')}</span>
        <textarea
          className="lt-input lt-textarea"
          rows={3}
          maxLength={1000}
          required
          value={words.requirement}
          onChange={(event) => onChange({ requirement: event.target.value })}
        />
      </label>
      <Phrases
        label={t('inspection.demands')}
        phrases={[...own, ...DEMANDS.map((number) => t(`inspection.demand_${number}`))]}
        onChoose={(phrase) => onChange({ requirement: joined(words.requirement, phrase) })}
      />
      <label className="lt-field">
        <span className="lt-label">{t('inspection.dueOn')}</span>
        <input
          className="lt-input"
          type="date"
          min={today}
          required
          aria-describedby={helpId}
          value={words.dueOn}
          onChange={(event) => onChange({ dueOn: event.target.value })}
        />
        <span id={helpId} className="lt-3">
          {dueOnHelp}
        </span>
      </label>
      <label className="lt-field">
        <span className="lt-label">{t('inspection.document')}</span>
        <select
          className="lt-select"
          value={words.documentCode}
          onChange={(event) =>
            onChange({ documentCode: FINDING_DOCUMENTS.find((code) => code === event.target.value) })
          }
        >
          {FINDING_DOCUMENTS.map((code) => (
            <option key={code} value={code}>
              {t(`inspection.document_${code}`)}
            </option>
          ))}
        </select>
        <span className="lt-3"> {t(`inspection.documentBasis_${words.documentCode}`)}</span>
      </label>
      <div className="lt-field">
        <span className="lt-label">{t('inspection.photos')}</span>
        <PhotoInput
          slug={slug}
          label={t('inspection.photos')}
          most={MOST_PHOTOS}
          value={words.photos}
          onChange={(photos) => onChange({ photos })}
        />
      </div>
    </>
  );
};

/** Right: one finding. It stays in the page, so that the record is in sight while it is written. */
export const FindingForm = (props: FindingFormProps) => {
  const { title, initial, dueOnHelp, matter, about, suggestsSeverity = false, pin, onSubmit, onCancel } = props;
  const t = useText();
  const own = useOwnWords(about.inspectionId, about.itemCode);
  const [typed, setWords] = useState(initial);
  // Until somebody writes a basis of their own, it follows the item and the severity.
  const suggested = matter ? suggestBasis(matter, typed.severity) : '';
  const words = typed.basis === '' ? { ...typed, basis: suggested } : typed;
  const { busy, failure, submit } = useSubmission();
  const saysSeverity = useRef(false);
  const change = (part: Partial<FindingWords>) => {
    if (part.severity) saysSeverity.current = true;
    const follows = suggestsSeverity && !saysSeverity.current && matter !== undefined && part.place !== undefined;
    const severity = follows ? suggestSeverity(matter, part.place?.kind ?? '') : undefined;
    const graded = severity ? { severity, documentCode: documentForSeverity(severity) } : {};
    setWords((before) => ({ ...before, ...graded, ...part }));
  };
  const send = async (event?: FormEvent<HTMLFormElement>) => {
    event?.preventDefault();
    const outcome = await submit((key) => onSubmit(words, key));
    if (outcome.ok) {
      saysSeverity.current = false;
      setWords(initial);
    }
  };
  return (
    <form
      className="lt-finding-form"
      aria-label={title}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) {
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }
      }}
    >
      <h2>{title}</h2>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {pin ? <Pin {...pin} /> : null}
      {pin && !pin.record ? (
        <PinFields place={words.place} books={pin.books} onChange={(place) => change({ place })} />
      ) : null}
      <Severities words={words} onChange={change} />
      <Fact words={words} own={own.facts} onChange={change} />
      <Rest words={words} own={own.requirements} onChange={change} dueOnHelp={dueOnHelp} />
      <div className="lt-row lt-field">
        <Button type="submit" look="primary" busy={busy}>
          {t('inspection.saveDraft')} <kbd className="lt-kbd">Ctrl Enter</kbd>
        </Button>
        {onCancel ? <Button onClick={onCancel}>{t('common.cancel')}</Button> : null}
      </div>
    </form>
  );
};
