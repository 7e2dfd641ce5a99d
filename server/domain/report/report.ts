import { z } from 'zod';
import { figureCode, figurePeriodView, figureRowView, figureState } from '@/server/domain/figure/figure-views';
import { namedFigure } from '@/server/domain/figure/named-figure';
import { releasedRow } from '@/server/domain/figure/released-rows';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { CHIP_PERIODS } from './chip.ts';
import {
  FIRST_REPORT_YEAR,
  LONGEST_PARAGRAPH,
  MOST_PARAGRAPHS,
  REPORT_BLOCKS,
  REPORT_KINDS,
  REPORT_STATES,
  REPORT_TEMPLATE_CODES,
  REPORT_VERSION_KINDS,
} from './report-vocabulary.ts';

const year = z.number().int().min(FIRST_REPORT_YEAR).max(2999);
const rowVersion = z.number().int().min(1);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const paragraph = z
  .string()
  .max(LONGEST_PARAGRAPH)
  .refine((value) => !value.includes('\u0000'), 'NUL');

export const listReportsInput = z.strictObject({ ...pageInput, state: z.enum(REPORT_STATES).optional() });
export type ListReportsInput = z.infer<typeof listReportsInput>;
export const reportRowView = z.object({
  id: uuid,
  kind: z.enum(REPORT_KINDS),
  template: z.enum(REPORT_TEMPLATE_CODES),
  year,
  title: z.string(),
  state: z.enum(REPORT_STATES),
  updatedAt: z.string(),
  updatedByName: z.string(),
  frozenAt: z.string().nullable(),
  /** Figures of the frozen text that the records no longer give. */
  differences: z.number().int(),
});
export type ReportRowView = z.infer<typeof reportRowView>;
export const reportPage = pageOf(reportRowView);

export const createReportInput = z.strictObject({ year, template: z.enum(REPORT_TEMPLATE_CODES) });
export type CreateReportInput = z.infer<typeof createReportInput>;

export const reportRef = z.strictObject({ reportId: uuid });
export const reportVersionRef = z.strictObject({ reportId: uuid, rowVersion });

export const saveHeadInput = z.strictObject({
  reportId: uuid,
  rowVersion,
  title: text(120),
  addressee: optionalText(120),
  /** 成文日期; without one the day of approval. */
  signedOn: isoDate.nullable(),
  /** 数据截止; without one today, and at the latest the end of the year. */
  cutOff: isoDate.nullable(),
});
export type SaveHeadInput = z.infer<typeof saveHeadInput>;

export const saveChapterInput = z.strictObject({
  reportId: uuid,
  chapterId: uuid,
  rowVersion,
  heading: text(120),
  level,
  paragraphs: z.array(paragraph).max(MOST_PARAGRAPHS),
});
export type SaveChapterInput = z.infer<typeof saveChapterInput>;
export const addChapterInput = z.strictObject({
  reportId: uuid,
  /** The new one stands behind it; null: at the beginning. */
  afterChapterId: uuid.nullable(),
  heading: text(120),
  level,
});
export type AddChapterInput = z.infer<typeof addChapterInput>;
export const chapterRef = z.strictObject({ reportId: uuid, chapterId: uuid, rowVersion });
export type ChapterRef = z.infer<typeof chapterRef>;
export const moveChapterInput = z.strictObject({ reportId: uuid, chapterId: uuid, direction: z.enum(['up', 'down']) });
export type MoveChapterInput = z.infer<typeof moveChapterInput>;

export const proposeInput = z.strictObject({ reportId: uuid, block: z.enum(REPORT_BLOCKS) });
export type ProposeInput = z.infer<typeof proposeInput>;
export const proposalView = z.object({
  key: z.string(),
  text: z.string(),
  /** Where it comes from, inside the workspace. */
  link: z.string().nullable(),
});
export type Proposal = z.infer<typeof proposalView>;

export const addCommentInput = z.strictObject({ reportId: uuid, chapterId: uuid.nullable(), body: text(1000) });
export type AddCommentInput = z.infer<typeof addCommentInput>;
export const commentRef = z.strictObject({ reportId: uuid, commentId: uuid });
export type CommentRef = z.infer<typeof commentRef>;

export const explainInput = z.strictObject({
  reportId: uuid,
  checkCode: z.string().regex(/^[A-Z0-9_-]{2,40}$/u),
  explanation: text(500),
});
export type ExplainInput = z.infer<typeof explainInput>;

export const saveVersionInput = z.strictObject({ reportId: uuid, note: text(200) });
export type SaveVersionInput = z.infer<typeof saveVersionInput>;
export const decideReportInput = z
  .strictObject({ reportId: uuid, rowVersion, decision: z.enum(['approve', 'return']), reason: optionalText(500) })
  .refine((input) => input.decision === 'approve' || input.reason !== undefined, { path: ['reason'] });
export type DecideReportInput = z.infer<typeof decideReportInput>;

export const reopenReportInput = z.strictObject({ reportId: uuid, rowVersion, reason: text(500) });
export type ReopenReportInput = z.infer<typeof reopenReportInput>;
/** A figure as an earlier edition had it. */
export const earlierFigureView = z.object({
  edition: z.number().int(),
  chipKey: z.string(),
  figureCode: z.string(),
  period: z.string(),
  toOn: isoDate,
  value: z.number().nullable(),
  state: z.string(),
});
export type EarlierFigureView = z.infer<typeof earlierFigureView>;

export const exportReportInput = z.strictObject({
  reportId: uuid,
  format: z.enum(['docx', 'pdf']),
  /** 数据一览 behind the text. */
  withFigures: z.boolean(),
});

const amount = z.object({ value: z.number().nullable(), state: figureState });
export const chapterView = z.object({
  id: uuid,
  level,
  heading: z.string(),
  paragraphs: z.array(z.string()),
  blocks: z.array(z.enum(REPORT_BLOCKS)),
  rowVersion,
  updatedByName: z.string(),
  updatedAt: z.string(),
});
export type ChapterView = z.infer<typeof chapterView>;

/** A number of the text: what the records say now, and what was frozen. */
export const reportFigureView = z.object({
  key: z.string(),
  code: z.string(),
  period: z.enum(CHIP_PERIODS),
  /** To what the figure is narrowed in the text. */
  params: z.array(z.object({ field: z.string(), value: z.string() })),
  /** A figure that the office defined, in words. */
  own: namedFigure.nullable(),
  from: isoDate,
  to: isoDate,
  now: amount.extend({ rows: z.number().int().nullable() }),
  before: amount,
  /** Who released it, where it is not computed here. */
  sourceNames: z.array(z.string()),
  frozen: amount
    .extend({ rows: z.number().int().nullable(), definitionVersion: z.number().int(), sha256: z.string().nullable() })
    .nullable(),
  hasChanged: z.boolean(),
});
export type ReportFigureView = z.infer<typeof reportFigureView>;

/** 点数到行 of a number in the text: its own figure, days and narrowing. Without a key the first number of the text. */
export const reportRowsInput = z.strictObject({
  ...pageInput,
  ...reportRef.shape,
  key: z.string().min(3).max(400).optional(),
  /** Only rows that were not there when the report was frozen. */
  only: z.literal('added').optional(),
});
export type ReportRowsInput = z.infer<typeof reportRowsInput>;
/** So many records that no longer count are named. */
export const MOST_GONE = 50;
export const reportRowsView = pageOf(figureRowView).extend({
  title: z.string(),
  /** Null where the text has no number whose records are here. */
  figure: z
    .object({
      key: z.string(),
      named: namedFigure,
      params: reportFigureView.shape.params,
      from: isoDate,
      to: isoDate,
      value: z.number().nullable(),
      state: figureState,
      rows: z.number().int(),
    })
    .nullable(),
  /** What the records say since the report was frozen: how many were added, which no longer count. */
  since: z
    .object({
      added: z.number().int(),
      gone: z.number().int(),
      goneRows: z.array(releasedRow),
    })
    .nullable(),
});
export type ReportRowsView = z.infer<typeof reportRowsView>;

export const checkView = z.object({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  outcome: z.enum(['holds', 'differs', 'not_judged']),
  left: z.number().nullable(),
  right: z.number().nullable(),
  less: z.number().nullable(),
  explanation: z.object({ text: z.string(), byName: z.string(), at: z.string() }).nullable(),
});
export type CheckView = z.infer<typeof checkView>;

export const yearChecksInput = z.strictObject({ year });
/** 核对 of a year before anything of it is released. `codes`: figures of the office itself that the check speaks of. */
export const yearChecksView = z.object({
  period: figurePeriodView,
  checks: z.array(checkView.omit({ explanation: true }).extend({ codes: z.array(figureCode) })),
});
export type YearCheck = z.infer<typeof yearChecksView>['checks'][number];

export const commentView = z.object({
  id: uuid,
  chapterId: uuid.nullable(),
  body: z.string(),
  byName: z.string(),
  at: z.string(),
  resolvedAt: z.string().nullable(),
  resolvedByName: z.string().nullable(),
});
export type CommentView = z.infer<typeof commentView>;

export const reportView = z.object({
  id: uuid,
  kind: z.enum(REPORT_KINDS),
  template: z.enum(REPORT_TEMPLATE_CODES),
  year,
  title: z.string(),
  addressee: z.string().nullable(),
  signedOn: isoDate.nullable(),
  cutOff: isoDate.nullable(),
  /** The days that count: the cut-off in force. */
  period: z.object({ year, from: isoDate, to: isoDate }),
  state: z.enum(REPORT_STATES),
  returnReason: z.string().nullable(),
  submittedByName: z.string().nullable(),
  submittedAt: z.string().nullable(),
  /** Who submitted it does not approve it. */
  isOwn: z.boolean(),
  approvedByName: z.string().nullable(),
  frozenAt: z.string().nullable(),
  /** One more each time that it was opened again after approval. */
  edition: z.number().int(),
  rowVersion,
  chapters: z.array(chapterView),
  figures: z.array(reportFigureView),
  checks: z.array(checkView),
  comments: z.array(commentView),
});
export type ReportView = z.infer<typeof reportView>;

/** 版本: a state of the text as it was. */
export const versionContent = z.object({
  title: z.string(),
  chapters: z.array(z.object({ level, heading: z.string(), paragraphs: z.array(z.string()) })),
});
export type VersionContent = z.infer<typeof versionContent>;
export const versionRowView = z.object({
  number: z.number().int(),
  kind: z.enum(REPORT_VERSION_KINDS),
  note: z.string().nullable(),
  byName: z.string(),
  at: z.string(),
});
export type VersionRowView = z.infer<typeof versionRowView>;
export const compareInput = z.strictObject({
  reportId: uuid,
  /** Numbers of two versions; no second one: with the text as it is now. */
  from: z.number().int().min(1),
  to: z.number().int().min(1).nullable(),
});
export type CompareInput = z.infer<typeof compareInput>;
export const comparisonView = z.object({
  from: z.number().int(),
  to: z.number().int().nullable(),
  lines: z.array(z.object({ change: z.enum(['same', 'gone', 'new']), text: z.string() })),
});
export type ComparisonView = z.infer<typeof comparisonView>;
