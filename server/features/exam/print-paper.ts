import type { TenantDb } from '@/db/client';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { type PdfSection, renderRecordPdf } from '@/server/documents/pdf';
import { letterOf, QUESTION_KINDS, type QuestionKind } from '@/server/domain/exam/exam-vocabulary';
import type { PaperQuestionView, PaperView } from '@/server/domain/exam/paper';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { getPaper } from './papers.ts';

const PDF_BYTES = 32 * 1024 * 1024;
const NUMBERS = ['一', '二', '三', '四'] as const;
const KIND_WORDS: Record<QuestionKind, string> = {
  single: '单项选择题',
  multiple: '多项选择题',
  boolean: '判断题',
  blank: '填空题',
};
const HOW: Record<QuestionKind, string> = {
  single: '每题只有一个正确答案',
  multiple: '每题有两个或两个以上正确答案',
  boolean: '正确的写“对”，错误的写“错”',
  blank: '把答案写在答题卡上',
};

const pointsOf = (questions: readonly PaperQuestionView[]): number =>
  questions.reduce((sum, question) => sum + question.points, 0);

/** Questions of a kind together, numbered through, as a printed paper has them. */
const parts = ({ questions }: PaperView): { kind: QuestionKind; questions: PaperQuestionView[] }[] =>
  QUESTION_KINDS.map((kind) => ({ kind, questions: questions.filter(({ said }) => said.kind === kind) })).filter(
    (part) => part.questions.length > 0,
  );

const headingOf = (kind: QuestionKind, at: number, questions: readonly PaperQuestionView[]): string =>
  `${NUMBERS[at] ?? ''}、${KIND_WORDS[kind]}（共 ${questions.length} 题，${pointsOf(questions)} 分。${HOW[kind]}）`;

const answerText = ({ said }: PaperQuestionView): string => {
  if (said.kind === 'blank') return said.blanks.map((accepted) => accepted.join(' 或 ')).join('；');
  if (said.kind === 'boolean') return said.key[0] === 0 ? '对' : '错';
  return said.key.map(letterOf).join('');
};

const paragraphsOf = (question: PaperQuestionView, number: number): string[] => [
  `${number}．${question.said.stem}（${question.points} 分）`,
  ...question.said.choices.map((choice, at) => `${letterOf(at)}．${choice}`),
];

const questionSections = (view: PaperView): PdfSection[] => {
  let number = 0;
  return parts(view).map(({ kind, questions }, at) => ({
    kind: 'text',
    heading: headingOf(kind, at, questions),
    paragraphs: questions.flatMap((question) => {
      number += 1;
      return paragraphsOf(question, number);
    }),
  }));
};

/** 答题卡: a box a question, five in a line; blanks have a line for themselves. */
const sheetSections = (view: PaperView): PdfSection[] => {
  let number = 0;
  return parts(view).map(({ kind, questions }, at): PdfSection => {
    const labels = questions.map(() => {
      number += 1;
      return `${number}`;
    });
    const heading = `答题卡 ${NUMBERS[at] ?? ''}、${KIND_WORDS[kind]}`;
    if (kind === 'blank') {
      const columns = [
        { title: '题号', width: 1 },
        { title: '答案', width: 9 },
      ];
      return { kind: 'table', heading, columns, rows: labels.map((label) => [label, '']) };
    }
    const columns = Array.from({ length: 5 }, () => [
      { title: '题号', width: 1 },
      { title: '答案', width: 2 },
    ]).flat();
    const rows: string[][] = [];
    for (let from = 0; from < labels.length; from += 5)
      rows.push(Array.from({ length: 5 }, (_, place) => [labels[from + place] ?? '', '']).flat());
    return { kind: 'table', heading, columns, rows };
  });
};

const keySection = (view: PaperView): PdfSection => ({
  kind: 'table',
  heading: '参考答案与解析',
  columns: [
    { title: '题号', width: 6, align: 'center' },
    { title: '答案', width: 22 },
    { title: '解析', width: 46 },
    { title: '依据', width: 26 },
  ],
  rows: parts(view)
    .flatMap((part) => part.questions)
    .map((question, at) => [String(at + 1), answerText(question), question.said.explanation, question.said.source]),
});

/** 打印试卷: the questions and an answer sheet, or the same paper with its key for those who mark. */
export const printPaper = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { paperId: string; variant: string; withKey: boolean },
): Promise<FileReference> => {
  const view = await getPaper(tdb, scope, input);
  if (view.short) throw new AppError('EXAM_POOL_TOO_SMALL', `paper ${view.id}`, { ...view.short });
  const pdf = await renderRecordPdf({
    title: view.title,
    documentNumber: view.mode === 'random' ? `${view.variant} 卷` : '',
    unitName: scope.tenantName,
    note: await readShanghaiToday(tdb),
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '单位', value: '' },
          { label: '姓名', value: '' },
          { label: '满分', value: `${view.totalPoints} 分` },
          { label: '得分', value: '' },
        ],
      },
      ...questionSections(view),
      ...(input.withKey ? [keySection(view)] : sheetSections(view)),
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: pdf,
    fileName: `${view.title}${view.mode === 'random' ? `_${view.variant}卷` : ''}${input.withKey ? '_答案' : ''}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'exam.printPaper',
    objectKind: 'exam_paper',
    objectId: view.id,
    objectLabel: view.title,
    detail: { variant: view.variant, withKey: input.withKey, sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
