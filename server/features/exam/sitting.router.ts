import { z } from 'zod';
import {
  attemptView,
  handInInput,
  listMyExamsInput,
  myExamPage,
  myExamView,
  saveAnswersInput,
  savedAnswers,
  startAttemptInput,
} from '@/server/domain/exam/sitting';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { handIn, saveAnswers } from './save-answers.ts';
import { getAttempt, getMyExam, listMyExams, startAttempt } from './sit-exam.ts';

const attempt = z.object({ attemptId: uuid });

/** 我的考试: what a person may sit, the paper, its answers. Everything here is the person's own. */
export const sittingRouter = router({
  mine: tenantProcedure('training.read')
    .input(listMyExamsInput)
    .output(myExamPage)
    .query(({ ctx, input }) => listMyExams(ctx.tdb, ctx.scope, input)),
  exam: tenantProcedure('training.read')
    .input(z.strictObject({ examId: uuid }))
    .output(myExamView)
    .query(({ ctx, input }) => getMyExam(ctx.tdb, ctx.scope, input)),
  start: creatingProcedure('training.read')
    .input(startAttemptInput)
    .output(attempt)
    .mutation(({ ctx, input }) => startAttempt(ctx.tdb, ctx.scope, input)),
  attempt: tenantProcedure('training.read')
    .input(z.strictObject({ attemptId: uuid }))
    .output(attemptView)
    .query(({ ctx, input }) => getAttempt(ctx.tdb, ctx.scope, input)),
  save: tenantProcedure('training.read')
    .input(saveAnswersInput)
    .output(savedAnswers)
    .mutation(({ ctx, input }) => saveAnswers(ctx.tdb, ctx.scope, input)),
  handIn: tenantProcedure('training.read')
    .input(handInInput)
    .output(attempt)
    .mutation(({ ctx, input }) => handIn(ctx.tdb, ctx.scope, input)),
});
