import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { courseKind, courseMode } from './course-session.ts';
import { COURSE_STATES, KNOWLEDGE_KINDS, MATERIAL_KINDS, MATERIAL_STATES } from './course-vocabulary.ts';

export const knowledgeKind = z.enum(KNOWLEDGE_KINDS);
export const materialKind = z.enum(MATERIAL_KINDS);
export const materialState = z.enum(MATERIAL_STATES);

/** 学时 go in halves; none is a material that is only to be known. */
export const materialHours = z.number().min(0).max(100).multipleOf(0.5);

const courseFields = {
  title: text(120),
  /** 系列, such as 档案讲坛. */
  series: optionalText(60),
  summary: optionalText(1000),
  kind: courseKind,
  mode: courseMode,
  knowledge: knowledgeKind.default('professional'),
};
export const saveCourseInput = z.strictObject({
  ...courseFields,
  /** Without an id it is a new one. */
  courseId: uuid.optional(),
  rowVersion: z.number().int().min(0),
});
export type SaveCourseInput = z.infer<typeof saveCourseInput>;
export const closeCourseInput = z.strictObject({ courseId: uuid, rowVersion: z.number().int() });

const courseFilter = { q: optionalText(60), kind: courseKind.optional(), series: optionalText(60) };
export const listCoursesInput = z.strictObject({ ...pageInput, ...courseFilter });
export type ListCoursesInput = z.infer<typeof listCoursesInput>;

export const courseView = z.object({
  id: uuid,
  title: z.string(),
  series: z.string().nullable(),
  summary: z.string().nullable(),
  kind: courseKind,
  mode: courseMode,
  knowledge: knowledgeKind,
  state: z.enum(COURSE_STATES),
  materials: z.number().int(),
  issued: z.number().int(),
  sessions: z.number().int(),
  rowVersion: z.number().int(),
});
export type CourseView = z.infer<typeof courseView>;
export const coursePage = pageOf(courseView);

export const materialView = z.object({
  id: uuid,
  title: z.string(),
  kind: materialKind,
  neededMinutes: z.number().int(),
  hours: z.number(),
  version: z.number().int(),
  state: materialState,
  issuedOn: isoDate.nullable(),
  /** The file of the newest version, and whether that one is still waiting to be issued. */
  fileName: z.string(),
  mediaType: z.string(),
  hasDraft: z.boolean(),
  /** How far the newest issue has come: units that have it, units where somebody began, people who began and finished. */
  sentTo: z.number().int(),
  openedBy: z.number().int(),
  readers: z.number().int(),
  finished: z.number().int(),
  rowVersion: z.number().int(),
});
export type MaterialView = z.infer<typeof materialView>;

export const courseDetailView = courseView.extend({ materialList: z.array(materialView) });
export type CourseDetailView = z.infer<typeof courseDetailView>;

export const saveMaterialInput = z.strictObject({
  courseId: uuid,
  materialId: uuid.optional(),
  rowVersion: z.number().int().min(0),
  title: text(120),
  kind: materialKind,
  neededMinutes: z.number().int().min(1).max(600),
  hours: materialHours,
  /** The file; without one the present file stays. */
  objectId: uuid.optional(),
  note: optionalText(200),
});
export type SaveMaterialInput = z.infer<typeof saveMaterialInput>;

export const issueMaterialInput = z.strictObject({
  materialId: uuid,
  rowVersion: z.number().int(),
  unitTenantIds: z.array(tenantId).max(2000),
});
export type IssueMaterialInput = z.infer<typeof issueMaterialInput>;
export const issueMaterialView = z.object({ version: z.number().int(), sent: z.number().int() });
export const withdrawMaterialInput = z.strictObject({ materialId: uuid, rowVersion: z.number().int() });
export const materialRef = z.strictObject({ materialId: uuid });

/** 下发情况 of the newest issue, unit by unit; the unit's people are numbers here. */
export const listMaterialUnitsInput = z.strictObject({ ...pageInput, materialId: uuid });
export const materialUnitView = z.object({
  dispatchId: uuid,
  unitName: z.string(),
  version: z.number().int(),
  sentOn: isoDate,
  readers: z.number().int(),
  finished: z.number().int(),
  lastOn: isoDate.nullable(),
});
export type MaterialUnitView = z.infer<typeof materialUnitView>;
export const materialUnitPage = pageOf(materialUnitView);

/** What goes with a version to a unit. A lesson besides says which demand it answers. */
export const materialBody = z.object({
  materialId: uuid,
  courseTitle: z.string(),
  series: z.string().nullable(),
  title: z.string(),
  kind: materialKind,
  knowledge: knowledgeKind,
  version: z.number().int(),
  hours: z.number(),
  neededMinutes: z.number().int(),
  note: z.string().nullable(),
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  findingFact: z.string().nullable().default(null),
});
export type MaterialBody = z.infer<typeof materialBody>;

export const listLearningInput = z.strictObject({ ...pageInput });
export const learningView = z.object({
  dispatchId: uuid,
  organiserName: z.string(),
  receivedAt: z.string(),
  dueOn: isoDate.nullable(),
  isLesson: z.boolean(),
  courseTitle: z.string(),
  series: z.string().nullable(),
  title: z.string(),
  kind: materialKind,
  version: z.number().int(),
  hours: z.number(),
  neededMinutes: z.number().int(),
  findingFact: z.string().nullable(),
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  /** A newer version of it has come since. */
  isReplaced: z.boolean(),
  /** Of the person who looks. */
  seconds: z.number().int(),
  neededSeconds: z.number().int(),
  placeSeconds: z.number().int(),
  finishedOn: isoDate.nullable(),
  /** Of the whole unit. */
  readers: z.number().int(),
  finished: z.number().int(),
});
export type LearningView = z.infer<typeof learningView>;
export const learningPage = pageOf(learningView);
export const learningRef = z.strictObject({ dispatchId: uuid });

/** The phone says every half minute that it is still being looked at, and where in it; more than this is not believed. */
export const MOST_AT_ONCE_SECONDS = 90;
export const reportReadingInput = z.strictObject({
  dispatchId: uuid,
  /** Seconds looked at since the last report. */
  seconds: z.number().int().min(0).max(3_600),
  placeSeconds: z.number().int().min(0).max(86_400),
});
export type ReportReadingInput = z.infer<typeof reportReadingInput>;
export const readingView = z.object({
  seconds: z.number().int(),
  neededSeconds: z.number().int(),
  placeSeconds: z.number().int(),
  finishedOn: isoDate.nullable(),
});
export type ReadingView = z.infer<typeof readingView>;

/** 本单位学习情况, person by person: the unit's own list. */
export const listReadersInput = z.strictObject({ ...pageInput, dispatchId: uuid });
export const readerView = z.object({
  id: uuid,
  personName: z.string(),
  percent: z.number().int(),
  startedOn: isoDate,
  finishedOn: isoDate.nullable(),
});
export type ReaderView = z.infer<typeof readerView>;
export const readerPage = pageOf(readerView);

/** 指定学习 from a demand. */
export const assignLessonInput = z.strictObject({ findingId: uuid, materialId: uuid, dueOn: isoDate });
export type AssignLessonInput = z.infer<typeof assignLessonInput>;
export const listLessonsInput = z.strictObject({ inspectionId: uuid });
export const lessonView = z.object({
  dispatchId: uuid,
  findingId: uuid,
  title: z.string(),
  sentOn: isoDate,
  dueOn: isoDate.nullable(),
  readers: z.number().int(),
  finished: z.number().int(),
  /** The day on which the first of the unit had finished. */
  doneOn: isoDate.nullable(),
  isLate: z.boolean(),
});
export type LessonView = z.infer<typeof lessonView>;
/** What can be assigned: issued and not withdrawn. */
export const lessonChoiceView = z.object({ materialId: uuid, title: z.string(), courseTitle: z.string() });
export type LessonChoiceView = z.infer<typeof lessonChoiceView>;
