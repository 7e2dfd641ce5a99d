import { type CSSProperties, forwardRef, useEffect } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { LONGEST_CELL } from '@/server/domain/archive/grid-row';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { useTopics } from '../use-topics';
import type { GridState } from './grid-model';
import type { Editing, useSheetKeys } from './use-sheet-keys';

/** What a cell of a column may be chosen from, in words that it can also be typed in. */
const choicesOf = (
  column: string,
  category: string,
  isEnglish: boolean,
  topics: readonly { name: string }[],
): string[] => {
  if (column === 'retentionCode') return RETENTION_CODES.map((entry) => entry.code);
  if (column === 'openFlag') return OPEN_FLAGS.map((flag) => (isEnglish ? flag.code : flag.zh));
  if (column === 'topics') return topics.map((topic) => topic.name);
  const field = categoryFields(category).find((one) => `details.${one.code}` === column);
  return (field?.choices ?? []).map((choice) => (isEnglish ? choice.en : choice.zh));
};

interface CellEditorProps {
  state: GridState;
  category: string;
  label: string;
  editing: Editing;
  setEditing: (editing: Editing) => void;
  keys: ReturnType<typeof useSheetKeys>;
  style: CSSProperties;
}

/** The one input of the sheet. At rest it is empty and unseen; a letter, a composition or F2 brings it out. */
export const CellEditor = forwardRef<HTMLInputElement, CellEditorProps>((props, ref) => {
  const { state, category, label, editing, setEditing, keys, style } = props;
  const t = useText();
  const locale = useLocale();
  const topics = useTopics();
  const column = state.columns[state.at.column] ?? '';
  const value = state.rows[state.at.row]?.cells[column] ?? '';
  const choices = choicesOf(column, category, locale === 'en', topics);
  useEffect(() => {
    const element = document.querySelector<HTMLInputElement>('.lt-sheet-input');
    element?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <input
        ref={ref}
        className={`lt-sheet-input ${editing ? 'lt-sheet-editing' : ''}`}
        style={style}
        value={editing?.text ?? ''}
        readOnly={state.locked.has(column)}
        maxLength={LONGEST_CELL}
        autoComplete="off"
        spellCheck={false}
        list={choices.length > 0 ? `sheet-${column}` : undefined}
        aria-label={t('cataloguing.cellLabel', { column: label, row: String(state.at.row + 1), value })}
        onChange={(event) => setEditing({ mode: editing?.mode ?? 'type', text: event.target.value })}
        onKeyDown={keys.onKeyDown}
        onPaste={keys.onPaste}
        onCopy={keys.onCopy}
        onCut={keys.onCopy}
        onBlur={() => {
          if (editing) {
            keys.commit();
          }
        }}
      />
      {choices.length > 0 ? (
        <datalist id={`sheet-${column}`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      ) : null}
    </>
  );
});
