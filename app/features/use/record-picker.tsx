import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';
import { useWorkspaceClient } from '@/app/lib/workspace';

export interface PickedRecord {
  itemId: string | null;
  referenceCode: string | null;
  title: string;
}

interface RecordPickerProps {
  id?: string;
  onPick: (record: PickedRecord) => void;
  /** Whether what stands in no catalogue may be entered as it is typed. */
  takesTyped: boolean;
}

const SHOWN = 8;
const LEAST = 2;
const PAUSE_MS = 250;

/**
 * Finds a record by its code or two signs of its title. Arrows and Enter choose; a scanner types a code and Enter, which
 * takes the record of that code at once.
 */
export const RecordPicker = ({ id, onPick, takesTyped }: RecordPickerProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ q: string; options: PickedRecord[] }>({ q: '', options: [] });
  const [active, setActive] = useState(0);
  const latest = useRef('');
  const words = typed.trim();
  const search = useCallback(
    async (q: string): Promise<PickedRecord[]> => {
      const { rows } = await client.archive.list.query({ q, limit: SHOWN });
      const options: PickedRecord[] = rows.map((row) => ({
        itemId: row.id,
        referenceCode: row.referenceCode,
        title: row.title,
      }));
      return takesTyped ? [...options, { itemId: null, referenceCode: null, title: q }] : options;
    },
    [client, takesTyped],
  );
  useEffect(() => {
    latest.current = words;
    if (words.length < LEAST) {
      setFound({ q: '', options: [] });
      return;
    }
    const timer = setTimeout(() => {
      void search(words)
        .then((options) => {
          if (latest.current === words) setFound({ q: words, options });
        })
        .catch(() => setFound({ q: '', options: [] }));
    }, PAUSE_MS);
    setActive(0);
    return () => clearTimeout(timer);
  }, [words, search]);
  const pick = (record: PickedRecord) => {
    onPick(record);
    setTyped('');
    setFound({ q: '', options: [] });
  };
  const enter = async () => {
    if (words.length < LEAST) return;
    const options = found.q === words ? found.options : await search(words);
    const exact = options.find((option) => option.referenceCode === words);
    const chosen = exact ?? (found.q === words ? options[active] : undefined);
    if (chosen) pick(chosen);
    else setFound({ q: words, options });
  };
  const isOpen = found.options.length > 0;
  const move = (step: number) =>
    setActive((at) => (at + step + found.options.length) % Math.max(1, found.options.length));
  return (
    <div className="lt-desk-picker">
      <input
        id={id}
        className="lt-input"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        placeholder={t('use.pickHint')}
        maxLength={200}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'ArrowDown' && isOpen) {
            event.preventDefault();
            move(1);
          } else if (event.key === 'ArrowUp' && isOpen) {
            event.preventDefault();
            move(-1);
          } else if (event.key === 'Escape' && isOpen) {
            event.stopPropagation();
            setFound({ q: '', options: [] });
          } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            void enter();
          }
        }}
      />
      <div id={listId} role="listbox" aria-label={t('use.lines')} hidden={!isOpen} className="lt-desk-options">
        {found.options.map((option, index) => (
          <div
            key={option.itemId ?? 'typed'}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onMouseDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
              pick(option);
            }}
          >
            <strong>{option.referenceCode ?? t('use.typedOption')}</strong>
            <span>{option.title}</span>
          </div>
        ))}
      </div>
    </div>
  );
};
