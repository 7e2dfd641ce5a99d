import { piecesOf } from './chip.ts';

/*
 * 行文检查. What an official text should not say, as data. A mark asks a person to look; nothing is changed by itself.
 * Numbers inside chips are never marked: they come from the records.
 */
export const TONE_RULES = [
  'boast',
  'blank',
  'typed_number',
  'doubled',
  'vague',
  'spoken',
  'wrong_word',
  'no_cut_off',
  'long_sentence',
  'paid_marker',
  'stray_brace',
] as const;
export type ToneRule = (typeof TONE_RULES)[number];

export interface ToneMark {
  rule: ToneRule;
  from: number;
  to: number;
  text: string;
}

const PATTERNS: readonly (readonly [ToneRule, RegExp])[] = [
  [
    'boast',
    /史无前例|前所未有|绝无仅有|国内领先|全国领先|世界一流|遥遥领先|零失误|完美(?:完成|实现)|最(?:好|佳|优秀|先进)/gu,
  ],
  ['blank', /[XxＸｘ×＊*]{2,}|⟦[^⟧]*⟧|[_＿]{2,}|（\s*）|‹[^›]*›|待补充|此处填写/gu],
  ['paid_marker', /##\w*##|该文档|下载后可编辑/gu],
  ['doubled', /、、|，，|。。|；；|余余|余多|以上以上|约\s*\d+\s*余|近\s*\d+\s*余/gu],
  ['vague', /大概|差不多|左右|若干|许多|大量|不少|基本上都?|一定程度上/gu],
  ['spoken', /搞好|搞定|蛮好|老是|特别特别|啥|咱们|弄好/gu],
  ['wrong_word', /数字率|红外双监|帐目|帐本|按装|渡过难关|件[＼\\]册|做为/gu],
  ['no_cut_off', /到目前为?止?|截[止至]目前|迄今|目前为止/gu],
  ['stray_brace', /[{}｛｝]/gu],
];
/** A number of things that somebody typed: it does not follow the records. Years, days and article numbers are no such numbers. */
const TYPED =
  /(?<![\d第〔（(.．%-])\d[\d,，.]*\s*(?:余|多)?\s*(?:万)?(?:卷|件|册|盒|张|页|幅|条|份|家|个|人次|人|次|期|场|轮|台|套|万元|元|㎡|平方米|米|%|％|GB|篇|名)/gu;
const LONGEST_SENTENCE = 150;

const longSentences = (text: string, offset: number): ToneMark[] => {
  const marks: ToneMark[] = [];
  let from = 0;
  for (const sentence of text.split(/(?<=[。！？；\n])/u)) {
    if (Array.from(sentence).length > LONGEST_SENTENCE)
      marks.push({ rule: 'long_sentence', from: offset + from, to: offset + from + sentence.length, text: sentence });
    from += sentence.length;
  }
  return marks;
};

/** Marks of a paragraph in their order; a later one that overlaps an earlier one is left out. */
export const toneMarks = (paragraph: string): ToneMark[] => {
  const marks: ToneMark[] = [];
  let offset = 0;
  for (const piece of piecesOf(paragraph)) {
    if (piece.kind === 'chip') {
      offset += piece.raw.length;
      continue;
    }
    for (const [rule, pattern] of [...PATTERNS, ['typed_number', TYPED] as const]) {
      for (const { index, 0: found } of piece.text.matchAll(pattern))
        marks.push({ rule, from: offset + index, to: offset + index + found.length, text: found });
    }
    marks.push(...longSentences(piece.text, offset));
    offset += piece.text.length;
  }
  marks.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: ToneMark[] = [];
  for (const mark of marks) {
    const overlaps = kept.some((one) => one.rule !== 'long_sentence' && mark.from < one.to && one.from < mark.to);
    if (mark.rule === 'long_sentence' || !overlaps) kept.push(mark);
  }
  return kept;
};
