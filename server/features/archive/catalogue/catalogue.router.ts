import { z } from 'zod';
import { itemFilterInput } from '@/server/domain/archive/archive-list';
import { itemView } from '@/server/domain/archive/archive-record';
import {
  bulkEditId,
  bulkEditPage,
  bulkEditRowPage,
  bulkEditRowsInput,
  bulkEditView,
  previewBulkEditInput,
  runBulkEditInput,
} from '@/server/domain/archive/bulk-edit';
import {
  correctRowsInput,
  correctRowsResult,
  draftId,
  draftRepeats,
  draftSummary,
  draftView,
  fileRowsInput,
  fileRowsResult,
  openInGridInput,
  saveDraftInput,
  startDraftInput,
} from '@/server/domain/archive/catalogue-draft';
import { fileNoteView, saveFileNoteInput } from '@/server/domain/archive/file-note';
import { gridContainer } from '@/server/domain/archive/grid-container';
import { historyInput, historyPage, itemId, sumView, voidItemInput } from '@/server/domain/archive/item-history';
import { relateItemsInput, relationId, relationPage, relationsInput } from '@/server/domain/archive/item-relation';
import { findSimilarInput, similarView } from '@/server/domain/archive/similar-record';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { getContainer } from '@/server/features/archive/read-container';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import {
  getBulkEdit,
  listBulkEditRows,
  listUnitBulkEdits,
  previewBulkEdit,
  runBulkEdit,
  undoBulkEdit,
} from './bulk-edit.ts';
import { correctRows } from './correct-rows.ts';
import { getFileNote, saveFileNote } from './file-note.ts';
import { fileRows } from './file-rows.ts';
import { findDraftRepeats } from './find-repeats.ts';
import { findSimilar } from './find-similar.ts';
import { downloadHistory, exportHistory, listHistory } from './list-history.ts';
import { listItemRelations } from './list-relations.ts';
import { openInGrid } from './open-in-grid.ts';
import { relateItems, unrelateItems } from './relate-items.ts';
import { discardDraft, getDraft, listOwnDrafts, restoreDraft, saveDraft, startDraft } from './save-draft.ts';
import { sumItems } from './sum-items.ts';
import { voidItem } from './void-item.ts';

const jobId = z.object({ jobId: uuid });
const made = z.object({ id: uuid, rows: z.number().int() });

/** 著录, 批量修改 and 沿革: a part of the archive router. */
export const catalogueProcedures = {
  findSimilar: tenantProcedure('archive.read')
    .input(findSimilarInput)
    .output(similarView)
    .query(({ ctx, input }) => findSimilar(ctx.tdb, ctx.scope, input)),
  fileNote: tenantProcedure('archive.read')
    .input(itemId)
    .output(fileNoteView.nullable())
    .query(({ ctx, input }) => getFileNote(ctx.tdb, ctx.scope, input)),
  saveFileNote: tenantProcedure('archive.write')
    .input(saveFileNoteInput)
    .output(fileNoteView)
    .mutation(({ ctx, input }) => saveFileNote(ctx.tdb, ctx.scope, input)),
  sums: tenantProcedure('archive.read')
    .input(itemFilterInput)
    .output(sumView)
    .query(({ ctx, input }) => sumItems(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('archive.write')
    .input(voidItemInput)
    .output(itemView)
    .mutation(({ ctx, input }) => voidItem(ctx.tdb, ctx.scope, input)),

  history: tenantProcedure('archive.read')
    .input(historyInput)
    .output(historyPage)
    .query(({ ctx, input }) => listHistory(ctx.tdb, ctx.scope, input)),
  exportHistory: creatingProcedure('archive.read')
    .input(itemId)
    .output(z.object({ objectId: uuid }))
    .mutation(({ ctx, input }) => exportHistory(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadHistory: tenantProcedure('archive.read')
    .input(itemId)
    .output(fileReference)
    .query(({ ctx, input }) => downloadHistory(ctx.tdb, ctx.scope, input)),

  relations: tenantProcedure('archive.read')
    .input(relationsInput)
    .output(relationPage)
    .query(({ ctx, input }) => listItemRelations(ctx.tdb, ctx.scope, input)),
  relateItems: creatingProcedure('archive.write')
    .input(relateItemsInput)
    .output(relationId)
    .mutation(({ ctx, input }) => relateItems(ctx.tdb, ctx.scope, input)),
  unrelateItems: tenantProcedure('archive.write')
    .input(relationId)
    .output(relationId)
    .mutation(({ ctx, input }) => unrelateItems(ctx.tdb, ctx.scope, input)),

  drafts: tenantProcedure('archive.write')
    .input(z.strictObject({ isDiscarded: z.boolean().default(false) }))
    .output(z.array(draftSummary))
    .query(({ ctx, input }) => listOwnDrafts(ctx.tdb, ctx.scope, input)),
  draftById: tenantProcedure('archive.write')
    .input(draftId)
    .output(draftView)
    .query(({ ctx, input }) => getDraft(ctx.tdb, ctx.scope, input)),
  draftRepeats: tenantProcedure('archive.write')
    .input(draftId)
    .output(draftRepeats)
    .query(({ ctx, input }) => findDraftRepeats(ctx.tdb, ctx.scope, input)),
  container: tenantProcedure('archive.write')
    .input(z.strictObject({ itemId: uuid }))
    .output(gridContainer)
    .query(({ ctx, input }) => getContainer(ctx.tdb, ctx.scope, input)),
  startDraft: creatingProcedure('archive.write')
    .input(startDraftInput)
    .output(z.object({ id: uuid, rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => startDraft(ctx.tdb, ctx.scope, input)),
  saveDraft: tenantProcedure('archive.write')
    .input(saveDraftInput)
    .output(z.object({ rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => saveDraft(ctx.tdb, ctx.scope, input)),
  discardDraft: tenantProcedure('archive.write')
    .input(draftId)
    .output(draftId)
    .mutation(({ ctx, input }) => discardDraft(ctx.tdb, ctx.scope, input)),
  restoreDraft: tenantProcedure('archive.write')
    .input(draftId)
    .output(draftId)
    .mutation(({ ctx, input }) => restoreDraft(ctx.tdb, ctx.scope, input)),
  openInGrid: creatingProcedure('archive.write')
    .input(openInGridInput)
    .output(made)
    .mutation(({ ctx, input }) => openInGrid(ctx.tdb, ctx.scope, input)),
  fileRows: creatingProcedure('archive.write')
    .input(fileRowsInput)
    .output(fileRowsResult)
    .mutation(({ ctx, input }) => fileRows(ctx.tdb, ctx.scope, input)),
  correctRows: creatingProcedure('archive.write')
    .input(correctRowsInput)
    .output(correctRowsResult)
    .mutation(({ ctx, input }) => correctRows(ctx.tdb, ctx.scope, input)),

  bulkEdits: tenantProcedure('archive.read')
    .input(z.strictObject(pageInput))
    .output(bulkEditPage)
    .query(({ ctx, input }) => listUnitBulkEdits(ctx.tdb, ctx.scope, input)),
  bulkEditById: tenantProcedure('archive.read')
    .input(bulkEditId)
    .output(bulkEditView)
    .query(({ ctx, input }) => getBulkEdit(ctx.tdb, ctx.scope, input)),
  bulkEditRows: tenantProcedure('archive.read')
    .input(bulkEditRowsInput)
    .output(bulkEditRowPage)
    .query(({ ctx, input }) => listBulkEditRows(ctx.tdb, ctx.scope, input)),
  previewBulkEdit: creatingProcedure('archive.write')
    .input(previewBulkEditInput)
    .output(made)
    .mutation(({ ctx, input }) => previewBulkEdit(ctx.tdb, ctx.scope, input)),
  runBulkEdit: creatingProcedure('archive.write')
    .input(runBulkEditInput)
    .output(jobId)
    .mutation(({ ctx, input }) => runBulkEdit(ctx.tdb, ctx.scope, input)),
  undoBulkEdit: creatingProcedure('archive.write')
    .input(bulkEditId)
    .output(jobId)
    .mutation(({ ctx, input }) => undoBulkEdit(ctx.tdb, ctx.scope, input)),
};
