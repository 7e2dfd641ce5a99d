import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import {
  assignLessonInput,
  closeCourseInput,
  courseDetailView,
  coursePage,
  issueMaterialInput,
  issueMaterialView,
  learningPage,
  learningRef,
  learningView,
  lessonChoiceView,
  lessonView,
  listCoursesInput,
  listLearningInput,
  listLessonsInput,
  listMaterialUnitsInput,
  listReadersInput,
  materialRef,
  materialUnitPage,
  readerPage,
  readingView,
  reportReadingInput,
  saveCourseInput,
  saveMaterialInput,
  withdrawMaterialInput,
} from '@/server/domain/training/course';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import {
  downloadMaterial,
  issueMaterial,
  readMaterialUnits,
  saveMaterial,
  withdrawMaterial,
} from './issue-materials.ts';
import { downloadLearning, getLearning, listLearning, listReaders, reportReading } from './learn.ts';
import { assignLesson, listLessons, readLessonChoices } from './lessons.ts';
import { closeCourse, getCourse, listCourses, readSeries, saveCourse } from './manage-courses.ts';

/** 课程与课件 of the office that makes them, 在线学习 of those who receive them. */
export const coursesRouter = router({
  list: tenantProcedure('training.read')
    .input(listCoursesInput)
    .output(coursePage)
    .query(({ ctx, input }) => listCourses(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('training.read')
    .input(z.strictObject({ courseId: uuid }))
    .output(courseDetailView)
    .query(({ ctx, input }) => getCourse(ctx.tdb, ctx.scope, input)),
  series: tenantProcedure('training.read')
    .output(z.array(z.string()))
    .query(({ ctx }) => readSeries(ctx.tdb, ctx.scope)),
  units: tenantProcedure('training.organise')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsServed(ctx.tdb)),
  save: creatingProcedure('training.organise')
    .input(saveCourseInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => saveCourse(ctx.tdb, ctx.scope, input)),
  close: tenantProcedure('training.organise')
    .input(closeCourseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => closeCourse(ctx.tdb, ctx.scope, input)),
  saveMaterial: creatingProcedure('training.organise')
    .input(saveMaterialInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => saveMaterial(ctx.tdb, ctx.scope, input)),
  issueMaterial: creatingProcedure('training.organise')
    .input(issueMaterialInput)
    .output(issueMaterialView)
    .mutation(({ ctx, input }) => issueMaterial(ctx.tdb, ctx.scope, input)),
  withdrawMaterial: tenantProcedure('training.organise')
    .input(withdrawMaterialInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawMaterial(ctx.tdb, ctx.scope, input)),
  materialUnits: tenantProcedure('training.read')
    .input(listMaterialUnitsInput)
    .output(materialUnitPage)
    .query(({ ctx, input }) => readMaterialUnits(ctx.tdb, ctx.scope, input)),
  downloadMaterial: tenantProcedure('training.read')
    .input(materialRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadMaterial(ctx.tdb, ctx.scope, input)),

  lessons: tenantProcedure('inspection.read')
    .input(listLessonsInput)
    .output(z.array(lessonView))
    .query(({ ctx, input }) => listLessons(ctx.tdb, ctx.scope, input)),
  lessonChoices: tenantProcedure('inspection.inspect')
    .output(z.array(lessonChoiceView))
    .query(({ ctx }) => readLessonChoices(ctx.tdb, ctx.scope)),
  assignLesson: creatingProcedure('inspection.inspect')
    .input(assignLessonInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => assignLesson(ctx.tdb, ctx.scope, input)),

  learning: tenantProcedure('training.read')
    .input(listLearningInput)
    .output(learningPage)
    .query(({ ctx, input }) => listLearning(ctx.tdb, ctx.scope, input)),
  learningById: tenantProcedure('training.read')
    .input(learningRef)
    .output(learningView)
    .query(({ ctx, input }) => getLearning(ctx.tdb, ctx.scope, input)),
  downloadLearning: tenantProcedure('training.read')
    .input(learningRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadLearning(ctx.tdb, ctx.scope, input)),
  report: tenantProcedure('training.read')
    .input(reportReadingInput)
    .output(readingView)
    .mutation(({ ctx, input }) => reportReading(ctx.tdb, ctx.scope, input)),
  readers: tenantProcedure('training.manage')
    .input(listReadersInput)
    .output(readerPage)
    .query(({ ctx, input }) => listReaders(ctx.tdb, ctx.scope, input)),
});
