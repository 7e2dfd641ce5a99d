import { useRef, useState } from 'react';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CorrectRowsResult, FileRowsResult } from '@/server/domain/archive/catalogue-draft';
import { carriedCells, type GridContext, type GridProblem } from '@/server/domain/archive/grid-row';
import { type FieldMerge, mergeFields } from '@/server/domain/archive/merge-fields';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { valuesOf } from '../item-values';
import { type StaleDetails, staleDetails } from '../stale-details';
import { blankRow, type GridRow, isBlank } from './grid-model';
import { changedColumns, changesOfRow } from './row-changes';
import { errorsOf, type Judgement, type Judgements, type RowProblems } from './use-row-problems';

/** A row that somebody else changed while it stood in the grid. */
export interface RowConflict {
  row: GridRow;
  referenceCode: string;
  merge: FieldMerge;
  stale: StaleDetails;
  /** The record as it stands now. */
  theirs: Record<string, string>;
  rowVersion: number;
}

export interface Submitted {
  filed: FileRowsResult['filed'];
  corrected: number;
  left: number;
  refused: { code: AppErrorCode; rows: number[] }[];
}

interface SubmitRows {
  kind: 'grid' | 'edit';
  rows: readonly GridRow[];
  context: GridContext;
  problems: RowProblems;
  flush: () => Promise<{ id: string; rowVersion: number } | null>;
  settle: (rowVersion: number, rows: readonly GridRow[]) => void;
  replace: (rows: readonly GridRow[]) => void;
  setRefused: (refused: Judgements) => void;
}

/** Rows that would go: not blank, without an error, and, of filed records, changed. */
export const readyRows = (kind: 'grid' | 'edit', rows: readonly GridRow[], problems: RowProblems): GridRow[] =>
  rows.filter(
    (row) =>
      !isBlank(row) &&
      errorsOf(problems.get(row.key)).length === 0 &&
      (kind === 'grid' || (row.itemId !== undefined && changedColumns(row).length > 0)),
  );

/** So many rows wait to be typed in when a grid was filed. */
const EMPTY_ROWS = 20;
const NOT_SAVED = new Error('the draft could not be saved');

type Client = ReturnType<typeof useWorkspaceClient>;

const leaveRows = (input: SubmitRows, gone: ReadonlySet<string>): readonly GridRow[] => {
  const left = input.rows.filter((row) => !gone.has(row.key));
  if (input.kind === 'edit') return left;
  // What carries on from the last row that went stands in the first empty one.
  const last = [...input.rows].reverse().find((row) => gone.has(row.key));
  const empty = Array.from({ length: Math.max(1, EMPTY_ROWS - left.length) }, () => blankRow());
  return [...left, blankRow(carriedCells(last?.cells ?? {})), ...empty];
};

/** Said of the cells that were sent: whoever changes the row can send it again. */
const judgementsOf = (sent: readonly GridRow[], said: ReadonlyMap<string, readonly unknown[]>): Judgements =>
  new Map(
    sent.flatMap(({ key, cells }): [string, Judgement[]][] => {
      const problems = (said.get(key) ?? []) as GridProblem[];
      return [[key, problems.map((problem) => ({ problem, isOf: (row) => row.cells === cells }))]];
    }),
  );

/** Why records were not corrected, each reason once with the rows where they stand now. */
const refusalsOf = (refused: CorrectRowsResult['rows'], left: readonly GridRow[]): Submitted['refused'] => {
  const byCode = new Map<AppErrorCode, number[]>();
  for (const { key, errorCode } of refused) {
    if (errorCode !== null)
      byCode.set(errorCode, [...(byCode.get(errorCode) ?? []), left.findIndex((row) => row.key === key) + 1]);
  }
  return [...byCode].map(([code, rows]) => ({ code, rows }));
};

const countFilled = (rows: readonly GridRow[]): number => rows.filter((row) => !isBlank(row)).length;

/** New records: the right rows are filed in one transaction, the wrong ones stay with the server's reasons. */
const fileRows = async (client: Client, input: SubmitRows, ready: readonly GridRow[]): Promise<Submitted> => {
  const draft = await input.flush();
  if (!draft) throw NOT_SAVED;
  const result = await client.archive.fileRows.mutate(
    { draftId: draft.id, rowVersion: draft.rowVersion, rows: ready.map(({ key, cells }) => ({ key, cells })) },
    { context: { idempotencyKey: newIdempotencyKey() } },
  );
  const left = leaveRows(input, new Set(result.filed.map((row) => row.key)));
  input.replace(left);
  input.settle(result.rowVersion, left);
  input.setRefused(judgementsOf(ready, new Map(result.wrong.map(({ key, problems }) => [key, problems]))));
  return { filed: result.filed, corrected: 0, left: countFilled(left), refused: [] };
};

const readConflict = async (
  client: Client,
  input: SubmitRows,
  row: GridRow,
  details: Record<string, unknown>,
): Promise<RowConflict> => {
  const { item } = await client.archive.byId.query({ id: row.itemId ?? '' });
  const names = new Map((input.context.topics ?? []).map((topic) => [topic.code, topic.name]));
  const topics = item.topics.map((code) => names.get(code) ?? code).join('、');
  const theirs: Record<string, string> = { ...row.seen, ...valuesOf(item), topics };
  return {
    row,
    referenceCode: item.referenceCode,
    merge: mergeFields(row.seen ?? {}, theirs, row.cells),
    stale: staleDetails(details),
    theirs,
    rowVersion: item.rowVersion,
  };
};

/** Filed records: each change is a correction of its own; a record that somebody else changed comes back as a conflict. */
const correctRows = async (
  client: Client,
  input: SubmitRows,
  ready: readonly GridRow[],
  reason: string,
): Promise<Submitted & { conflicts: RowConflict[] }> => {
  const draft = await input.flush();
  if (!draft) throw NOT_SAVED;
  const rows = ready.map((row) => ({
    key: row.key,
    id: row.itemId ?? '',
    rowVersion: row.rowVersion ?? 0,
    changes: changesOfRow(row, input.context),
  }));
  const result = await client.archive.correctRows.mutate(
    { draftId: draft.id, reason, rows },
    { context: { idempotencyKey: newIdempotencyKey() } },
  );
  const gone = new Set(result.rows.filter((row) => row.errorCode === null).map((row) => row.key));
  const left = leaveRows(input, gone);
  input.replace(left);
  if (result.draftVersion !== null) input.settle(result.draftVersion, left);
  const byKey = new Map(ready.map((row) => [row.key, row]));
  const stale = result.rows.filter((row) => row.errorCode === 'STALE_VERSION');
  const conflicts = await Promise.all(
    stale.flatMap((row) => {
      const mine = byKey.get(row.key);
      return mine ? [readConflict(client, input, mine, row.details)] : [];
    }),
  );
  const refused = result.rows.filter((row) => row.errorCode !== null && row.errorCode !== 'STALE_VERSION');
  const problem = { code: 'FIELD_INVALID', severity: 'error', field: 'title', detail: 'refused' } as const;
  input.setRefused(judgementsOf(ready, new Map(refused.map((row) => [row.key, [problem]]))));
  return { filed: [], corrected: gone.size, left: countFilled(left), refused: refusalsOf(refused, left), conflicts };
};

/** Sends what is ready, once at a time, and keeps what became of it. */
export const useSubmitRows = (input: SubmitRows) => {
  const client = useWorkspaceClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [done, setDone] = useState<Submitted | null>(null);
  const [conflicts, setConflicts] = useState<RowConflict[]>([]);
  const running = useRef(false);

  const send = async (ready: readonly GridRow[], reason: string): Promise<void> => {
    if (input.kind === 'grid') {
      setDone(await fileRows(client, input, ready));
      return;
    }
    const result = await correctRows(client, input, ready, reason);
    setConflicts(result.conflicts);
    setDone(result);
  };

  const submit = async (reason: string): Promise<boolean> => {
    const ready = readyRows(input.kind, input.rows, input.problems);
    if (running.current || ready.length === 0) {
      return false;
    }
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await send(ready, reason);
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  /** A row with the merge in it, at the version that stands now. */
  const settleConflict = (conflict: RowConflict, cells: Record<string, string>) => {
    const { row, theirs, rowVersion } = conflict;
    input.replace(input.rows.map((one) => (one.key === row.key ? { ...one, cells, seen: theirs, rowVersion } : one)));
    setConflicts((before) => before.filter((other) => other !== conflict));
  };
  return { busy, failure, done, conflicts, submit, settleConflict, dismiss: () => setDone(null) };
};
