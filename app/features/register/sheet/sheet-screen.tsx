import { useCallback, useMemo, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import {
  addRow,
  blankRow,
  fillDown,
  type GridRow,
  type GridState,
  isBlank,
  makeGrid,
  redo,
  removeRows,
  replaceRows,
  undo,
} from '@/app/features/archive/grid/grid-model';
import { GridSheet } from '@/app/features/archive/grid/grid-sheet';
import { DraftNote } from '@/app/features/archive/grid/grid-status';
import { useWidths } from '@/app/features/archive/grid/use-widths';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryView } from '@/server/domain/register/register-entry';
import { cellsOfEntry, type SheetView } from '@/server/domain/register/register-sheet';
import { inWords, languageOf } from '../register-words';
import { readyRows, useRegisterFace, useSheetProblems } from './use-register-rows';
import { useSheetDraft } from './use-sheet-draft';

const FIRST_ROWS = 20;

interface SheetScreenProps {
  definition: RegisterDefinition;
  draft: SheetView['draft'];
  /** Entries to be changed in the sheet. */
  entries: readonly EntryView[];
}

/** Entries as they stand, or as somebody had begun to change them; below them what was typed and not entered. */
const firstRows = ({ definition, draft, entries }: SheetScreenProps, language: 'zh' | 'en'): GridRow[] => {
  const kept = draft?.rows ?? [];
  const begun = new Map(kept.flatMap((row) => (row.itemId ? [[row.itemId, row] as const] : [])));
  const shown = entries.map((entry): GridRow => {
    const cells = cellsOfEntry(definition, entry.values, language);
    const own = begun.get(entry.id);
    begun.delete(entry.id);
    if (own && own.rowVersion === entry.rowVersion) return own;
    return { key: entry.id, cells, seen: cells, itemId: entry.id, rowVersion: entry.rowVersion };
  });
  const typed = kept.filter((row) => row.itemId === undefined || begun.has(row.itemId));
  const rows = [...shown, ...typed];
  const blanks = Array.from({ length: Math.max(entries.length > 0 ? 0 : 1, FIRST_ROWS - rows.length) }, () =>
    blankRow(),
  );
  return [...rows, ...blanks];
};

const TOOLS = [
  ['register.sheetAdd', addRow],
  ['register.sheetRemove', removeRows],
  ['cataloguing.fillDown', fillDown],
  ['common.undo', undo],
  ['cataloguing.redo', redo],
] as const;

/** 表格登记: many entries of a register at once, new ones and changed ones. */
export const SheetScreen = (props: SheetScreenProps) => {
  const { definition, draft } = props;
  const t = useText();
  const toast = useToast();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const columns = useMemo(() => definition.fields.map(({ key }) => key), [definition]);
  const [state, setState] = useState(() => makeGrid(columns, firstRows(props, languageOf(locale))));
  const apply = useCallback((change: (before: GridState) => GridState) => setState(change), []);
  const problems = useSheetProblems(definition, state.rows);
  const kept = useSheetDraft(definition.code, state.rows, draft?.rowVersion ?? 0);
  const face = useRegisterFace(definition);
  const { widths, resize } = useWidths(columns);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const act = useRef<HTMLDivElement>(null);
  const ready = readyRows(state.rows, problems);
  const changes = ready.some((row) => row.itemId !== undefined);

  const enter = async (reason?: string): Promise<void> => {
    await kept.flush();
    const rows = ready.map((row) => ({ ...row, cells: { ...row.cells }, seen: row.seen && { ...row.seen } }));
    const done = await client.register.enterSheet.mutate(
      { code: definition.code, rows, reason },
      { context: { idempotencyKey: newIdempotencyKey() } },
    );
    kept.entered();
    const gone = new Set(ready);
    apply((before) =>
      replaceRows(
        before,
        before.rows.flatMap((row) => {
          if (!gone.has(row)) return [row];
          return row.itemId ? [{ ...row, seen: row.cells, rowVersion: (row.rowVersion ?? 0) + 1 }] : [];
        }),
      ),
    );
    toast({ text: t('register.sheetDone', done) });
  };
  const submit = async (): Promise<void> => {
    if (ready.length === 0 || busy) return;
    if (changes) return setAsking(true);
    setBusy(true);
    setFailure(null);
    try {
      await enter();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const column = columns[state.at.column] ?? '';
  const row = state.rows[state.at.row];
  const own = (row ? problems.get(row.key) : undefined)?.filter(({ field }) => field === column) ?? [];
  const help = definition.fields.find(({ key }) => key === column)?.help;
  return (
    <div className="lt-page lt-page-wide lt-grid-page">
      <PageHeader
        title={t('register.sheetOf', { name: inWords(definition.name, locale) })}
        lead={<DraftNote status={kept.status} savedAt={kept.savedAt} />}
        actions={
          <div ref={act} className="lt-wrap">
            <Button look="primary" busy={busy} disabled={ready.length === 0} onClick={() => void submit()}>
              {t('register.sheetEnter', { n: ready.length })} <kbd className="lt-kbd lt-kbd-hint">Ctrl Enter</kbd>
            </Button>
          </div>
        }
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      <div className="lt-wrap lt-sheet-tools">
        {TOOLS.map(([label, change]) => (
          <Button key={label} onClick={() => apply(change)}>
            {t(label)}
          </Button>
        ))}
        <span className="lt-2" role="status">
          {t('cataloguing.counts', {
            typed: state.rows.filter((one) => !isBlank(one)).length,
            ready: ready.length,
            wrong: problems.size,
          })}
        </span>
      </div>
      <GridSheet
        state={state}
        face={face}
        widths={widths}
        onResize={resize}
        problems={problems}
        apply={apply}
        onSubmit={() => void submit()}
        onSave={() => void kept.flush()}
        onLeave={() => act.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus()}
      />
      <div className="lt-sheet-status">
        <p role="status">
          <b>{face.labelOf(column)}</b>{' '}
          {own.length > 0 ? <span className="lt-sheet-reason">{own.map(face.say).join(t('common.list'))}</span> : null}
        </p>
        {help ? <p className="lt-2">{inWords(help, locale)}</p> : null}
        {state.cutOff > 0 ? (
          <p className="lt-note lt-note-attention" role="alert">
            {t('cataloguing.cutOff', { n: state.cutOff })}
          </p>
        ) : null}
      </div>
      <p className="lt-3">{t('cataloguing.keys')}</p>
      <ReasonDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title={t('register.sheetChangeTitle')}
        effect={t('register.sheetChangeText')}
        label={t('register.reason')}
        act={t('register.sheetEnter', { n: ready.length })}
        onSubmit={enter}
      />
    </div>
  );
};
