import { z } from 'zod';
import { itemView } from '@/server/domain/archive/archive-record';
import { configureSchemeInput, schemeView } from '@/server/domain/archive/classification-scheme';
import {
  categorySetting,
  markTopicsInput,
  setCategoryInput,
  setTopicInput,
  topicSetting,
} from '@/server/domain/fonds/category-settings';
import {
  codeCheckView,
  codeFindingPage,
  codeFindingsFilter,
  codeFindingsInput,
  codeGapPage,
  codeGapsFilter,
  codeGapsInput,
  codeSelectionInput,
} from '@/server/domain/fonds/code-check';
import {
  codePreview,
  previewCodeInput,
  saveTemplateInput,
  templateTrial,
  templateView,
  tryTemplate,
  tryTemplateInput,
} from '@/server/domain/fonds/code-settings';
import {
  closeFondsInput,
  createFondsInput,
  editFondsInput,
  fondsListRow,
  fondsRecord,
  holdingView,
} from '@/server/domain/fonds/fonds';
import { fondsCardInput, fondsCardView } from '@/server/domain/fonds/fonds-card';
import {
  fondsChangePage,
  fondsChangeView,
  listChangesInput,
  registerChangeInput,
} from '@/server/domain/fonds/fonds-change';
import {
  holdingsInput,
  holdingsRowsFilter,
  holdingsRowsPage,
  holdingsView,
  listHoldingsRowsInput,
  setPriorityInput,
} from '@/server/domain/fonds/holdings-analysis';
import { childrenInput, childrenView } from '@/server/domain/fonds/inside';
import {
  changeCodeInput,
  planOfficialInput,
  planRenumberingInput,
  renumberingPage,
  renumberingRowPage,
  renumberingRowsInput,
  renumberingView,
  retiredCodeView,
} from '@/server/domain/fonds/renumbering';
import { usualRulesInput, usualRulesView } from '@/server/domain/fonds/usual-rules';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { analyseHoldings, exportHoldings, setPriority } from './analyse-holdings.ts';
import { applyRenumbering, dropRenumbering } from './apply-renumbering.ts';
import { changeCode } from './change-code.ts';
import { checkSelection, listFindings, listGaps } from './check-codes.ts';
import { configureScheme } from './configure-scheme.ts';
import { downloadRenumbering } from './download-renumbering.ts';
import { downloadCodeFindings, downloadCodeGaps } from './export-code-check.ts';
import { downloadFondsList } from './export-fonds.ts';
import { getFondsCard } from './get-fonds-card.ts';
import { listCategories, listTopics, markTopics, setCategory, setTopic } from './list-categories.ts';
import { exportChanges, listChanges } from './list-changes.ts';
import { listChildren, listFormerCodes } from './list-children.ts';
import { getFonds, listFonds } from './list-fonds.ts';
import { downloadHoldingsRows, listHoldingsRows } from './list-held-records.ts';
import { getRenumbering, listRenumberingRows, listRenumberings } from './list-renumberings.ts';
import { planOfficialNumber, planRenumbering } from './plan-renumbering.ts';
import { previewCode } from './preview-code.ts';
import { registerChange } from './register-change.ts';
import { closeFonds, createFonds, editFonds } from './save-fonds.ts';
import { listTemplates, saveTemplate } from './save-template.ts';
import { previewUsualRules, setUsualRules } from './set-usual-rules.ts';

const byId = z.strictObject({ id: uuid });

export const fondsRouter = router({
  list: tenantProcedure('archive.read')
    .output(z.array(fondsListRow))
    .query(({ ctx }) => listFonds(ctx.tdb, ctx.scope)),
  byId: tenantProcedure('archive.read')
    .input(byId)
    .output(z.object({ fonds: fondsRecord, holdings: z.array(holdingView) }))
    .query(({ ctx, input }) => getFonds(ctx.tdb, ctx.scope, input)),
  card: tenantProcedure('archive.read')
    .input(fondsCardInput)
    .output(fondsCardView)
    .query(({ ctx, input }) => getFondsCard(ctx.tdb, ctx.scope, input)),
  downloadList: tenantProcedure('archive.read')
    .output(fileReference)
    .query(({ ctx }) => downloadFondsList(ctx.tdb, ctx.scope, ctx.objects)),
  create: creatingProcedure('archive.configure')
    .input(createFondsInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => createFonds(ctx.tdb, ctx.scope, input)),
  edit: tenantProcedure('archive.configure')
    .input(editFondsInput)
    .output(fondsRecord)
    .mutation(({ ctx, input }) => editFonds(ctx.tdb, ctx.scope, input)),
  close: tenantProcedure('archive.configure')
    .input(closeFondsInput)
    .output(fondsRecord)
    .mutation(({ ctx, input }) => closeFonds(ctx.tdb, ctx.scope, input)),
  changes: tenantProcedure('archive.read')
    .input(listChangesInput)
    .output(fondsChangePage)
    .query(({ ctx, input }) => listChanges(ctx.tdb, ctx.scope, input)),
  downloadChanges: tenantProcedure('archive.read')
    .output(fileReference)
    .query(({ ctx }) => exportChanges(ctx.tdb, ctx.scope, ctx.objects)),
  registerChange: creatingProcedure('archive.configure')
    .input(registerChangeInput)
    .output(fondsChangeView)
    .mutation(({ ctx, input }) => registerChange(ctx.tdb, ctx.scope, input)),

  holdings: tenantProcedure('archive.read')
    .input(holdingsInput)
    .output(holdingsView)
    .query(({ ctx, input }) => analyseHoldings(ctx.tdb, ctx.scope, input)),
  downloadHoldings: tenantProcedure('archive.read')
    .input(holdingsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportHoldings(ctx.tdb, ctx.scope, ctx.objects, input)),
  holdingsRows: tenantProcedure('archive.read')
    .input(listHoldingsRowsInput)
    .output(holdingsRowsPage)
    .query(({ ctx, input }) => listHoldingsRows(ctx.tdb, ctx.scope, input)),
  downloadHoldingsRows: tenantProcedure('archive.read')
    .input(holdingsRowsFilter)
    .output(fileReference)
    .query(({ ctx, input }) => downloadHoldingsRows(ctx.tdb, ctx.scope, ctx.objects, input)),
  setPriority: tenantProcedure('archive.configure')
    .input(setPriorityInput)
    .output(z.object({ topicCode: z.string() }))
    .mutation(({ ctx, input }) => setPriority(ctx.tdb, ctx.scope, input)),

  categories: tenantProcedure('archive.read')
    .output(z.array(categorySetting))
    .query(({ ctx }) => listCategories(ctx.tdb, ctx.scope)),
  setCategory: tenantProcedure('archive.configure')
    .input(setCategoryInput)
    .output(z.array(categorySetting))
    .mutation(({ ctx, input }) => setCategory(ctx.tdb, ctx.scope, input)),
  topics: tenantProcedure('archive.read')
    .output(z.array(topicSetting))
    .query(({ ctx }) => listTopics(ctx.tdb, ctx.scope)),
  setTopic: tenantProcedure('archive.configure')
    .input(setTopicInput)
    .output(z.array(topicSetting))
    .mutation(({ ctx, input }) => setTopic(ctx.tdb, ctx.scope, input)),
  markTopics: tenantProcedure('archive.write')
    .input(markTopicsInput)
    .output(z.object({ changed: z.number().int() }))
    .mutation(({ ctx, input }) => markTopics(ctx.tdb, ctx.scope, input)),

  templates: tenantProcedure('archive.read')
    .output(z.array(templateView))
    .query(({ ctx }) => listTemplates(ctx.tdb, ctx.scope)),
  tryTemplate: tenantProcedure('archive.configure')
    .input(tryTemplateInput)
    .output(templateTrial)
    .query(({ input }) => tryTemplate(input)),
  saveTemplate: tenantProcedure('archive.configure')
    .input(saveTemplateInput)
    .output(templateView)
    .mutation(({ ctx, input }) => saveTemplate(ctx.tdb, ctx.scope, input)),
  configureScheme: creatingProcedure('archive.configure')
    .input(configureSchemeInput)
    .output(schemeView)
    .mutation(({ ctx, input }) => configureScheme(ctx.tdb, ctx.scope, input)),
  usualRules: tenantProcedure('archive.configure')
    .input(usualRulesInput)
    .output(usualRulesView)
    .query(({ ctx, input }) => previewUsualRules(ctx.tdb, ctx.scope, input)),
  setUsualRules: creatingProcedure('archive.configure')
    .input(usualRulesInput)
    .output(usualRulesView)
    .mutation(({ ctx, input }) => setUsualRules(ctx.tdb, ctx.scope, input)),
  previewCode: tenantProcedure('archive.read')
    .input(previewCodeInput)
    .output(codePreview)
    .query(({ ctx, input }) => previewCode(ctx.tdb, ctx.scope, input)),

  checkCodes: tenantProcedure('archive.read')
    .input(codeSelectionInput)
    .output(codeCheckView)
    .query(({ ctx, input }) => checkSelection(ctx.tdb, ctx.scope, input)),
  codeFindings: tenantProcedure('archive.read')
    .input(codeFindingsInput)
    .output(codeFindingPage)
    .query(({ ctx, input }) => listFindings(ctx.tdb, ctx.scope, input)),
  downloadCodeFindings: tenantProcedure('archive.read')
    .input(codeFindingsFilter)
    .output(fileReference)
    .query(({ ctx, input }) => downloadCodeFindings(ctx.tdb, ctx.scope, ctx.objects, input)),
  codeGaps: tenantProcedure('archive.read')
    .input(codeGapsInput)
    .output(codeGapPage)
    .query(({ ctx, input }) => listGaps(ctx.tdb, ctx.scope, input)),
  downloadCodeGaps: tenantProcedure('archive.read')
    .input(codeGapsFilter)
    .output(fileReference)
    .query(({ ctx, input }) => downloadCodeGaps(ctx.tdb, ctx.scope, ctx.objects, input)),
  planRenumbering: creatingProcedure('archive.configure')
    .input(planRenumberingInput)
    .output(renumberingView)
    .mutation(({ ctx, input }) => planRenumbering(ctx.tdb, ctx.scope, input)),
  planOfficialNumber: creatingProcedure('archive.configure')
    .input(planOfficialInput)
    .output(renumberingView)
    .mutation(({ ctx, input }) => planOfficialNumber(ctx.tdb, ctx.scope, input)),
  applyRenumbering: creatingProcedure('archive.configure')
    .input(byId)
    .output(renumberingView)
    .mutation(({ ctx, input }) => applyRenumbering(ctx.tdb, ctx.scope, input)),
  dropRenumbering: tenantProcedure('archive.configure')
    .input(byId)
    .output(renumberingView)
    .mutation(({ ctx, input }) => dropRenumbering(ctx.tdb, ctx.scope, input)),
  renumberings: tenantProcedure('archive.read')
    .input(z.strictObject(pageInput))
    .output(renumberingPage)
    .query(({ ctx, input }) => listRenumberings(ctx.tdb, ctx.scope, input)),
  renumberingById: tenantProcedure('archive.read')
    .input(byId)
    .output(z.object({ renumbering: renumberingView, jobState: z.string().nullable() }))
    .query(({ ctx, input }) => getRenumbering(ctx.tdb, ctx.scope, input)),
  renumberingRows: tenantProcedure('archive.read')
    .input(renumberingRowsInput)
    .output(renumberingRowPage)
    .query(({ ctx, input }) => listRenumberingRows(ctx.tdb, ctx.scope, input)),
  downloadRenumbering: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid, format: z.enum(['xlsx', 'pdf']).default('xlsx') }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadRenumbering(ctx.tdb, ctx.scope, ctx.objects, input)),

  changeCode: tenantProcedure('archive.write')
    .input(changeCodeInput)
    .output(itemView)
    .mutation(({ ctx, input }) => changeCode(ctx.tdb, ctx.scope, input)),
  formerCodes: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(z.array(retiredCodeView))
    .query(({ ctx, input }) => listFormerCodes(ctx.tdb, ctx.scope, input)),
  children: tenantProcedure('archive.read')
    .input(childrenInput)
    .output(childrenView)
    .query(({ ctx, input }) => listChildren(ctx.tdb, ctx.scope, input)),
});
