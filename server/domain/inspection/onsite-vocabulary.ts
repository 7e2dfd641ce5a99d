/* 现场检查: the words and the digest, without zod, so that the phone may take them along. Labels stand in app/i18n. */

/** 符合, 基本符合, 部分符合, 不符合, 不适用. */
export const SITE_VERDICTS = ['met', 'mostly', 'partly', 'unmet', 'na'] as const;
export type SiteVerdict = (typeof SITE_VERDICTS)[number];

export const SIGNATURE_KINDS = ['signed', 'refused'] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** How an item is answered on the phone. A type that the phone does not know is asked by 是／否／不适用. */
interface AnsweredBy {
  verdicts: readonly SiteVerdict[];
  /** A number beside the verdict: how many, how many points, or how many faults out of how many. */
  number: 'none' | 'count' | 'score' | 'sample';
}
const YES_NO: readonly SiteVerdict[] = ['met', 'unmet', 'na'];
const BY_TYPE: Readonly<Record<string, AnsweredBy>> = {
  yesno: { verdicts: YES_NO, number: 'none' },
  rating: { verdicts: SITE_VERDICTS, number: 'none' },
  count: { verdicts: YES_NO, number: 'count' },
  sample: { verdicts: YES_NO, number: 'sample' },
  score: { verdicts: YES_NO, number: 'score' },
};
export const answeredBy = (item: { type: string }): AnsweredBy =>
  BY_TYPE[item.type] ?? { verdicts: YES_NO, number: 'none' };

/** What an inspector said about one item at one moment. */
export interface SiteAnswerContent {
  id: string;
  inspectionId: string;
  itemCode: string;
  verdict: SiteVerdict | null;
  value: number | null;
  outOf: number | null;
  note: string;
  severity: string | null;
  basedOn: readonly string[];
  /** ISO, in milliseconds. */
  madeAt: string;
}

/** The text whose SHA-256 the server acknowledges. Phone and server must write it alike. */
export const answerText = (answer: SiteAnswerContent): string =>
  JSON.stringify([
    answer.id,
    answer.inspectionId,
    answer.itemCode,
    answer.verdict,
    answer.value,
    answer.outOf,
    answer.note,
    answer.severity,
    answer.basedOn,
    answer.madeAt,
  ]);

/** The words of an answer, whoever said them and when: two that say the same are no conflict. */
const wordsOf = ({ verdict, value, outOf, note, severity }: SiteAnswerContent): string =>
  JSON.stringify([verdict, value, outOf, note.trim(), severity]);

export const isConflict = (standing: readonly SiteAnswerContent[]): boolean => new Set(standing.map(wordsOf)).size > 1;

/** Answers that no other answer was built upon, oldest first. */
export const standingAnswers = <Answer extends Pick<SiteAnswerContent, 'id' | 'basedOn' | 'madeAt'>>(
  answers: readonly Answer[],
): Answer[] => {
  const replaced = new Set(answers.flatMap((answer) => answer.basedOn));
  return answers
    .filter((answer) => !replaced.has(answer.id))
    .sort((a, b) => a.madeAt.localeCompare(b.madeAt) || a.id.localeCompare(b.id));
};

/** Words that are needed everywhere; a bureau's own are added from what its inspectors wrote before. */
export const CANNED_NOTES = {
  met: ['已查看，符合要求', '制度、台账齐全'],
  unmet: [
    '未提供相关材料',
    '制度未更新',
    '登记不完整',
    '库房有漏水、受潮迹象',
    '消防器材过期',
    '温湿度记录缺失',
    '归档不及时',
    '件号不连续',
  ],
  na: ['该单位无此项业务'],
} as const;

/** One answer builds on few others: those that stood when it was made. */
export const MOST_BASED_ON = 20;
export const LONGEST_NOTE = 2000;
export const LARGEST_PHOTO_BYTES = 30_000_000;
/** A photo is made smaller on the phone beyond this only: it is evidence. */
export const HUGE_PHOTO = { bytes: 12_000_000, shrunkEdge: 4_096 } as const;
