import { z } from 'zod';
import {
  campaignRowView,
  campaignView,
  changeDayInput,
  changeDayView,
  createCampaignInput,
  drawInput,
  drawRecord,
  listCampaignsInput,
  nameUnitsInput,
  poolPreview,
  sendNoticesInput,
  sendNoticesResult,
  suggestDaysInput,
  suggestedDays,
} from '@/server/domain/inspection/campaign';
import { checklistCode, checklistView } from '@/server/domain/inspection/checklist';
import {
  addFindingInput,
  answerFindingInput,
  answerView,
  updateFindingInput,
  verifyFindingInput,
} from '@/server/domain/inspection/finding';
import { draftFindingInput, findingDraftView, findingWordsView } from '@/server/domain/inspection/finding-draft';
import { grantedPlacesInput, grantedPlacesView } from '@/server/domain/inspection/granted-place';
import {
  closeInspectionInput,
  inspectionRef,
  inspectionRowView,
  inspectionView,
  listInspectionsInput,
} from '@/server/domain/inspection/inspection';
import { jointClash, jointClashesInput, saveJointPeopleInput } from '@/server/domain/inspection/joint-people';
import { listReceivedInput, receivedRowView, receivedView } from '@/server/domain/inspection/received';
import { fileReference } from '@/server/domain/shared/file-reference';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, grantProcedure, pressingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { addFinding } from './add-finding.ts';
import { createChecklist } from './adopt-checklist.ts';
import { answerFinding } from './answer-finding.ts';
import { cancelCampaign } from './cancel-campaign.ts';
import { closeInspection } from './close-inspection.ts';
import { createCampaign } from './create-campaign.ts';
import { downloadPhoto, downloadRecord } from './download-evidence.ts';
import { draftFinding, readFindingWords } from './draft-finding.ts';
import { previewPool } from './draw-pool.ts';
import { drawUnits } from './draw-units.ts';
import { listPlacesUnderGrant } from './freeze-place.ts';
import { getCampaign } from './get-campaign.ts';
import { getInspection } from './get-inspection.ts';
import { issueFindings } from './issue-findings.ts';
import { readJointClashes, saveJointPeople } from './joint-people.ts';
import { listInspectionAnswers } from './list-answers.ts';
import { exportCampaigns, listCampaigns } from './list-campaigns.ts';
import { listChecklists } from './list-checklists.ts';
import { exportInspections, listInspections } from './list-inspections.ts';
import { getReceived, listReceived } from './list-received.ts';
import { nameUnits } from './name-units.ts';
import { changeDay, suggestDays } from './schedule.ts';
import { sendNotices } from './send-notices.ts';
import { updateFinding, withdrawFinding } from './update-finding.ts';
import { verifyFinding } from './verify-finding.ts';

const campaignRef = z.strictObject({ campaignId: uuid });
const findingRef = z.strictObject({ findingId: uuid });
const exportCampaignsInput = listCampaignsInput.pick({ state: true, kind: true, year: true, search: true });
const exportInspectionsInput = listInspectionsInput.pick({ mine: true, state: true, campaignId: true, search: true });

/** 监督检查. Plans and draws for those who plan; findings for the named inspectors; answers for the inspected unit. */
export const inspectionRouter = router({
  listChecklists: tenantProcedure('inspection.plan')
    .output(z.array(checklistView))
    .query(({ ctx }) => listChecklists(ctx.tdb, ctx.scope)),
  createChecklist: creatingProcedure('inspection.plan')
    .input(z.strictObject({ templateCode: checklistCode }))
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => createChecklist(ctx.tdb, ctx.scope, input)),

  listCampaigns: tenantProcedure('inspection.read')
    .input(listCampaignsInput)
    .output(pageOf(campaignRowView))
    .query(({ ctx, input }) => listCampaigns(ctx.tdb, ctx.scope, input)),
  downloadCampaigns: tenantProcedure('inspection.read')
    .input(exportCampaignsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCampaigns(ctx.tdb, ctx.scope, ctx.objects, input)),
  campaignById: tenantProcedure('inspection.read')
    .input(campaignRef)
    .output(campaignView)
    .query(({ ctx, input }) => getCampaign(ctx.tdb, ctx.scope, input)),
  createCampaign: creatingProcedure('inspection.plan')
    .input(createCampaignInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => createCampaign(ctx.tdb, ctx.scope, input)),
  cancelCampaign: tenantProcedure('inspection.plan')
    .input(campaignRef.extend({ reason: text(500) }))
    .output(z.void())
    .mutation(({ ctx, input }) => cancelCampaign(ctx.tdb, ctx.scope, input)),
  pool: tenantProcedure('inspection.plan')
    .input(campaignRef)
    .output(poolPreview)
    .query(({ ctx, input }) => previewPool(ctx.tdb, ctx.scope, input)),
  draw: creatingProcedure('inspection.plan')
    .input(drawInput)
    .output(z.object({ seedText: z.string(), drawn: drawRecord }))
    .mutation(({ ctx, input }) => drawUnits(ctx.tdb, ctx.scope, input)),
  nameUnits: creatingProcedure('inspection.plan')
    .input(nameUnitsInput)
    .output(z.object({ drawn: drawRecord }))
    .mutation(({ ctx, input }) => nameUnits(ctx.tdb, ctx.scope, input)),
  sendNotices: pressingProcedure('inspection.plan')
    .input(sendNoticesInput)
    .output(sendNoticesResult)
    .mutation(({ ctx, input }) => sendNotices(ctx.tdb, ctx.scope, ctx.press, input)),

  suggestDays: tenantProcedure('inspection.plan')
    .input(suggestDaysInput)
    .output(suggestedDays)
    .query(({ ctx, input }) => suggestDays(ctx.tdb, ctx.scope, input)),
  saveJointPeople: tenantProcedure('inspection.plan')
    .input(saveJointPeopleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveJointPeople(ctx.tdb, ctx.scope, input)),
  jointClashes: tenantProcedure('inspection.plan')
    .input(jointClashesInput)
    .output(z.array(jointClash))
    .query(({ ctx, input }) => readJointClashes(ctx.tdb, ctx.scope, input)),
  changeDay: creatingProcedure('inspection.plan')
    .input(changeDayInput)
    .output(changeDayView)
    .mutation(({ ctx, input }) => changeDay(ctx.tdb, ctx.scope, input)),

  listInspections: tenantProcedure('inspection.read')
    .input(listInspectionsInput)
    .output(pageOf(inspectionRowView))
    .query(({ ctx, input }) => listInspections(ctx.tdb, ctx.scope, input)),
  mine: tenantProcedure('inspection.inspect')
    .input(listInspectionsInput.omit({ mine: true }))
    .output(pageOf(inspectionRowView))
    .query(({ ctx, input }) => listInspections(ctx.tdb, ctx.scope, { ...input, mine: true })),
  downloadInspections: tenantProcedure('inspection.read')
    .input(exportInspectionsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportInspections(ctx.tdb, ctx.scope, ctx.objects, input)),
  byId: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(inspectionView)
    .query(({ ctx, input }) => getInspection(ctx.tdb, ctx.scope, input)),

  draftFinding: tenantProcedure('inspection.inspect')
    .input(draftFindingInput)
    .output(findingDraftView)
    .query(({ ctx, input }) => draftFinding(ctx.tdb, ctx.scope, input)),
  findingWords: tenantProcedure('inspection.inspect')
    .input(draftFindingInput)
    .output(findingWordsView)
    .query(({ ctx, input }) => readFindingWords(ctx.tdb, ctx.scope, input)),
  grantedPlaces: grantProcedure('inspection.inspect')
    .input(grantedPlacesInput)
    .output(grantedPlacesView)
    .query(({ ctx, input }) => listPlacesUnderGrant(ctx.gdb, ctx.scope, input)),
  addFinding: creatingProcedure('inspection.inspect')
    .input(addFindingInput)
    .output(z.object({ id: uuid, number: z.number().int() }))
    .mutation(({ ctx, input }) => addFinding(ctx.pools, ctx.tdb, ctx.scope, input)),
  updateFinding: tenantProcedure('inspection.inspect')
    .input(updateFindingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => updateFinding(ctx.tdb, ctx.scope, input)),
  withdrawFinding: tenantProcedure('inspection.inspect')
    .input(findingRef)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawFinding(ctx.tdb, ctx.scope, input)),
  issueFindings: pressingProcedure('inspection.inspect')
    .input(inspectionRef)
    .output(z.object({ documentNumbers: z.array(z.string()) }))
    .mutation(({ ctx, input }) => issueFindings(ctx.tdb, ctx.scope, ctx.press, input)),
  answers: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(z.array(answerView))
    .query(({ ctx, input }) => listInspectionAnswers(ctx.tdb, ctx.scope, input)),
  verifyFinding: pressingProcedure('inspection.inspect')
    .input(verifyFindingInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => verifyFinding(ctx.tdb, ctx.scope, ctx.press, input)),
  close: creatingProcedure('inspection.inspect')
    .input(closeInspectionInput)
    .output(z.object({ recordObjectId: uuid, documentNumber: z.string() }))
    .mutation(({ ctx, input }) => closeInspection(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadRecord: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadRecord(ctx.tdb, ctx.scope, input)),
  downloadPhoto: tenantProcedure('inspection.read')
    .input(findingRef.extend({ objectId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadPhoto(ctx.tdb, ctx.scope, input)),

  received: tenantProcedure('inspection.answer')
    .input(listReceivedInput)
    .output(pageOf(receivedRowView))
    .query(({ ctx, input }) => listReceived(ctx.tdb, ctx.scope, input)),
  receivedById: tenantProcedure('inspection.answer')
    .input(z.strictObject({ dispatchId: uuid }))
    .output(receivedView)
    .query(({ ctx, input }) => getReceived(ctx.tdb, ctx.scope, input)),
  answerFinding: creatingProcedure('inspection.answer')
    .input(answerFindingInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => answerFinding(ctx.tdb, ctx.scope, input)),
});
