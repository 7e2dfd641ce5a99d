import { fileReference } from '@/server/domain/shared/file-reference';
import {
  exportSystemUsersInput,
  listSystemUsersInput,
  remindUntrainedInput,
  remindUntrainedView,
  systemRolesView,
  systemUserPage,
} from '@/server/domain/training/system-training';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportUsersByTraining, listUsersByTraining, readSystemRoles, remindUntrained } from './system-users.ts';

/** 系统使用培训: who of the office has learnt to work with the system, by role. */
export const systemTrainingRouter = router({
  roles: tenantProcedure('training.manage')
    .output(systemRolesView)
    .query(({ ctx }) => readSystemRoles(ctx.tdb, ctx.scope)),
  users: tenantProcedure('training.manage')
    .input(listSystemUsersInput)
    .output(systemUserPage)
    .query(({ ctx, input }) => listUsersByTraining(ctx.tdb, ctx.scope, input)),
  remind: creatingProcedure('training.manage')
    .input(remindUntrainedInput)
    .output(remindUntrainedView)
    .mutation(({ ctx, input }) => remindUntrained(ctx.tdb, ctx.scope, input)),
  downloadUsers: tenantProcedure('training.manage')
    .input(exportSystemUsersInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportUsersByTraining(ctx.tdb, ctx.scope, ctx.objects, input)),
});
