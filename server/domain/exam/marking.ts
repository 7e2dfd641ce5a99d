import { foldCodeText } from '@/server/domain/shared/chinese-text';
import type { QuestionKind } from './exam-vocabulary.ts';

/* Marking: pure, so that a mark can be computed again from the paper and the answer. */

/** What a person has answered: places of choices as they stand on the paper, or a text for each blank. */
export interface GivenAnswer {
  choices: readonly number[];
  texts: readonly string[];
}

/** What is asked, with its key. Choices are places in the question as it was written. */
export interface KeyedQuestion {
  kind: QuestionKind;
  key: readonly number[];
  blanks: readonly (readonly string[])[];
}

export interface Mark {
  gained: number;
  isRight: boolean;
}

const CHINESE_DIGITS = '〇一二三四五六七八九';
/** Look-alikes that a keyboard or a font mixes up in codes. */
const LOOK_ALIKES: readonly [RegExp, string][] = [
  [/[×✕✖╳]/g, 'x'],
  [/[～〜∼]/g, '~'],
  [/[“”„‟″〃]/g, '"'],
  [/[‘’‚‛′]/g, "'"],
];

/**
 * The form in which typed answers are compared: width, case, brackets, dashes, spaces and closing marks do not matter,
 * nor whether years are written with Chinese digits (二〇二六). A decimal point does.
 */
export const foldAnswer = (typed: string): string => {
  let folded = foldCodeText(typed).toLowerCase().replaceAll('零', '〇');
  for (const [sign, plain] of LOOK_ALIKES) folded = folded.replace(sign, plain);
  folded = folded.replace(/[〇一二三四五六七八九]{2,}/g, (digits) =>
    [...digits].map((digit) => CHINESE_DIGITS.indexOf(digit)).join(''),
  );
  return folded.replace(/[《》〈〉"']/g, '').replace(/[。．.、,;:!?…]+$/u, '');
};

const round = (points: number): number => Math.round(points * 10) / 10;

const markBlanks = (question: KeyedQuestion, texts: readonly string[], points: number): Mark => {
  const right = question.blanks.filter((accepted, at) => {
    const given = foldAnswer(texts[at] ?? '');
    return given !== '' && accepted.some((one) => foldAnswer(one) === given);
  }).length;
  const isRight = right === question.blanks.length;
  return { gained: isRight ? points : round((points * right) / question.blanks.length), isRight };
};

/**
 * 阅卷 of one question.
 * @param order where each choice on the paper stands in the question as it was written
 * @param halves whether a multiple choice with some right ones and no wrong one gets half of the points
 */
export const markAnswer = (
  question: KeyedQuestion,
  given: GivenAnswer | undefined,
  rule: { points: number; order: readonly number[]; halves: boolean },
): Mark => {
  if (!given) return { gained: 0, isRight: false };
  if (question.kind === 'blank') return markBlanks(question, given.texts, rule.points);
  const chosen = new Set(given.choices.map((at) => rule.order[at] ?? -1));
  const key = new Set(question.key);
  const isRight = chosen.size === key.size && [...chosen].every((at) => key.has(at));
  if (isRight) return { gained: rule.points, isRight };
  const isPart = chosen.size > 0 && [...chosen].every((at) => key.has(at));
  return { gained: question.kind === 'multiple' && rule.halves && isPart ? round(rule.points / 2) : 0, isRight };
};
