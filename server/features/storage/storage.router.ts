import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  boxDetailView,
  boxItemPage,
  boxItemsInput,
  boxPage,
  createBoxInput,
  itemPlaceView,
  listBoxesInput,
  moveItemsInput,
  packInput,
  packPreviewView,
  packYearInput,
  resolvedLabelView,
  resolveLabelInput,
  shelveBoxesInput,
  unboxedInput,
  updateBoxInput,
} from '@/server/domain/storage/box';
import { grantedRegisterInput, registerGrantView, registerPage } from '@/server/domain/storage/granted-register';
import {
  createPlaceInput,
  placeDetailView,
  placeView,
  saveSettingInput,
  storageSettingView,
  storageSummaryView,
  updatePlaceInput,
} from '@/server/domain/storage/place';
import { createRackInput, rackView, updateRackInput } from '@/server/domain/storage/rack';
import { roomProtectionsView } from '@/server/domain/storage/room-protection';
import {
  cancelStockTakeInput,
  closeStockTakeInput,
  listStockTakesInput,
  recordScansInput,
  resolveDifferenceInput,
  scanResultView,
  startStockTakeInput,
  stockTakeLinePage,
  stockTakeLinesInput,
  stockTakeLineView,
  stockTakePage,
  stockTakeView,
} from '@/server/domain/storage/stock-take';
import { giveOutInput, listOutsInput, outPage, outView, takeBackInput } from '@/server/domain/storage/storage-out';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { closePlace, createPlace, updatePlace } from './create-place.ts';
import { createRack, updateRack } from './create-rack.ts';
import { createBox, discardBox, moveItems, updateBox } from './edit-box.ts';
import { getPlaceOfItem } from './get-place.ts';
import { giveOut, listOuts, takeBack } from './hand-out.ts';
import { getBox, listBoxes, listBoxItems, listUnboxedItems } from './list-boxes.ts';
import { listRegisterGrants, listRegisterUnderGrant } from './list-granted-register.ts';
import { getPlace, getSummary, listPlaces, listRacks } from './list-places.ts';
import { packYear, previewPack } from './pack-year.ts';
import { readSetting, saveSetting } from './read-setting.ts';
import { recordScans } from './record-scans.ts';
import { exportRoomProtections, readRoomProtections } from './room-protection.ts';
import { resolveLabel, shelveBoxes } from './shelve-boxes.ts';
import { downloadStockTakeReport } from './stock-take-report.ts';
import {
  cancelStockTake,
  closeStockTake,
  getStockTake,
  listStockTakeLines,
  listStockTakes,
  resolveDifference,
  startStockTake,
} from './take-stock.ts';

const byId = z.strictObject({ id: uuid });

export const storageRouter = router({
  protections: tenantProcedure('register.read')
    .output(roomProtectionsView)
    .query(({ ctx }) => readRoomProtections(ctx.tdb, ctx.scope)),
  downloadProtections: tenantProcedure('register.read')
    .input(z.strictObject({}))
    .output(fileReference)
    .query(({ ctx }) => exportRoomProtections(ctx.tdb, ctx.scope, ctx.objects)),
  summary: tenantProcedure('archive.read')
    .output(storageSummaryView)
    .query(({ ctx }) => getSummary(ctx.tdb, ctx.scope)),
  setting: tenantProcedure('archive.read')
    .output(storageSettingView)
    .query(({ ctx }) => readSetting(ctx.tdb, ctx.scope)),
  saveSetting: tenantProcedure('storage.manage')
    .input(saveSettingInput)
    .output(storageSettingView)
    .mutation(({ ctx, input }) => saveSetting(ctx.tdb, ctx.scope, input)),

  registerGrants: tenantProcedure('inspection.inspect')
    .output(z.array(registerGrantView))
    .query(({ ctx }) => listRegisterGrants(ctx.tdb)),
  grantedRegister: grantProcedure('inspection.inspect')
    .input(grantedRegisterInput)
    .output(registerPage)
    .query(({ ctx, input }) => listRegisterUnderGrant(ctx.gdb, ctx.scope, input)),

  places: tenantProcedure('archive.read')
    .input(z.strictObject({ parentId: uuid.optional() }))
    .output(z.array(placeView))
    .query(({ ctx, input }) => listPlaces(ctx.tdb, ctx.scope, input)),
  placeById: tenantProcedure('archive.read')
    .input(byId)
    .output(placeDetailView)
    .query(({ ctx, input }) => getPlace(ctx.tdb, ctx.scope, input)),
  racks: tenantProcedure('archive.read')
    .output(z.array(rackView))
    .query(({ ctx }) => listRacks(ctx.tdb, ctx.scope)),
  createPlace: creatingProcedure('storage.manage')
    .input(createPlaceInput)
    .output(placeView)
    .mutation(({ ctx, input }) => createPlace(ctx.tdb, ctx.scope, input)),
  updatePlace: tenantProcedure('storage.manage')
    .input(updatePlaceInput)
    .output(placeView)
    .mutation(({ ctx, input }) => updatePlace(ctx.tdb, ctx.scope, input)),
  closePlace: tenantProcedure('storage.manage')
    .input(byId)
    .output(placeView)
    .mutation(({ ctx, input }) => closePlace(ctx.tdb, ctx.scope, input)),
  createRack: creatingProcedure('storage.manage')
    .input(createRackInput)
    .output(rackView)
    .mutation(({ ctx, input }) => createRack(ctx.tdb, ctx.scope, input)),
  updateRack: tenantProcedure('storage.manage')
    .input(updateRackInput)
    .output(rackView)
    .mutation(({ ctx, input }) => updateRack(ctx.tdb, ctx.scope, input)),

  boxes: tenantProcedure('archive.read')
    .input(listBoxesInput)
    .output(boxPage)
    .query(({ ctx, input }) => listBoxes(ctx.tdb, ctx.scope, input)),
  boxById: tenantProcedure('archive.read')
    .input(byId)
    .output(boxDetailView)
    .query(({ ctx, input }) => getBox(ctx.tdb, ctx.scope, input)),
  boxItems: tenantProcedure('archive.read')
    .input(boxItemsInput)
    .output(boxItemPage)
    .query(({ ctx, input }) => listBoxItems(ctx.tdb, ctx.scope, input)),
  unboxed: tenantProcedure('archive.read')
    .input(unboxedInput)
    .output(boxItemPage)
    .query(({ ctx, input }) => listUnboxedItems(ctx.tdb, ctx.scope, input)),
  packPreview: tenantProcedure('archive.read')
    .input(packInput)
    .output(packPreviewView)
    .query(({ ctx, input }) => previewPack(ctx.tdb, ctx.scope, input)),
  packYear: creatingProcedure('storage.manage')
    .input(packYearInput)
    .output(z.object({ boxes: z.number().int(), items: z.number().int(), boxIds: z.array(uuid) }))
    .mutation(({ ctx, input }) => packYear(ctx.tdb, ctx.scope, input)),
  createBox: creatingProcedure('storage.manage')
    .input(createBoxInput)
    .output(boxDetailView)
    .mutation(({ ctx, input }) => createBox(ctx.tdb, ctx.scope, input)),
  updateBox: tenantProcedure('storage.manage')
    .input(updateBoxInput)
    .output(boxDetailView)
    .mutation(({ ctx, input }) => updateBox(ctx.tdb, ctx.scope, input)),
  discardBox: tenantProcedure('storage.manage')
    .input(byId)
    .output(z.object({ id: uuid, label: z.string() }))
    .mutation(({ ctx, input }) => discardBox(ctx.tdb, ctx.scope, input)),
  moveItems: tenantProcedure('storage.manage')
    .input(moveItemsInput)
    .output(z.object({ moved: z.number().int() }))
    .mutation(({ ctx, input }) => moveItems(ctx.tdb, ctx.scope, input)),

  resolveLabel: tenantProcedure('archive.read')
    .input(resolveLabelInput)
    .output(resolvedLabelView)
    .query(({ ctx, input }) => resolveLabel(ctx.tdb, ctx.scope, input)),
  shelveBoxes: tenantProcedure('storage.manage')
    .input(shelveBoxesInput)
    .output(z.object({ moved: z.number().int(), placeCode: z.string().nullable() }))
    .mutation(({ ctx, input }) => shelveBoxes(ctx.tdb, ctx.scope, input)),
  placeOfItem: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(itemPlaceView)
    .query(({ ctx, input }) => getPlaceOfItem(ctx.tdb, ctx.scope, input)),

  outs: tenantProcedure('archive.read')
    .input(listOutsInput)
    .output(outPage)
    .query(({ ctx, input }) => listOuts(ctx.tdb, ctx.scope, input)),
  giveOut: creatingProcedure('storage.manage')
    .input(giveOutInput)
    .output(outView)
    .mutation(({ ctx, input }) => giveOut(ctx.tdb, ctx.scope, input)),
  takeBack: tenantProcedure('storage.manage')
    .input(takeBackInput)
    .output(outView)
    .mutation(({ ctx, input }) => takeBack(ctx.tdb, ctx.scope, input)),

  stockTakes: tenantProcedure('archive.read')
    .input(listStockTakesInput)
    .output(stockTakePage)
    .query(({ ctx, input }) => listStockTakes(ctx.tdb, ctx.scope, input)),
  stockTakeById: tenantProcedure('archive.read')
    .input(byId)
    .output(stockTakeView)
    .query(({ ctx, input }) => getStockTake(ctx.tdb, ctx.scope, input)),
  stockTakeLines: tenantProcedure('archive.read')
    .input(stockTakeLinesInput)
    .output(stockTakeLinePage)
    .query(({ ctx, input }) => listStockTakeLines(ctx.tdb, ctx.scope, input)),
  startStockTake: creatingProcedure('storage.manage')
    .input(startStockTakeInput)
    .output(stockTakeView)
    .mutation(({ ctx, input }) => startStockTake(ctx.tdb, ctx.scope, input)),
  recordScans: tenantProcedure('storage.manage')
    .input(recordScansInput)
    .output(scanResultView)
    .mutation(({ ctx, input }) => recordScans(ctx.tdb, ctx.scope, input)),
  resolveDifference: tenantProcedure('storage.manage')
    .input(resolveDifferenceInput)
    .output(stockTakeLineView)
    .mutation(({ ctx, input }) => resolveDifference(ctx.tdb, ctx.scope, input)),
  closeStockTake: tenantProcedure('storage.manage')
    .input(closeStockTakeInput)
    .output(stockTakeView)
    .mutation(({ ctx, input }) => closeStockTake(ctx.tdb, ctx.scope, input)),
  cancelStockTake: tenantProcedure('storage.manage')
    .input(cancelStockTakeInput)
    .output(stockTakeView)
    .mutation(({ ctx, input }) => cancelStockTake(ctx.tdb, ctx.scope, input)),
  downloadStockTakeReport: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid, format: z.enum(['pdf', 'xlsx']) }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadStockTakeReport(ctx.tdb, ctx.scope, ctx.objects, input)),
});
