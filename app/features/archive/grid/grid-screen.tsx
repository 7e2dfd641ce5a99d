import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspace } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { DraftView } from '@/server/domain/archive/catalogue-draft';
import type { SchemeView } from '@/server/domain/archive/classification-scheme';
import type { GridContainer } from '@/server/domain/archive/grid-container';
import { CODE_COLUMNS, gridColumns } from '@/server/domain/archive/grid-row';
import { useSimilar } from '../use-similar';
import { useTopics } from '../use-topics';
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
} from './grid-model';
import { ContainerNote, GridPlace } from './grid-place';
import { ConflictDialog, GridResult } from './grid-result';
import { GridSheet } from './grid-sheet';
import { DraftNote, GridStatus } from './grid-status';
import { type DraftPlace, useDraft } from './use-draft';
import { useDraftRepeats } from './use-draft-repeats';
import { useRecordFace } from './use-record-face';
import { errorsOf, type Judgements, useRowProblems } from './use-row-problems';
import { readyRows, useSubmitRows } from './use-submit-rows';
import { useWidths } from './use-widths';

const FIRST_ROWS = 20;
const LOCKED: ReadonlySet<string> = new Set(CODE_COLUMNS);
const OPEN: ReadonlySet<string> = new Set();
const NOT_REFUSED: Judgements = new Map();

export interface GridScreenProps {
  fonds: readonly FondsView[];
  schemes: readonly SchemeView[];
  draft: DraftView | null;
  /** 案卷 or 照片组 whose pieces are written down. */
  container: GridContainer | null;
  /** Where a new grid begins: from the place in the tree. */
  start: { fondsId: string; categoryCode: string; cells: Record<string, string> };
  waiting: number;
}

const firstRows = ({ draft, start }: GridScreenProps): GridRow[] => {
  const kept: GridRow[] = draft ? draft.rows : [blankRow(start.cells)];
  if (draft?.kind === 'edit') return kept;
  return [...kept, ...Array.from({ length: Math.max(0, FIRST_ROWS - kept.length) }, () => blankRow())];
};

/** The address names the draft from its first save on, so that a reload brings it back; the screen stays as it is. */
const useDraftAddress = (id: string | null) => {
  useEffect(() => {
    if (id !== null && !window.location.search.includes(id)) {
      window.history.replaceState(window.history.state, '', `${window.location.pathname}?draft=${id}`);
    }
  }, [id]);
};

const useGrid = (props: GridScreenProps) => {
  const { draft, fonds, schemes, start, container } = props;
  const today = useToday();
  const [place, setPlace] = useState<DraftPlace>({
    kind: draft?.kind === 'edit' ? 'edit' : 'grid',
    fondsId: draft?.fondsId ?? start.fondsId,
    categoryCode: draft?.categoryCode ?? start.categoryCode,
    parentId: container?.id,
  });
  const columns = useMemo(() => gridColumns(place.categoryCode, container), [place.categoryCode, container]);
  const [held, setState] = useState(() => makeGrid(columns, firstRows(props), place.kind === 'edit' ? LOCKED : OPEN));
  const state = useMemo<GridState>(
    () => ({ ...held, columns, at: { ...held.at, column: Math.min(held.at.column, columns.length - 1) } }),
    [held, columns],
  );
  const topics = useTopics();
  const [refused, setRefused] = useState(NOT_REFUSED);
  const number = fonds.find((one) => one.id === place.fondsId)?.number ?? '';
  const own = useMemo(() => schemes.filter((scheme) => scheme.fondsId === place.fondsId), [schemes, place.fondsId]);
  const context = useMemo(
    () => ({ fondsNumber: number, categoryCode: place.categoryCode, container, schemes: own, topics, today }),
    [number, place.categoryCode, container, own, topics, today],
  );
  const apply = useCallback(
    (change: (before: GridState) => GridState) => setState((before) => change({ ...before, columns })),
    [columns],
  );
  const kept = useDraft(place, state.rows, draft && { id: draft.id, rowVersion: draft.rowVersion });
  const repeated = useDraftRepeats(kept.id, kept.savedAt);
  const problems = useRowProblems(state.rows, context, refused, repeated);
  const submission = useSubmitRows({
    kind: place.kind === 'edit' ? 'edit' : 'grid',
    rows: state.rows,
    context,
    problems,
    flush: kept.flush,
    settle: kept.settle,
    replace: (rows) => apply((before) => replaceRows(before, rows)),
    setRefused,
  });
  useDraftAddress(kept.id);
  return { place, setPlace, state, apply, problems, kept, submission };
};

const Tools = ({ apply, isEdit }: { apply: (change: (state: GridState) => GridState) => void; isEdit: boolean }) => {
  const t = useText();
  return (
    <>
      {isEdit ? null : (
        <Button icon="plus" onClick={() => apply(addRow)}>
          {t('cataloguing.addRow')}
        </Button>
      )}
      <Button onClick={() => apply(removeRows)}>{t(isEdit ? 'cataloguing.dropRows' : 'cataloguing.removeRows')}</Button>
      <Button onClick={() => apply(fillDown)}>
        {t('cataloguing.fillDown')} <kbd className="lt-kbd lt-kbd-hint">Ctrl D</kbd>
      </Button>
      <Button onClick={() => apply(undo)}>
        {t('common.undo')} <kbd className="lt-kbd lt-kbd-hint">Ctrl Z</kbd>
      </Button>
      <Button onClick={() => apply(redo)}>{t('cataloguing.redo')}</Button>
    </>
  );
};

const titleOf = (isEdit: boolean, container: GridContainer | null) => {
  if (isEdit) return 'cataloguing.editTitle' as const;
  if (container === null) return 'cataloguing.gridTitle' as const;
  return container.level === 'group' ? ('cataloguing.gridOfGroup' as const) : ('cataloguing.gridOfVolume' as const);
};

/** 著录表格 with its place, its tools, what is wrong, and the one act: filing, or correcting what is filed. */
export const GridScreen = (props: GridScreenProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { place, setPlace, state, apply, problems, kept, submission } = useGrid(props);
  const { widths, resize } = useWidths(state.columns);
  const face = useRecordFace(place.categoryCode);
  const [asking, setAsking] = useState(false);
  const act = useRef<HTMLDivElement>(null);
  const isEdit = place.kind === 'edit';
  const ready = readyRows(isEdit ? 'edit' : 'grid', state.rows, problems).length;
  const wrong = state.rows.filter((row) => errorsOf(problems.get(row.key)).length > 0).length;
  const typed = state.rows.filter((row) => !isBlank(row)).length;
  const row = state.rows[state.at.row];
  const { referenceCode, documentNumber, title } = row?.cells ?? {};
  const similar = useSimilar(
    row && !isBlank(row) ? { referenceCode, documentNumber, title, exceptId: row.itemId } : null,
  );
  const submit = () => {
    if (isEdit) setAsking(true);
    else void submission.submit('');
  };
  const [conflict] = submission.conflicts;
  return (
    <div className="lt-page lt-page-wide lt-grid-page">
      <PageHeader
        title={t(titleOf(isEdit, props.container))}
        lead={<DraftNote status={kept.status} savedAt={kept.savedAt} />}
        actions={
          <div ref={act} className="lt-wrap">
            {props.waiting > 0 && !props.draft ? (
              <ButtonLink to={`/w/${slug}/archives/drafts`}>
                {t('cataloguing.draftsWaiting', { n: props.waiting })}
              </ButtonLink>
            ) : null}
            <Button look="primary" busy={submission.busy} disabled={ready === 0} onClick={submit}>
              {t(isEdit ? 'cataloguing.submitEdit' : 'cataloguing.submitGrid', { n: ready })}{' '}
              <kbd className="lt-kbd lt-kbd-hint">Ctrl Enter</kbd>
            </Button>
          </div>
        }
      />
      {submission.failure ? <CallFailureNote failure={submission.failure} /> : null}
      {submission.done ? <GridResult done={submission.done} /> : null}
      <div className="lt-wrap lt-sheet-tools">
        {props.container ? (
          <ContainerNote container={props.container} />
        ) : (
          <GridPlace fonds={props.fonds} place={place} onChange={setPlace} />
        )}
        <Tools apply={apply} isEdit={isEdit} />
        <span className="lt-2" role="status">
          {t('cataloguing.counts', { typed, ready, wrong })}
        </span>
      </div>
      {!isEdit && props.fonds.find((one) => one.id === place.fondsId)?.isOfficial === false ? (
        <p className="lt-note lt-note-info" role="status">
          {t('archive.provisionalAlways')}
        </p>
      ) : null}
      <GridSheet
        state={state}
        face={face}
        widths={widths}
        onResize={resize}
        problems={problems}
        apply={apply}
        onSubmit={submit}
        onSave={() => void kept.flush()}
        onLeave={() => act.current?.querySelector<HTMLElement>('button:not(:disabled), a')?.focus()}
      />
      <GridStatus state={state} category={place.categoryCode} problems={problems} similar={similar} />
      <p className="lt-3">{t('cataloguing.keys')}</p>
      <ReasonDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title={t('archive.correctTitle')}
        effect={t('cataloguing.editEffect', { n: ready })}
        label={t('archive.correctReason')}
        act={t('cataloguing.submitEdit', { n: ready })}
        onSubmit={async (reason) => {
          await submission.submit(reason);
        }}
      />
      {conflict ? (
        <ConflictDialog
          key={conflict.row.key}
          conflict={conflict}
          category={place.categoryCode}
          onSettle={submission.settleConflict}
        />
      ) : null}
    </div>
  );
};
