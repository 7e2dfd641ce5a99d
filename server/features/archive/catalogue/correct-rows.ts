import type { TenantDb } from '@/db/client';
import { findDraft, updateDraft } from '@/db/queries/archive-draft.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { atSavepoint } from '@/db/queries/savepoint.queries';
import { audit } from '@/server/audit/audit';
import type { CorrectRowsInput, CorrectRowsResult, DraftRow } from '@/server/domain/archive/catalogue-draft';
import { AppError } from '@/server/domain/shared/app-error';
import { applyCorrection } from '@/server/features/archive/correct-item';
import type { TenantScope } from '@/server/tenancy/scope';
import { refusalOf } from './refusal-of.ts';
import { personOf } from './save-draft.ts';

type Outcome = CorrectRowsResult['rows'][number];

/** One row by itself: a refusal leaves the others as they are. A fault of ours is thrown on. */
const correctOne = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: CorrectRowsInput['rows'][number],
  reason: string,
  today: string,
): Promise<Outcome> => {
  try {
    const done = await atSavepoint(tdb, () =>
      applyCorrection(
        tdb,
        scope,
        { id: row.id, rowVersion: row.rowVersion, changes: row.changes, reason },
        { action: 'archive.correct', today },
      ),
    );
    return { key: row.key, errorCode: null, rowVersion: done.rowVersion, details: {} };
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    const details = refused.details ?? {};
    const version = typeof details.rowVersion === 'number' ? details.rowVersion : null;
    return { key: row.key, errorCode: refused.code, rowVersion: version, details };
  }
};

/** Corrections of many records at once, each of its own, all with one reason. Rows that were corrected leave the draft. */
export const correctRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CorrectRowsInput,
): Promise<CorrectRowsResult> => {
  const today = await readToday(tdb);
  const rows: Outcome[] = [];
  for (const row of input.rows) rows.push(await correctOne(tdb, scope, row, input.reason, today));
  let draftVersion: number | null = null;
  if (input.draftId !== undefined) {
    const key = { ...personOf(scope), id: input.draftId };
    const draft = await findDraft(tdb, key);
    if (!draft) throw new AppError('NOT_FOUND', `draft ${input.draftId} is not this person's`);
    const done = new Set(rows.filter((row) => row.errorCode === null).map((row) => row.key));
    const left = (draft.rows as DraftRow[]).filter((row) => !done.has(row.key));
    draftVersion = await updateDraft(tdb, { ...key, rowVersion: draft.rowVersion }, { rows: left });
  }
  const refused = rows.filter((row) => row.errorCode !== null).length;
  await audit(tdb, scope, {
    action: 'archive.correctRows',
    objectKind: 'catalogue_draft',
    objectId: input.draftId ?? null,
    detail: { corrected: rows.length - refused, refused, reason: input.reason },
  });
  return { rows, draftVersion };
};
