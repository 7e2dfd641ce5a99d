import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  decideLoanInput,
  exportLoansInput,
  extendLoanInput,
  handOverLoanInput,
  listLoansInput,
  loanPage,
  loanView,
  requestLoanInput,
  returnLoanInput,
  saveUseSettingInput,
  useSetting,
} from '@/server/domain/use/loan';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportLoans } from './export-use.ts';
import { decideLoan, extendLoan, getLoan, listLoans, returnLoan } from './follow-loan.ts';
import { handOverLoan, requestLoan } from './lend.ts';
import { readUseSetting, saveUseSetting } from './use-rules.ts';

/** 借阅: request, approval, handing over, return with what came of it. */
export const loanRouter = router({
  list: tenantProcedure('use.read')
    .input(listLoansInput)
    .output(loanPage)
    .query(({ ctx, input }) => listLoans(ctx.tdb, ctx.scope, input)),
  get: tenantProcedure('use.read')
    .input(z.strictObject({ loanId: uuid }))
    .output(loanView)
    .query(({ ctx, input }) => getLoan(ctx.tdb, ctx.scope, input)),
  request: creatingProcedure('use.register')
    .input(requestLoanInput)
    .output(loanView)
    .mutation(({ ctx, input }) => requestLoan(ctx.tdb, ctx.scope, input)),
  decide: tenantProcedure('use.approve')
    .input(decideLoanInput)
    .output(loanView)
    .mutation(({ ctx, input }) => decideLoan(ctx.tdb, ctx.scope, input)),
  handOver: tenantProcedure('use.register')
    .input(handOverLoanInput)
    .output(loanView)
    .mutation(({ ctx, input }) => handOverLoan(ctx.tdb, ctx.scope, input)),
  extend: tenantProcedure('use.register')
    .input(extendLoanInput)
    .output(loanView)
    .mutation(({ ctx, input }) => extendLoan(ctx.tdb, ctx.scope, input)),
  return: tenantProcedure('use.register')
    .input(returnLoanInput)
    .output(loanView)
    .mutation(({ ctx, input }) => returnLoan(ctx.tdb, ctx.scope, input)),
  downloadLoans: tenantProcedure('use.read')
    .input(exportLoansInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportLoans(ctx.tdb, ctx.scope, ctx.objects, input)),
  setting: tenantProcedure('use.read')
    .output(useSetting)
    .query(({ ctx }) => readUseSetting(ctx.tdb, ctx.scope)),
  saveSetting: tenantProcedure('use.register')
    .input(saveUseSettingInput)
    .output(useSetting)
    .mutation(({ ctx, input }) => saveUseSetting(ctx.tdb, ctx.scope, input)),
});
