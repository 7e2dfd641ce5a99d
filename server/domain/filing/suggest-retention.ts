import { topCategoryCode } from '@/server/domain/archive/archival-category';

/**
 * Which lines of a retention schedule a title looks like. Words that stand in few rules say more than words that stand
 * in many; what matched is shown, because a person decides.
 */
export interface RankedRule {
  id: string;
  code: string;
  categoryCode: string;
  description: string;
}
export interface RuleMatch<Rule extends RankedRule> {
  rule: Rule;
  matched: string[];
  score: number;
}

/** Words of every rule or of none in particular. */
const EMPTY_WORDS =
  /本单位|本机关|单位|形成|制定|有关|关于|以及|其他|年度|文件|材料|重要|一般|主要|工作|情况|进行|通知|的|和|与|及|等|或|按|在|对|由/gu;
/** What titles say and what schedules call it. */
const SAME_AS: readonly (readonly [inTitle: RegExp, inRule: string])[] = [
  [/任命|免去|聘任|任职|免职/u, '任免'],
  [/工作要点|工作安排/u, '计划'],
  [/办法|规定|细则|制度/u, '规章'],
  [/表彰|奖励|处分/u, '奖惩'],
  [/采购|中标|投标/u, '招标采购'],
  [/来访|举报|投诉/u, '信访举报'],
  [/换届|选举/u, '选举换届'],
  [/凭证|账簿|记账/u, '会计凭证账簿'],
  [/宣传信息|工作动态/u, '简报信息'],
];

const HAN = /[\p{Script=Han}A-Za-z0-9]/u;
const cleaned = (text: string): string =>
  Array.from(text.normalize('NFKC').replace(EMPTY_WORDS, ' '), (sign) => (HAN.test(sign) ? sign : ' ')).join('');

/** All pairs of neighbouring signs, by their place. */
const pairsOf = (text: string): string[] => {
  const signs = Array.from(text);
  return signs.slice(0, -1).map((sign, at) => `${sign}${signs[at + 1]}`);
};
const isWord = (pair: string): boolean => !pair.includes(' ');

/** The longest runs that both texts have, at least two signs. */
const commonRuns = (title: string, known: ReadonlySet<string>): string[] => {
  const runs: string[] = [];
  let run = '';
  for (const pair of pairsOf(title)) {
    if (known.has(pair)) {
      run = run === '' ? pair : run + Array.from(pair)[1];
    } else if (run !== '') {
      runs.push(run);
      run = '';
    }
  }
  if (run !== '') runs.push(run);
  return [...new Set(runs)];
};

const importance = (title: string, description: string): number => {
  const isGrave = /重大|重要|永久/u.test(title);
  if (/重要|重大/u.test(description)) return isGrave ? 0.5 : 0;
  return /一般/u.test(description) && !isGrave ? 0.25 : 0;
};

type Match<Rule extends RankedRule> = (
  asked: { title: string; categoryCode: string },
  limit?: number,
) => RuleMatch<Rule>[];

const matcherOf = <Rule extends RankedRule>(own: readonly Rule[]): Match<Rule> => {
  const pairs = own.map((rule) => new Set(pairsOf(cleaned(rule.description)).filter(isWord)));
  const frequency = new Map<string, number>();
  for (const set of pairs) for (const pair of set) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const weight = (pair: string): number => Math.log(1 + own.length / (frequency.get(pair) ?? own.length));
  return (asked, limit = 5) => {
    const extra = SAME_AS.filter(([inTitle]) => inTitle.test(asked.title)).map(([, inRule]) => inRule);
    const title = cleaned([asked.title, ...extra].join(' '));
    const looked = [...new Set(pairsOf(title).filter((pair) => isWord(pair) && frequency.has(pair)))];
    return own
      .map((rule, at) => {
        const known = pairs[at] ?? new Set<string>();
        const sum = looked.reduce((total, pair) => total + (known.has(pair) ? weight(pair) : 0), 0);
        const score = sum === 0 ? 0 : sum / Math.sqrt(known.size || 1) + importance(asked.title, rule.description);
        return { rule, known, score: Math.round(score * 1000) / 1000, at };
      })
      .filter(({ score }) => score > 0)
      .sort((left, right) => right.score - left.score || left.at - right.at)
      .slice(0, limit)
      .map(({ rule, known, score }) => ({ rule, matched: commonRuns(title, known), score }));
  };
};

/** Reads the rules once, for many titles. */
export const ruleMatcher = <Rule extends RankedRule>(rules: readonly Rule[]): Match<Rule> => {
  const byCategory = new Map<string, Match<Rule>>();
  return (asked, limit) => {
    const top = topCategoryCode(asked.categoryCode);
    const known = byCategory.get(top) ?? matcherOf(rules.filter((rule) => topCategoryCode(rule.categoryCode) === top));
    byCategory.set(top, known);
    return known(asked, limit);
  };
};

/** Best first; equal ones in the order of the schedule. Only rules of the category, and only those that share a word. */
export const rankRules = <Rule extends RankedRule>(
  rules: readonly Rule[],
  asked: { title: string; categoryCode: string },
  limit = 5,
): RuleMatch<Rule>[] => ruleMatcher(rules)(asked, limit);
