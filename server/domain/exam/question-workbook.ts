import { z } from 'zod';
import { cleanText, normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { uuid } from '@/server/domain/shared/ids';
import type { Difficulty, QuestionKind } from './exam-vocabulary.ts';
import { MOST_CHOICES } from './exam-vocabulary.ts';
import {
  problemOfQuestion,
  QUESTION_PROBLEMS,
  type QuestionProblem,
  type QuestionSaid,
  questionSaid,
} from './question.ts';

/* 题库工作簿: a row a question. The headings are those that offices write; what a row lacks is said with its number. */

const CHOICE_LETTERS = 'ABCDEFGH';
const CHOICE_FIELDS = [...CHOICE_LETTERS].map((letter) => `choice${letter}` as const);
type Field = 'kind' | 'stem' | 'answer' | 'topic' | 'difficulty' | 'explanation' | 'source' | `choice${string}`;

export const QUESTION_COLUMNS: readonly { field: Field; heading: string; width: number; aliases: readonly string[] }[] =
  [
    { field: 'kind', heading: '题型', width: 10, aliases: ['试题类型', '类型', '题目类型'] },
    { field: 'stem', heading: '题目', width: 50, aliases: ['题干', '试题', '试题内容', '题目内容', '问题'] },
    ...[...CHOICE_LETTERS].map((letter) => ({
      field: `choice${letter}` as const,
      heading: `选项${letter}`,
      width: 20,
      aliases: [letter, `答案${letter}`, `选项 ${letter}`],
    })),
    { field: 'answer', heading: '答案', width: 16, aliases: ['正确答案', '标准答案', '参考答案'] },
    { field: 'topic', heading: '知识点', width: 16, aliases: ['类别', '专题', '章节', '题目分类', '分类'] },
    { field: 'difficulty', heading: '难度', width: 8, aliases: ['难易', '难易程度', '难度等级'] },
    { field: 'explanation', heading: '解析', width: 40, aliases: ['答案解析', '说明', '试题解析'] },
    { field: 'source', heading: '依据', width: 24, aliases: ['出处', '来源', '法规依据', '条款'] },
  ];

const FIELD_OF = new Map<string, Field>(
  QUESTION_COLUMNS.flatMap(({ field, heading, aliases }) =>
    [heading, ...aliases].map((name) => [normaliseForSearch(name), field] as const),
  ),
);

export type QuestionColumns = ReadonlyMap<Field, number>;
export const questionColumns = (headings: readonly string[]): QuestionColumns => {
  const columns = new Map<Field, number>();
  for (const [index, heading] of headings.entries()) {
    const field = FIELD_OF.get(normaliseForSearch(heading));
    if (field && !columns.has(field)) columns.set(field, index);
  }
  return columns;
};

const KIND_WORDS: readonly [RegExp, QuestionKind][] = [
  [/多选|多项/, 'multiple'],
  [/单选|单项|^选择/, 'single'],
  [/判断|是非/, 'boolean'],
  [/填空/, 'blank'],
];
const DIFFICULTY_WORDS: readonly [RegExp, Difficulty][] = [
  [/^(?:易|容易|简单|低|1)/, 'easy'],
  [/^(?:难|困难|较难|高|3)/, 'hard'],
];
const RIGHT = /^(?:对|正确|是|√|✓|✔|t|true|y|yes|a)$/i;
const WRONG = /^(?:错|错误|不正确|否|×|✗|✘|x|f|false|n|no|b)$/i;

const keyOfLetters = (answer: string): number[] =>
  [
    ...new Set(
      [...answer.normalize('NFKC').toUpperCase()]
        .map((letter) => CHOICE_LETTERS.indexOf(letter))
        .filter((at) => at >= 0),
    ),
  ].sort((a, b) => a - b);
const onlyLetters = (answer: string): boolean => /^[A-H\s,，、;；.]+$/i.test(answer.normalize('NFKC'));

/** Blanks are parted by ；, several right answers of one blank by |. */
const blanksOf = (answer: string): string[][] =>
  answer
    .split(/[;；]/)
    .map((blank) =>
      blank
        .split(/[|｜]/)
        .map((one) => cleanText(one))
        .filter((one) => one !== ''),
    )
    .filter((blank) => blank.length > 0);

const keyOf = (kind: QuestionKind, answer: string): number[] => {
  if (kind === 'boolean') return RIGHT.test(answer) ? [0] : WRONG.test(answer) ? [1] : [];
  return kind === 'blank' || !onlyLetters(answer) ? [] : keyOfLetters(answer);
};

export interface QuestionRow {
  rowNumber: number;
  said: QuestionSaid | null;
  stem: string;
  problem: QuestionProblem | null;
}

/** One row as a question, or the first thing that is wrong with it. */
export const readQuestionRow = (
  rowNumber: number,
  cell: (field: Field) => string,
  isSecret: (text: string) => boolean,
): QuestionRow => {
  const stem = cleanText(cell('stem'));
  const wrong = (problem: QuestionProblem): QuestionRow => ({
    rowNumber,
    said: null,
    stem: stem.slice(0, 200),
    problem,
  });
  const kind = KIND_WORDS.find(([words]) => words.test(cleanText(cell('kind'))))?.[1];
  if (!kind) return wrong('kind');
  if (stem === '') return wrong('stem');
  const answer = cleanText(cell('answer'));
  const asksChoice = kind === 'single' || kind === 'multiple';
  const cells = CHOICE_FIELDS.map((field) => cleanText(cell(field)));
  const last = cells.findLastIndex((choice) => choice !== '');
  const choices = asksChoice ? cells.slice(0, Math.min(last + 1, MOST_CHOICES)) : [];
  if (choices.some((choice) => choice === '')) return wrong('choices');
  const level = cleanText(cell('difficulty'));
  const said: QuestionSaid = {
    kind,
    topic: cleanText(cell('topic')) || '其他',
    difficulty: DIFFICULTY_WORDS.find(([words]) => words.test(level))?.[1] ?? 'medium',
    stem,
    choices,
    key: keyOf(kind, answer),
    blanks: kind === 'blank' ? blanksOf(answer) : [],
    explanation: cleanText(cell('explanation')),
    source: cleanText(cell('source')),
  };
  if ([stem, ...choices, ...said.blanks.flat(), said.explanation, said.source, said.topic].some(isSecret))
    return { ...wrong('secret'), stem: '' };
  if (!questionSaid.safeParse(said).success) return wrong('long');
  const problem = problemOfQuestion(said);
  return problem ? wrong(problem) : { rowNumber, said, stem, problem: null };
};

const ANSWER_OF_BOOLEAN = ['对', '错'] as const;
const KIND_CELL: Record<QuestionKind, string> = { single: '单选', multiple: '多选', boolean: '判断', blank: '填空' };
const DIFFICULTY_CELL: Record<Difficulty, string> = { easy: '易', medium: '中', hard: '难' };

const answerCell = (said: QuestionSaid): string => {
  if (said.kind === 'blank') return said.blanks.map((accepted) => accepted.join('|')).join('；');
  if (said.kind === 'boolean') return ANSWER_OF_BOOLEAN[said.key[0] === 0 ? 0 : 1];
  return said.key.map((at) => CHOICE_LETTERS[at] ?? '').join('');
};

/** A question as a row that the reader reads back in. */
export const cellsOfQuestion = (said: QuestionSaid): string[] =>
  QUESTION_COLUMNS.map(({ field }) => {
    const choice = CHOICE_FIELDS.indexOf(field as (typeof CHOICE_FIELDS)[number]);
    if (choice >= 0) return said.choices[choice] ?? '';
    if (field === 'kind') return KIND_CELL[said.kind];
    if (field === 'difficulty') return DIFFICULTY_CELL[said.difficulty];
    if (field === 'answer') return answerCell(said);
    return said[field as 'stem' | 'topic' | 'explanation' | 'source'];
  });

/** Two rows that show how the template is filled in. */
export const EXAMPLE_QUESTIONS: readonly QuestionSaid[] = [
  {
    kind: 'single',
    topic: '档案法',
    difficulty: 'easy',
    stem: '机关文书档案的保管期限分为（ ）。',
    choices: ['永久、30年、10年', '永久、长期、短期', '100年、50年、20年'],
    key: [0],
    blanks: [],
    explanation: '保管期限分为永久和定期，定期一般分为30年、10年。',
    source: '机关文件材料归档范围和文书档案保管期限规定',
  },
  {
    kind: 'blank',
    topic: '档案法',
    difficulty: 'medium',
    stem: '每年的国际档案日是____月____日。',
    choices: [],
    key: [],
    blanks: [
      ['6', '六'],
      ['9', '九'],
    ],
    explanation: '',
    source: '',
  },
];

export const importedRowView = z.object({
  rowNumber: z.number().int(),
  stem: z.string(),
  said: questionSaid.nullable(),
  problem: z.enum(QUESTION_PROBLEMS).nullable(),
  /** Asks what a question of the bank, or an earlier row, asks already. */
  isTwin: z.boolean(),
});
export type ImportedRowView = z.infer<typeof importedRowView>;
export const questionImportView = z.object({
  fileName: z.string(),
  sheetName: z.string(),
  unread: z.array(z.string()),
  rows: z.array(importedRowView),
});
export type QuestionImportView = z.infer<typeof questionImportView>;

export const previewQuestionsInput = z.strictObject({ objectId: uuid });
export const importQuestionsInput = z.strictObject({ objectId: uuid, withTwins: z.boolean() });
export const importQuestionsView = z.object({
  entered: z.number().int(),
  twins: z.number().int(),
  wrong: z.number().int(),
});
