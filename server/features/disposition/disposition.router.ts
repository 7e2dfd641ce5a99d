import { router } from '@/server/trpc/init';
import { accessionProcedures } from './accession/accession.router.ts';
import { collectionProcedures } from './collection/collection.router.ts';
import { departureProcedures } from './departure/departure.router.ts';
import { intakeProcedures } from './intake/intake.router.ts';
import { openingProcedures } from './opening/opening.router.ts';
import { planProcedures } from './plan/plan.router.ts';
import { transferProcedures } from './transfer/transfer.router.ts';

/** 接收登记, 移交进馆, 接收审核, 年度接收计划, 征集, 开放决定, 移出登记. */
export const dispositionRouter = router({
  ...accessionProcedures,
  ...transferProcedures,
  ...intakeProcedures,
  ...planProcedures,
  ...collectionProcedures,
  ...openingProcedures,
  ...departureProcedures,
});
