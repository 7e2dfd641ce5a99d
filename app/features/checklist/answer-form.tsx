import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useText } from '@/app/i18n/use-text';
import { useHotkeys } from '@/app/lib/hotkeys';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace } from '@/app/lib/workspace';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { type Verdict, verdictsOf } from '@/server/domain/inspection/checklist-vocabulary';
import type { ItemAnswer } from '@/server/domain/inspection/scoring';
import { ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';
import { AnswerFields } from './answer-fields';
import { VerdictStatus } from './verdict-status';

export interface AnswerDraft extends ItemAnswer {
  note: string;
  overruledReason: string | null;
  files: UploadedFile[];
}

interface AnswerFormProps {
  item: ChecklistItem;
  initial: AnswerDraft;
  /** What the probes suggest; only the inspector has it. */
  suggestion?: Verdict | null;
  /** Numbers of the newest sample, offered for an item that is judged by one. */
  sampled?: { sampleSize: number; sampleFaults: number } | null;
  /** False where proof is nobody's to add, such as the office's on the unit's sheet. */
  withFiles?: boolean;
  /** What the office wrote about this item before, before the general ones. */
  phrases?: readonly string[];
  onDraft: (draft: AnswerDraft) => void;
  onSave: (draft: AnswerDraft, idempotencyKey: string) => Promise<void>;
}

const PHRASES = ['phrase1', 'phrase2', 'phrase3', 'phrase4'] as const;

const MOST_PHRASES = 8;

const Phrases = ({ own, onChoose }: { own: readonly string[]; onChoose: (words: string) => void }) => {
  const t = useText();
  const phrases = [...new Set([...own, ...PHRASES.map((phrase) => t(`checklist.${phrase}`))])].slice(0, MOST_PHRASES);
  return (
    <fieldset className="lt-wrap lt-phrases">
      <legend className="lt-hidden">{t('checklist.phrases')}</legend>
      {phrases.map((phrase) => (
        <button key={phrase} type="button" className="lt-tag lt-phrase" onClick={() => onChoose(phrase)}>
          {phrase}
        </button>
      ))}
    </fieldset>
  );
};

/** Right: the answer to one item. 1, 2, 3 choose the verdict; Ctrl+Enter saves and goes on to the next. */
export const AnswerForm = ({
  item,
  initial,
  suggestion = null,
  sampled,
  withFiles = true,
  phrases = [],
  onDraft,
  onSave,
}: AnswerFormProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [draft, setDraft] = useState(initial);
  const { busy, failure, submit } = useSubmission();
  const change = (part: Partial<AnswerDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onDraft(next);
  };
  const said = draft.verdict ?? verdictOfRating(ratingOf(item, draft));
  const overrules = suggestion !== null && said !== null && said !== suggestion;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    void submit((key) => onSave(draft, key));
  };
  useHotkeys({
    ...Object.fromEntries(verdictsOf(item.type).map((verdict, at) => [`${at + 1}`, () => change({ verdict })])),
    // What is open above this form has the key for itself.
    'ctrl+enter': () => (document.querySelector('dialog[open], .ant-drawer-open') ? false : send()),
  });
  return (
    <form className="lt-finding-form" aria-label={`${item.code} ${item.zh}`} onSubmit={send}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {suggestion ? (
        <p className="lt-pin">
          <span className="lt-grow">
            {t('checklist.suggested')} <VerdictStatus verdict={suggestion} />
          </span>
          {item.type === 'yesno' || item.type === 'rating' ? (
            <Button look="text" onClick={() => change({ verdict: suggestion })}>
              {t('checklist.follow')}
            </Button>
          ) : null}
        </p>
      ) : null}
      {sampled && item.type === 'sample' ? (
        <Button onClick={() => change({ ...sampled, verdict: null })}>{t('checklist.takeCounts')}</Button>
      ) : null}
      <AnswerFields item={item} values={draft} onChange={change} />
      {overrules ? (
        <label className="lt-field">
          <span className="lt-label">{t('checklist.overruled')}</span>
          <textarea
            className="lt-input lt-textarea"
            rows={2}
            maxLength={500}
            value={draft.overruledReason ?? ''}
            onChange={(event) => change({ overruledReason: event.target.value })}
          />
        </label>
      ) : null}
      <label className="lt-field">
        <span className="lt-label">{t('checklist.note')}</span>
        <textarea
          className="lt-input lt-textarea"
          rows={3}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </label>
      <Phrases
        own={phrases}
        onChoose={(words) => change({ note: draft.note === '' ? words : `${draft.note}；${words}` })}
      />
      {withFiles ? (
        <div className="lt-field">
          <span className="lt-label">{t('checklist.files')}</span>
          {item.needsPhoto ? <span className="lt-3"> {t('checklist.photoNeeded')}</span> : null}
          <PhotoInput
            slug={slug}
            label={t('checklist.files')}
            most={MOST_PHOTOS}
            accept="image/png,image/jpeg,image/webp,application/pdf"
            value={draft.files}
            onChange={(files) => change({ files })}
          />
        </div>
      ) : null}
      <Button type="submit" look="primary" busy={busy}>
        {t('checklist.saveNext')} <kbd className="lt-kbd">Ctrl Enter</kbd>
      </Button>
    </form>
  );
};
