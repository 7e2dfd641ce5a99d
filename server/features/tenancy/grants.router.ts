import { z } from 'zod';
import { auditEventPage } from '@/server/domain/platform/audit-log';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { answerAccessInput, askAccessInput } from '@/server/domain/tenancy/access-request';
import {
  answerObjectionInput,
  grantLooksInput,
  grantPage,
  listGrantsInput,
  objectToGrantInput,
  revokeGrantInput,
} from '@/server/domain/tenancy/grant';
import { exportOpenGrantsInput, listOpenGrantsInput, openGrantPage } from '@/server/domain/tenancy/open-grant';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { answerObjection } from './grants/answer-objection.ts';
import { answerAccess, askAccess } from './grants/ask-access.ts';
import { listGrantLooks, listGrants } from './grants/list-grants.ts';
import { exportOpenGrants, listOpenGrants } from './grants/list-open-grants.ts';
import { objectToGrant } from './grants/object-to-grant.ts';
import { revokeGrant } from './grants/revoke-grant.ts';

export const grantsRouter = router({
  list: tenantProcedure('grant.read')
    .input(listGrantsInput)
    .output(grantPage)
    .query(({ ctx, input }) => listGrants(ctx.tdb, ctx.scope, input)),
  open: tenantProcedure('inspection.inspect')
    .input(listOpenGrantsInput)
    .output(openGrantPage)
    .query(({ ctx, input }) => listOpenGrants(ctx.tdb, input)),
  downloadOpen: tenantProcedure('inspection.inspect')
    .input(exportOpenGrantsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportOpenGrants(ctx.tdb, ctx.scope, ctx.objects, input)),
  looks: tenantProcedure('audit.readGrantReads')
    .input(grantLooksInput)
    .output(auditEventPage)
    .query(({ ctx, input }) => listGrantLooks(ctx.tdb, ctx.scope, input)),
  revoke: tenantProcedure('grant.revoke')
    .input(revokeGrantInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeGrant(ctx.tdb, ctx.scope, input)),
  ask: creatingProcedure('inspection.inspect')
    .input(askAccessInput)
    .output(z.object({ grantId: uuid }))
    .mutation(({ ctx, input }) => askAccess(ctx.tdb, ctx.scope, input)),
  answerRequest: creatingProcedure('grant.object')
    .input(answerAccessInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => answerAccess(ctx.tdb, ctx.scope, input)),
  object: creatingProcedure('grant.object')
    .input(objectToGrantInput)
    .output(z.object({ objectionId: uuid, dispatchId: uuid }))
    .mutation(({ ctx, input }) => objectToGrant(ctx.tdb, ctx.scope, input)),
  answerObjection: creatingProcedure('grant.answer')
    .input(answerObjectionInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => answerObjection(ctx.tdb, ctx.scope, input)),
});
