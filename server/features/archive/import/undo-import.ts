import { type TenantDb, withTenantDb } from '@/db/client';
import {
  countUndone,
  findBatch,
  type ImportBatchRecord,
  lockBatch,
  recountBatch,
  updateBatch,
} from '@/db/queries/archive-import.queries';
import {
  countFiledItems,
  type ItemToUndo,
  listUndoBlocks,
  lockCounters,
  lockItemsToUndo,
  lowerCounters,
  voidItems,
} from '@/db/queries/archive-import-undo.queries';
import { listSchemeRows } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import type { ItemLevel } from '@/server/domain/archive/archive-item';
import { templateOfScheme } from '@/server/domain/archive/classification-scheme';
import { type UndoCheckView, undoBlock } from '@/server/domain/archive/import-batch';
import { parseReferenceCode, type TemplateRef } from '@/server/domain/archive/reference-code';
import { AppError } from '@/server/domain/shared/app-error';
import { type ArchiveSteps, type BatchPayload, undoImportJob } from '@/server/features/archive/archive.jobs';
import { numberOf } from '@/server/features/archive/resolve-code';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { checkChangesUndo, undoAllChanges } from './undo-changes.ts';

type Steps = ArchiveSteps<BatchPayload>;

const CHUNK = 2_000;

const checkBatch = async (tdb: TenantDb, batch: ImportBatchRecord): Promise<UndoCheckView> => {
  if (batch.kind === 'update') return checkChangesUndo(tdb, batch);
  const isOpen = batch.undoableUntil !== null;
  const blocks = isOpen ? await listUndoBlocks(tdb, batch.tenantId, batch.id) : [];
  const items = isOpen ? await countFiledItems(tdb, batch.tenantId, batch.id) : 0;
  return {
    canUndo: isOpen && blocks.length === 0 && items > 0,
    until: batch.undoableUntil,
    items,
    blocks: blocks.map((block) => undoBlock.parse(block)),
  };
};

/** 能否撤销: until when, how many records, and what stands in the way, by name. */
export const checkUndo = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<UndoCheckView> => {
  const batch = await lockBatch(tdb, scope.tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  return checkBatch(tdb, batch);
};

/**
 * 撤销导入: owes the striking out of everything that the import filed, as long as nothing depends on it. Of a workbook
 * that changed records: owes putting the old values back.
 */
export const undoImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ jobId: string; items: number }> => {
  const { tenantId, accountId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  const check = await checkBatch(tdb, batch);
  if (!check.canUndo) {
    const [block] = check.blocks;
    throw new AppError('IMPORT_NOT_UNDOABLE', `batch ${batch.id} is ${batch.state}`, {
      reason: block?.reason ?? 'too_late',
      count: block?.count ?? 0,
      examples: block?.examples.join('、') ?? '',
    });
  }
  const jobId = await enqueue(tdb, scope, undoImportJob, { batchId: batch.id });
  await updateBatch(tdb, tenantId, batch.id, { state: 'undoing', jobId, undoneBy: accountId });
  await audit(tdb, scope, {
    action: batch.kind === 'update' ? 'archive.undoChanges' : 'archive.undoImport',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { items: check.items },
  });
  return { jobId, items: check.items };
};

type Templates = (code: string) => TemplateRef;

const templatesOf = async (tdb: TenantDb, tenantId: number): Promise<Templates> => {
  const own = new Map(
    (await listSchemeRows(tdb, tenantId)).flatMap((scheme) => {
      const ref = scheme.own ? templateOfScheme(scheme) : null;
      return ref ? [[scheme.templateCode, ref] as const] : [];
    }),
  );
  return (code) => own.get(code) ?? (code as TemplateRef);
};

interface Numbered extends ItemToUndo {
  counted: { scope: string; number: number } | null;
}

/**
 * Which codes may come back. The highest numbers of a scope are given back one by one while they are the last that was
 * given; a number of ours in the middle stays used up, for a later one is already on paper. A code that the workbook
 * brought stands on the paper that it describes: it is set aside and never given by us, but the corrected workbook may
 * bring it again.
 */
const settleCodes = (
  items: readonly Numbered[],
  counters: ReadonlyMap<string, number>,
): { voids: { id: string; setAside: string | null }[]; last: Map<string, number>; retired: number } => {
  const last = new Map<string, number>();
  let retired = 0;
  const voids = items.map(({ id, referenceCode, isNumbered, counted }) => {
    const highest = counted && (last.get(counted.scope) ?? counters.get(counted.scope));
    const isLast = counted !== null && highest === counted.number;
    if (counted && isLast) last.set(counted.scope, counted.number - 1);
    const staysUsed = isNumbered && !isLast;
    if (staysUsed) retired += 1;
    return { id, setAside: staysUsed ? null : `撤销 ${referenceCode} ${id}` };
  });
  return { voids, last, retired };
};

/** One transaction of records struck out. null: the batch is not to be worked on; 0: nothing is left. */
const undoChunk = (steps: Steps): Promise<number | null> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'undoing') return null;
    const templates = await templatesOf(tdb, tenantId);
    const items = (await lockItemsToUndo(tdb, tenantId, batch.id, CHUNK)).map((item) => {
      const code = parseReferenceCode(templates(item.codeTemplate), item.referenceCode, item.level as ItemLevel);
      return { ...item, counted: code ? numberOf(code) : null };
    });
    if (items.length === 0) return 0;
    const scopes = [...new Set(items.flatMap(({ counted }) => counted?.scope ?? []))];
    const counters = await lockCounters(tdb, tenantId, scopes);
    const { voids, last, retired } = settleCodes(items, counters);
    await lowerCounters(tdb, tenantId, last);
    await voidItems(tdb, tenantId, voids);
    await countUndone(tdb, tenantId, batch.id, items.length);
    await audit(tdb, steps.scope, {
      action: 'archive.voidImported',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail: { records: items.length, retiredCodes: retired },
    });
    return items.length;
  });

const finish = (steps: Steps): Promise<unknown> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'undoing') return { skipped: true };
    const kept = await countFiledItems(tdb, tenantId, batch.id);
    await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'undone', isUndoneNow: true });
    const detail = { undone: batch.undoneCount, kept };
    await audit(tdb, steps.scope, {
      action: 'archive.finishUndo',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail,
    });
    return detail;
  });

const isUpdate = (steps: Steps): Promise<boolean> =>
  withTenantDb(
    steps.pools,
    steps.scope,
    async (tdb) => (await findBatch(tdb, steps.scope.tenantId, steps.payload.batchId))?.kind === 'update',
  );

/** Strikes out what the import filed, the highest codes first; a job that is killed goes on where it was. */
export const runUndo = async (steps: Steps): Promise<unknown> => {
  if (await isUpdate(steps)) return undoAllChanges(steps);
  const total = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    countFiledItems(tdb, steps.scope.tenantId, steps.payload.batchId),
  );
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const undone = await undoChunk(steps);
    if (undone === null) return { skipped: true };
    if (undone === 0) return finish(steps);
    done += undone;
    await steps.progress(done, total);
  }
};
