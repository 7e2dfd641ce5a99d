import { describe, expect, it } from 'vitest';
import { drawHashes } from '@/server/features/inspection';
import { drawOrder, drawPaper, type ExamLine, shortLine } from './draw-paper.ts';
import { foldAnswer, markAnswer } from './marking.ts';
import { printOf, problemOfQuestion, type QuestionSaid } from './question.ts';
import { cellsOfQuestion, EXAMPLE_QUESTIONS, QUESTION_COLUMNS, readQuestionRow } from './question-workbook.ts';

const blank = (...blanks: string[][]) => ({ kind: 'blank' as const, key: [], blanks });
const choice = (kind: 'single' | 'multiple' | 'boolean', key: number[]) => ({ kind, key, blanks: [] });
const rule = { points: 4, order: [0, 1, 2, 3], halves: false };

describe('a typed answer', () => {
  it.each([
    ['１０年', '10年'],
    ['DA／T 22－2015', 'da/t 22-2015'],
    ['〔2024〕3号', '(2024) 3号'],
    ['《档案法》', '档案法'],
    ['二〇二六年', '2026年'],
    ['二零二六年。', '２０２６年'],
  ])('%s is as good as %s', (given, key) => {
    expect(markAnswer(blank([key]), { choices: [], texts: [given] }, rule)).toEqual({ gained: 4, isRight: true });
  });

  it('is another one when a figure is', () => {
    expect(foldAnswer('3.5')).not.toBe(foldAnswer('35'));
    expect(markAnswer(blank(['30年']), { choices: [], texts: ['10年'] }, rule).gained).toBe(0);
    expect(markAnswer(blank(['30年']), { choices: [], texts: ['  '] }, rule).gained).toBe(0);
  });

  it('counts blank by blank', () => {
    const question = blank(['6', '六'], ['9', '九']);
    expect(markAnswer(question, { choices: [], texts: ['六', '8'] }, rule)).toEqual({ gained: 2, isRight: false });
    expect(markAnswer(question, { choices: [], texts: ['六', '９'] }, rule)).toEqual({ gained: 4, isRight: true });
  });
});

describe('a choice', () => {
  it('is read where it stood on this paper', () => {
    const order = [2, 0, 3, 1];
    expect(markAnswer(choice('single', [2]), { choices: [0], texts: [] }, { ...rule, order }).isRight).toBe(true);
    expect(markAnswer(choice('single', [2]), { choices: [2], texts: [] }, { ...rule, order }).isRight).toBe(false);
  });

  it('of several gets half for a part only where the paper says so, and nothing beside a wrong one', () => {
    const question = choice('multiple', [0, 1, 3]);
    const part = { choices: [0, 1], texts: [] };
    expect(markAnswer(question, part, rule).gained).toBe(0);
    expect(markAnswer(question, part, { ...rule, halves: true })).toEqual({ gained: 2, isRight: false });
    expect(markAnswer(question, { choices: [0, 2], texts: [] }, { ...rule, halves: true }).gained).toBe(0);
    expect(markAnswer(question, { choices: [3, 1, 0], texts: [] }, rule).isRight).toBe(true);
    expect(markAnswer(question, undefined, rule)).toEqual({ gained: 0, isRight: false });
  });
});

describe('a drawn paper', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `q${String(index).padStart(2, '0')}`);
  const lines: ExamLine[] = [
    { kind: 'single', count: 5, points: 2, pool: ids.slice(0, 20) },
    { kind: 'single', count: 5, points: 3, pool: ids.slice(10, 30) },
  ];
  const paper = (seed: string) => drawPaper(drawHashes, seed, lines).map((one) => one.questionId);

  it('follows from its seed, asks nothing twice, and is another one for another seed', () => {
    expect(paper('a')).toEqual(paper('a'));
    expect(new Set(paper('a')).size).toBe(10);
    expect(paper('a')).not.toEqual(paper('b'));
    expect(drawOrder(drawHashes, 'a', { id: 'q1', choices: 4 }, true).toSorted()).toEqual([0, 1, 2, 3]);
    expect(drawOrder(drawHashes, 'a', { id: 'q1', choices: 4 }, false)).toEqual([0, 1, 2, 3]);
  });

  it('is promised only when every line has enough, whatever the others take', () => {
    expect(shortLine(lines)).toBeNull();
    const narrow = { kind: 'single' as const, count: 3, points: 1, pool: ids.slice(0, 4) };
    expect(shortLine([...lines, narrow])).toEqual({ line: 3, has: 0, needs: 3 });
  });
});

describe('a row of a workbook', () => {
  const row = (cells: Record<string, string>) =>
    readQuestionRow(
      7,
      (field) => cells[field] ?? '',
      (text) => text.includes('机密★'),
    );

  it('reads back what was written out', () => {
    for (const said of EXAMPLE_QUESTIONS) {
      const cells = cellsOfQuestion(said);
      const back = row(Object.fromEntries(QUESTION_COLUMNS.map(({ field }, at) => [field, cells[at] ?? ''])));
      expect(back).toMatchObject({ said, problem: null });
    }
  });

  it.each([
    [{ kind: '问答', stem: '甲' }, 'kind'],
    [{ kind: '单选题', stem: '' }, 'stem'],
    [{ kind: '单选题', stem: '甲', choiceA: '子', answer: 'A' }, 'choices'],
    [{ kind: '单选题', stem: '甲', choiceA: '子', choiceC: '丑', answer: 'A' }, 'choices'],
    [{ kind: '单选题', stem: '甲', choiceA: '子', choiceB: '丑', answer: 'D' }, 'answer'],
    [{ kind: '多选题', stem: '甲', choiceA: '子', choiceB: '丑', answer: 'A' }, 'answer'],
    [{ kind: '判断题', stem: '甲', answer: '也许' }, 'answer'],
    [{ kind: '填空题', stem: '甲是____，乙是____', answer: '子' }, 'answer'],
    [{ kind: '判断题', stem: '机密★十年', answer: '对' }, 'secret'],
  ])('%o is refused for its %s', (cells, problem) => {
    expect(row(cells)).toMatchObject({ rowNumber: 7, said: null, problem });
  });

  it('takes the words that offices use', () => {
    expect(row({ kind: '判断题', stem: '甲', answer: '√' }).said?.key).toEqual([0]);
    expect(row({ kind: '判断题', stem: '甲', answer: '错误' }).said?.key).toEqual([1]);
    const several = row({ kind: '多选', stem: '甲', choiceA: '子', choiceB: '丑', choiceC: '寅', answer: 'Ａ、Ｃ' });
    expect(several.said?.key).toEqual([0, 2]);
  });
});

it('knows the same question typed in another width', () => {
  const said = { kind: 'single', stem: '保管期限分为（ ）。', choices: ['永久', '10年'] } as const;
  const typed = { kind: 'single', stem: '保管期限分为( )', choices: ['１０年', '永久'] } as const;
  expect(printOf({ ...said, choices: [...said.choices] })).toBe(printOf({ ...typed, choices: [...typed.choices] }));
});

it('refuses a question whose choices are the same twice', () => {
  const said: QuestionSaid = { ...EXAMPLE_QUESTIONS[0]!, choices: ['永久', '永久 '], key: [0] };
  expect(problemOfQuestion(said)).toBe('choices');
});
