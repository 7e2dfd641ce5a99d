import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { CopyButton } from '@/app/components/copy-button';
import { CorrectDrawer } from '@/app/features/archive/correct-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { FieldSuggestion } from '@/server/domain/digital/page-text';

type Field = FieldSuggestion['field'];

const currentOf = (item: ItemView, field: Field): string => {
  const value = item[field];
  return value === null ? '' : String(value);
};

interface ListProps {
  suggestions: readonly FieldSuggestion[];
  item: ItemView;
  accepted: ReadonlySet<Field>;
  onToggle: (field: Field) => void;
}

const List = ({ suggestions, item, accepted, onToggle }: ListProps) => {
  const t = useText();
  return (
    <ul className="lt-suggestions">
      {suggestions.map(({ field, value, evidence }) => {
        const isSame = currentOf(item, field) === value;
        return (
          <li key={field}>
            <label>
              <input
                type="checkbox"
                className="lt-checkbox"
                checked={accepted.has(field)}
                disabled={isSame}
                onChange={() => onToggle(field)}
              />{' '}
              <span className="lt-2">{t(`archive.field_${field}`)}</span> <span className="lt-strong">{value}</span>
            </label>{' '}
            <CopyButton text={value} />
            <p className="lt-3">
              {isSame
                ? t('digital.suggestSame')
                : t('digital.suggestNow', { value: currentOf(item, field) || t('digital.suggestEmpty') })}
              {evidence ? ` ${t('digital.suggestEvidence', { text: evidence })}` : ''}
            </p>
          </li>
        );
      })}
    </ul>
  );
};

/** What the pages propose for the catalogue. Nothing is taken over but by a person, who signs a correction for it. */
export const Suggestions = ({ item, canCorrect }: { item: ItemView; canCorrect: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [found, setFound] = useState<{ suggestions: FieldSuggestion[]; isSecret: boolean } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [accepted, setAccepted] = useState<ReadonlySet<Field>>(new Set());
  const [correcting, setCorrecting] = useState(false);
  const ask = () => {
    setBusy(true);
    setFailure(null);
    client.digital.suggestFields
      .query({ itemId: item.id })
      .then(setFound, setFailure)
      .finally(() => setBusy(false));
  };
  const toggle = (field: Field) => {
    const next = new Set(accepted);
    if (!next.delete(field)) next.add(field);
    setAccepted(next);
  };
  const proposed = Object.fromEntries(
    (found?.suggestions ?? []).filter(({ field }) => accepted.has(field)).map(({ field, value }) => [field, value]),
  );
  return (
    <section className="lt-suggest" aria-labelledby="suggest">
      <div className="lt-section-head">
        <h2 id="suggest" className="lt-grow">
          {t('digital.suggest')}
        </h2>
        <Button busy={busy} onClick={ask}>
          {t('digital.suggestAsk')}
        </Button>
      </div>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {found?.isSecret ? (
        <p className="lt-note lt-note-failed" role="alert">
          {t('digital.suggestSecret')}
        </p>
      ) : null}
      {found && !found.isSecret && found.suggestions.length === 0 ? (
        <p className="lt-2">{t('digital.suggestNone')}</p>
      ) : null}
      {found && found.suggestions.length > 0 ? (
        <>
          <List suggestions={found.suggestions} item={item} accepted={accepted} onToggle={toggle} />
          {canCorrect ? (
            <Button look="primary" disabled={accepted.size === 0} onClick={() => setCorrecting(true)}>
              {t('digital.suggestTake', { n: accepted.size })}
            </Button>
          ) : null}
        </>
      ) : null}
      {canCorrect ? (
        <CorrectDrawer open={correcting} onClose={() => setCorrecting(false)} item={item} proposed={proposed} />
      ) : null}
    </section>
  );
};
