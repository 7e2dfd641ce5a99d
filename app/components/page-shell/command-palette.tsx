import { useNavigate } from '@remix-run/react';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';
import { Dialog } from '../dialog';
import { Icon } from '../icon';
import type { PaletteEntry } from './types';

interface CommandPaletteProps {
  open: boolean;
  onClose: () => void;
  /** Always there: the pages of the navigation. */
  pages: readonly PaletteEntry[];
  search?: (text: string) => Promise<PaletteEntry[]>;
}

const SEARCH_AFTER_MS = 200;

const matches = (entry: PaletteEntry, text: string): boolean =>
  entry.label.toLowerCase().includes(text) || entry.kind.toLowerCase().includes(text);

/** Records that match; an answer that was overtaken by further typing is dropped. */
const useFound = (text: string, search?: (text: string) => Promise<PaletteEntry[]>) => {
  const [found, setFound] = useState<PaletteEntry[]>([]);
  const [searching, setSearching] = useState(false);
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    setFound([]);
    if (!latest.current || text.length === 0) {
      setSearching(false);
      return;
    }
    let overtaken = false;
    setSearching(true);
    const timer = setTimeout(async () => {
      const entries = await latest.current?.(text).catch(() => []);
      if (!overtaken) {
        setFound(entries ?? []);
        setSearching(false);
      }
    }, SEARCH_AFTER_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [text]);
  return { found, searching };
};

const PaletteBody = ({ onClose, pages, search }: Omit<CommandPaletteProps, 'open'>) => {
  const t = useText();
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  // Enter that came before the answer, as scanners send it.
  const [isEntered, setEntered] = useState(false);
  const wanted = text.trim().toLowerCase();
  const { found, searching } = useFound(wanted, search);
  const entries = [...pages.filter((page) => matches(page, wanted)), ...found];
  const current = Math.min(at, entries.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  const go = (entry: PaletteEntry | undefined) => {
    if (entry) {
      onClose();
      navigate(entry.to);
    }
  };
  const [first] = entries;
  useEffect(() => {
    if (isEntered && !searching) {
      setEntered(false);
      if (first) {
        onClose();
        navigate(first.to);
      }
    }
  }, [isEntered, searching, first, onClose, navigate]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) {
      return;
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const next = (current + step + entries.length) % entries.length;
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (searching && entries.length === 0) {
        setEntered(true);
      } else {
        go(entries[current]);
      }
    }
  };
  return (
    <>
      <input
        className="lt-palette-input"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? optionId(current) : undefined}
        aria-label={t('common.searchTitle')}
        placeholder={t('shell.searchPlaceholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setEntered(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="lt-palette-list" role="listbox" id={listId} aria-label={t('common.searchTitle')}>
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the field's, as the combobox pattern has it
          <div
            key={entry.key}
            id={optionId(index)}
            role="option"
            aria-selected={index === current}
            onClick={() => go(entry)}
            onMouseMove={() => setAt(index)}
          >
            <Icon name={entry.icon} />
            <span className="lt-grow lt-ellipsis">{entry.label}</span>
            <span className="lt-3">{entry.kind}</span>
          </div>
        ))}
      </div>
      <p className="lt-palette-state" role="status">
        {searching ? t('shell.paletteSearching') : entries.length === 0 ? t('shell.paletteEmpty') : null}
      </p>
      <div className="lt-palette-foot" aria-hidden="true">
        <span>
          <kbd className="lt-kbd">↑</kbd> <kbd className="lt-kbd">↓</kbd> {t('shell.paletteHint')}
        </span>
        <span>
          <kbd className="lt-kbd">Enter</kbd> {t('shell.paletteGo')}
        </span>
        <span>
          <kbd className="lt-kbd">Esc</kbd> {t('common.close')}
        </span>
      </div>
    </>
  );
};

/** Ctrl K: every page of the navigation, and records. */
export const CommandPalette = ({ open, ...rest }: CommandPaletteProps) => {
  const t = useText();
  return (
    <Dialog open={open} onClose={rest.onClose} title={t('common.searchTitle')} place="top" bare>
      <PaletteBody {...rest} />
    </Dialog>
  );
};
