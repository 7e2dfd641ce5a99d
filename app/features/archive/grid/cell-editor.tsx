import { type CSSProperties, forwardRef, useEffect } from 'react';
import { useText } from '@/app/i18n/use-text';
import { LONGEST_CELL } from '@/server/domain/archive/grid-row';
import type { GridState } from './grid-model';
import type { Editing, useSheetKeys } from './use-sheet-keys';

interface CellEditorProps {
  state: GridState;
  choices: readonly string[];
  label: string;
  editing: Editing;
  setEditing: (editing: Editing) => void;
  keys: ReturnType<typeof useSheetKeys>;
  style: CSSProperties;
}

/** The one input of the sheet. At rest it is empty and unseen; a letter, a composition or F2 brings it out. */
export const CellEditor = forwardRef<HTMLInputElement, CellEditorProps>((props, ref) => {
  const { state, choices, label, editing, setEditing, keys, style } = props;
  const t = useText();
  const column = state.columns[state.at.column] ?? '';
  const value = state.rows[state.at.row]?.cells[column] ?? '';
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
