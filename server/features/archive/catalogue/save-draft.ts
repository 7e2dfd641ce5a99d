import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  type DraftRowRecord,
  type DraftSummaryRow,
  findDraft,
  insertDraft,
  listDrafts,
  purgeDrafts,
  setDraftDiscarded,
  updateDraft,
} from '@/db/queries/archive-draft.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import {
  BIN_DAYS,
  type DraftRow,
  type DraftSummary,
  type DraftView,
  draftSummary,
  draftView,
  type SaveDraftInput,
  type StartDraftInput,
} from '@/server/domain/archive/catalogue-draft';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { requireContainer } from '@/server/features/archive/read-container';
import type { TenantScope } from '@/server/tenancy/scope';

const MOST_LISTED = 500;

export const personOf = (scope: TenantScope): { tenantId: number; accountId: string } => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a draft belongs to a person');
  return { tenantId: scope.tenantId, accountId: scope.accountId };
};

const refuseRows = (rows: readonly DraftRow[]): void => {
  for (const row of rows) refuseClassified(...Object.values(row.cells));
};

const requireFonds = async (tdb: TenantDb, tenantId: number, fondsId: string): Promise<void> => {
  if (!(await findFonds(tdb, tenantId, fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
};

/** What was typed is nobody's business until it is filed: the log says that there is a draft, not what stands in it. */
const note = (tdb: TenantDb, scope: TenantScope, verb: string, id: string, rows: number): Promise<void> =>
  audit(tdb, scope, { action: `archive.${verb}`, objectKind: 'catalogue_draft', objectId: id, detail: { rows } });

/** Begins a draft with what is there so far. */
export const startDraft = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartDraftInput,
): Promise<{ id: string; rowVersion: number }> => {
  const person = personOf(scope);
  await requireFonds(tdb, scope.tenantId, input.fondsId);
  if (input.parentId !== undefined) {
    const { fondsId } = await requireContainer(tdb, scope.tenantId, input.parentId);
    if (fondsId !== input.fondsId) throw new AppError('NOT_FOUND', `volume ${input.parentId} is of another fonds`);
  }
  refuseRows(input.rows);
  const id = uuidv7();
  await purgeDrafts(tdb, person, BIN_DAYS);
  await insertDraft(tdb, { ...person, id, ...input });
  await note(tdb, scope, 'startDraft', id, input.rows.length);
  return { id, rowVersion: 1 };
};

/** Keeps what stands in the form or grid now. Two windows on one draft do not write over each other. */
export const saveDraft = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveDraftInput,
): Promise<{ rowVersion: number }> => {
  const key = { ...personOf(scope), id: input.id };
  await requireFonds(tdb, scope.tenantId, input.fondsId);
  refuseRows(input.rows);
  const rowVersion = await updateDraft(tdb, { ...key, rowVersion: input.rowVersion }, input);
  if (rowVersion === null) {
    if (await findDraft(tdb, key)) throw new AppError('STALE_VERSION', `draft ${input.id} was saved elsewhere`);
    throw new AppError('NOT_FOUND', `draft ${input.id} is not this person's`);
  }
  await note(tdb, scope, 'saveDraft', input.id, input.rows.length);
  return { rowVersion };
};

const toSummary = (row: DraftSummaryRow): DraftSummary => draftSummary.parse(row);

/** One's own drafts, or those in one's bin. */
export const listOwnDrafts = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { isDiscarded: boolean },
): Promise<DraftSummary[]> => (await listDrafts(tdb, personOf(scope), { ...input, limit: MOST_LISTED })).map(toSummary);

export const getDraft = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<DraftView> => {
  const row: DraftRowRecord | undefined = await findDraft(tdb, { ...personOf(scope), id: input.id });
  if (!row) throw new AppError('NOT_FOUND', `draft ${input.id} is not this person's`);
  return draftView.parse(row);
};

const moveDraft = async (tdb: TenantDb, scope: TenantScope, id: string, isDiscarded: boolean): Promise<void> => {
  const person = personOf(scope);
  await purgeDrafts(tdb, person, BIN_DAYS);
  if (!(await setDraftDiscarded(tdb, { ...person, id }, isDiscarded)))
    throw new AppError('NOT_FOUND', `draft ${id} is not this person's, or not there`);
  await note(tdb, scope, isDiscarded ? 'discardDraft' : 'restoreDraft', id, 0);
};

/** Into the bin, for thirty days. */
export const discardDraft = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ id: string }> => {
  await moveDraft(tdb, scope, input.id, true);
  return { id: input.id };
};

export const restoreDraft = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ id: string }> => {
  await moveDraft(tdb, scope, input.id, false);
  return { id: input.id };
};
