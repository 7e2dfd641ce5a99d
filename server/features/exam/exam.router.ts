import { z } from 'zod';
import { questionnaireView } from '@/server/domain/assessment/questionnaire';
import {
  cancelExamInput,
  examPage,
  examView,
  exportResultsInput,
  listExamsInput,
  listResultsInput,
  moveExamInput,
  publishExamInput,
  resultPage,
} from '@/server/domain/exam/exam';
import { exportOwnResultsInput, listOwnResultsInput, ownResultPage } from '@/server/domain/exam/own-result';
import {
  changePaperInput,
  createPaperInput,
  listPapersInput,
  paperPage,
  paperRef,
  paperView,
  printPaperInput,
  retirePaperInput,
} from '@/server/domain/exam/paper';
import {
  correctQuestionInput,
  createQuestionInput,
  exportQuestionsInput,
  listQuestionsInput,
  questionDetailView,
  questionPage,
  retireQuestionInput,
  topicCountView,
} from '@/server/domain/exam/question';
import {
  importQuestionsInput,
  importQuestionsView,
  previewQuestionsInput,
  questionImportView,
} from '@/server/domain/exam/question-workbook';
import { fileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { evaluateSession, readEvaluation } from './evaluate-session.ts';
import { exportPassed, exportResults, getExam, listExams, listResults } from './list-exams.ts';
import { exportQuestions, getQuestion, listQuestions, listTopics } from './list-questions.ts';
import { exportOwnResults, listOwnResults } from './own-results.ts';
import { changePaper, createPaper, getPaper, listPapers, retirePaper } from './papers.ts';
import { printPaper } from './print-paper.ts';
import { cancelExam, moveExam, publishExam } from './publish-exam.ts';
import { downloadQuestionTemplate, importQuestions, previewQuestions } from './question-workbook.ts';
import { correctQuestion, createQuestion, retireQuestion } from './write-question.ts';

const made = z.object({ id: uuid });
const published = made.extend({ units: z.number().int() });
const examRef = z.strictObject({ examId: uuid });

/** 题库, 试卷, 考试 of those who organise training, and results of the own people. Whoever sits an exam has a router of their own. */
export const examRouter = router({
  questions: tenantProcedure('training.organise')
    .input(listQuestionsInput)
    .output(questionPage)
    .query(({ ctx, input }) => listQuestions(ctx.tdb, ctx.scope, input)),
  question: tenantProcedure('training.organise')
    .input(z.strictObject({ questionId: uuid }))
    .output(questionDetailView)
    .query(({ ctx, input }) => getQuestion(ctx.tdb, ctx.scope, input)),
  topics: tenantProcedure('training.organise')
    .output(z.array(topicCountView))
    .query(({ ctx }) => listTopics(ctx.tdb, ctx.scope)),
  createQuestion: creatingProcedure('training.organise')
    .input(createQuestionInput)
    .output(made.extend({ twins: z.number().int() }))
    .mutation(({ ctx, input }) => createQuestion(ctx.tdb, ctx.scope, input)),
  correctQuestion: creatingProcedure('training.organise')
    .input(correctQuestionInput)
    .output(z.object({ version: z.number().int() }))
    .mutation(({ ctx, input }) => correctQuestion(ctx.tdb, ctx.scope, input)),
  retireQuestion: tenantProcedure('training.organise')
    .input(retireQuestionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => retireQuestion(ctx.tdb, ctx.scope, input)),
  previewQuestions: tenantProcedure('training.organise')
    .input(previewQuestionsInput)
    .output(questionImportView)
    .query(({ ctx, input }) => previewQuestions(ctx.tdb, ctx.scope, ctx.objects, input)),
  importQuestions: creatingProcedure('training.organise')
    .input(importQuestionsInput)
    .output(importQuestionsView)
    .mutation(({ ctx, input }) => importQuestions(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadQuestions: tenantProcedure('training.organise')
    .input(exportQuestionsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportQuestions(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadTemplate: tenantProcedure('training.organise')
    .output(fileReference)
    .query(({ ctx }) => downloadQuestionTemplate(ctx.tdb, ctx.scope, ctx.objects)),

  papers: tenantProcedure('training.organise')
    .input(listPapersInput)
    .output(paperPage)
    .query(({ ctx, input }) => listPapers(ctx.tdb, ctx.scope, input)),
  paper: tenantProcedure('training.organise')
    .input(paperRef)
    .output(paperView)
    .query(({ ctx, input }) => getPaper(ctx.tdb, ctx.scope, input)),
  createPaper: creatingProcedure('training.organise')
    .input(createPaperInput)
    .output(made)
    .mutation(({ ctx, input }) => createPaper(ctx.tdb, ctx.scope, input)),
  changePaper: tenantProcedure('training.organise')
    .input(changePaperInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changePaper(ctx.tdb, ctx.scope, input)),
  retirePaper: tenantProcedure('training.organise')
    .input(retirePaperInput)
    .output(z.void())
    .mutation(({ ctx, input }) => retirePaper(ctx.tdb, ctx.scope, input)),
  downloadPaper: tenantProcedure('training.organise')
    .input(printPaperInput)
    .output(fileReference)
    .query(({ ctx, input }) => printPaper(ctx.tdb, ctx.scope, ctx.objects, input)),

  units: tenantProcedure('training.organise')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsServed(ctx.tdb)),
  list: tenantProcedure('training.organise')
    .input(listExamsInput)
    .output(examPage)
    .query(({ ctx, input }) => listExams(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('training.organise')
    .input(examRef)
    .output(examView)
    .query(({ ctx, input }) => getExam(ctx.tdb, ctx.scope, input)),
  publish: creatingProcedure('training.organise')
    .input(publishExamInput)
    .output(published)
    .mutation(({ ctx, input }) => publishExam(ctx.tdb, ctx.scope, input)),
  move: tenantProcedure('training.organise')
    .input(moveExamInput)
    .output(z.void())
    .mutation(({ ctx, input }) => moveExam(ctx.tdb, ctx.scope, input)),
  cancel: tenantProcedure('training.organise')
    .input(cancelExamInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelExam(ctx.tdb, ctx.scope, input)),
  results: tenantProcedure('training.organise')
    .input(listResultsInput)
    .output(resultPage)
    .query(({ ctx, input }) => listResults(ctx.tdb, ctx.scope, input)),
  downloadResults: tenantProcedure('training.organise')
    .input(exportResultsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportResults(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadPassed: tenantProcedure('training.organise')
    .input(examRef)
    .output(fileReference)
    .query(({ ctx, input }) => exportPassed(ctx.tdb, ctx.scope, ctx.objects, input)),
  ownResults: tenantProcedure('training.manage')
    .input(listOwnResultsInput)
    .output(ownResultPage)
    .query(({ ctx, input }) => listOwnResults(ctx.tdb, ctx.scope, input)),
  downloadOwnResults: tenantProcedure('training.manage')
    .input(exportOwnResultsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportOwnResults(ctx.tdb, ctx.scope, ctx.objects, input)),
  evaluation: tenantProcedure('training.organise')
    .input(z.strictObject({ sessionId: uuid }))
    .output(questionnaireView.nullable())
    .query(({ ctx, input }) => readEvaluation(ctx.tdb, ctx.scope, input)),
  evaluateSession: creatingProcedure('training.organise')
    .input(z.strictObject({ sessionId: uuid, closesOn: isoDate }))
    .output(published)
    .mutation(({ ctx, input }) => evaluateSession(ctx.tdb, ctx.scope, input)),
});
