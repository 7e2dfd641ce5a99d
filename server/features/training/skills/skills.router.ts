import { fileReference } from '@/server/domain/shared/file-reference';
import {
  exportSkilledPeopleInput,
  listSkilledPeopleInput,
  skilledPeoplePage,
  skillMatrixView,
} from '@/server/domain/training/skills';
import { router, tenantProcedure } from '@/server/trpc/init';
import { exportPeopleBySkill, listPeopleBySkill, readSkillMatrix } from './read-skills.ts';

/** 技能矩阵. What is entered stands in the registers; whoever may read those may read this. */
export const skillsRouter = router({
  matrix: tenantProcedure('register.read')
    .output(skillMatrixView)
    .query(({ ctx }) => readSkillMatrix(ctx.tdb, ctx.scope)),
  people: tenantProcedure('register.read')
    .input(listSkilledPeopleInput)
    .output(skilledPeoplePage)
    .query(({ ctx, input }) => listPeopleBySkill(ctx.tdb, ctx.scope, input)),
  downloadPeople: tenantProcedure('register.read')
    .input(exportSkilledPeopleInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPeopleBySkill(ctx.tdb, ctx.scope, ctx.objects, input)),
});
