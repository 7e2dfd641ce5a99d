import { useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useFound } from '@/app/lib/use-found';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { EventName } from '@/server/domain/filing/handed-document';
import { Options } from './filing-labels';

/** As many as the server names at first; fewer are all there are, and need no search. */
const NAMED_AT_FIRST = 50;

/** Events whose name holds the words; the latest ones while nothing is typed. */
const useEventNames = (latest: readonly EventName[], words: string): readonly EventName[] => {
  const client = useWorkspaceClient();
  const found = useFound(words, (q) => client.filing.handInEvents.query({ q }));
  return words === '' ? latest : (found ?? latest);
};

interface ChoiceProps {
  id?: string;
  value?: string;
  onChange?: (eventId: string) => void;
  /** The latest ones. */
  events: readonly EventName[];
}

/** Which 四重 a document belongs to; an older one is found by its name. */
export const EventChoice = ({ id, value = '', onChange, events }: ChoiceProps) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const named = useEventNames(events, typed.trim());
  const isOther = value !== '' && !named.some((event) => event.id === value);
  return (
    <>
      {events.length >= NAMED_AT_FIRST ? (
        <input
          className="lt-input"
          type="search"
          aria-label={t('filing.handInEventSearch')}
          placeholder={t('filing.handInEventSearch')}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // Enter looks for an event; the form is sent by its button.
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
          }}
        />
      ) : null}
      <select id={id} className="lt-select" value={value} onChange={(event) => onChange?.(event.target.value)}>
        <option value="">{t('filing.handInEventNone')}</option>
        {isOther ? <option value={value}>{t('filing.handInEventKept')}</option> : null}
        <Options options={named.map((event) => ({ value: event.id, label: `${event.name} (${event.heldFrom})` }))} />
      </select>
    </>
  );
};
