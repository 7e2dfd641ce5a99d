import { z } from 'zod';
import {
  confirmRuleInput,
  confirmRuleView,
  exportRuleReadersInput,
  listRuleReadersInput,
  listRulesInput,
  remindReadersView,
  ruleFileRef,
  rulePage,
  ruleReaderPage,
  ruleRef,
  ruleView,
} from '@/server/domain/secrecy/rule-reading';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import {
  confirmRule,
  downloadRuleFile,
  exportRuleReaders,
  getRule,
  listRuleReaders,
  listRules,
  remindReaders,
} from './rule-readings.ts';

/** 制度阅读确认: everybody reads and confirms for oneself; who keeps the registers sees who has not. */
export const rulesRouter = router({
  list: tenantProcedure('workspace.enter')
    .input(listRulesInput)
    .output(rulePage)
    .query(({ ctx, input }) => listRules(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('workspace.enter')
    .input(ruleRef)
    .output(ruleView)
    .query(({ ctx, input }) => getRule(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('workspace.enter')
    .input(ruleFileRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadRuleFile(ctx.tdb, ctx.scope, input)),
  confirm: creatingProcedure('workspace.enter')
    .input(confirmRuleInput)
    .output(confirmRuleView)
    .mutation(({ ctx, input }) => confirmRule(ctx.tdb, ctx.scope, input)),
  readers: tenantProcedure('register.read')
    .input(listRuleReadersInput)
    .output(ruleReaderPage)
    .query(({ ctx, input }) => listRuleReaders(ctx.tdb, ctx.scope, input)),
  remind: creatingProcedure('register.keep')
    .input(z.strictObject({}))
    .output(remindReadersView)
    .mutation(({ ctx }) => remindReaders(ctx.tdb, ctx.scope)),
  downloadReaders: tenantProcedure('register.read')
    .input(exportRuleReadersInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportRuleReaders(ctx.tdb, ctx.scope, ctx.objects, input)),
});
