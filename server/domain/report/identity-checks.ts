/*
 * 核对. What must hold between figures of one report. A rule that does not hold needs an explanation before the report
 * is submitted; one whose figures are not all there is not judged.
 */
interface Words {
  zh: string;
  en: string;
}
/**
 * `IN` and `OUT`: what came into and left the holdings in the period, by the life dates of the records. `ARCHIVES` and
 * `TOWNSHIPS`: how many stand in the directory at the cut-off. `EITHER_KIND` and `BOTH_KINDS`: pieces and volumes that were
 * delivered as administrative records or as one of the two kinds, and those that are both (which is no fault, but has to
 * be seen). `ROOMS_GAINED`: area of the rooms that became stacks.
 */
type Term = string;
interface IdentityRule {
  code: string;
  name: Words;
  left: readonly Term[];
  right: readonly Term[];
  /** A term here is taken away from the right side. */
  less?: readonly Term[];
  relation: 'equal' | 'at_most';
}

const rule = (
  code: string,
  relation: IdentityRule['relation'],
  left: readonly Term[],
  right: readonly Term[],
  name: Words,
  less?: readonly Term[],
): IdentityRule => ({ code, relation, left, right, name, ...(less ? { less } : {}) });

export const IDENTITY_RULES: readonly IdentityRule[] = [
  rule(
    'HOLDINGS_BALANCE',
    'equal',
    ['S2-19'],
    ['S2-18', 'IN'],
    { zh: '期末馆藏 = 年初馆藏 + 本年进馆 − 本年移出和销毁', en: 'Closing holdings = opening + taken in − left' },
    ['OUT'],
  ),
  rule('HOLDINGS_PARTS', 'at_most', ['S3-60', 'S3-61'], ['S2-19'], {
    zh: '馆藏卷数 + 件数 不超过 期末馆藏',
    en: 'Volumes + pieces held are at most the holdings',
  }),
  rule('RETIREE_VOLUMES', 'equal', ['S3-24', 'S3-26', 'S3-28', 'S3-30'], ['S3-22'], {
    zh: '央、省、市、区企退休人员档案卷数之和 = 总卷数',
    en: "Retirees' volumes of the four levels = all of them",
  }),
  rule('RETIREE_ENTERPRISES', 'equal', ['S3-23', 'S3-25', 'S3-27', 'S3-29'], ['S3-33'], {
    zh: '央、省、市、区企家数之和 = 总家数',
    en: 'Enterprises of the four levels = all of them',
  }),
  rule('BOXES_ADMINISTRATIVE', 'at_most', ['S2-13'], ['S2-11', 'S2-12'], {
    zh: '文书档案盒数 不超过 件数 + 卷数',
    en: 'Boxes of administrative records are at most pieces + volumes',
  }),
  rule('BOXES_TWO_KINDS', 'at_most', ['S2-17'], ['S2-15', 'S2-16'], {
    zh: '两类档案盒数 不超过 件数 + 卷数',
    en: 'Boxes of the two kinds are at most pieces + volumes',
  }),
  rule('STACK_AREA', 'at_most', ['S2-36'], ['S2-37'], {
    zh: '改造前库房面积 不超过 现库房面积',
    en: 'Stack area before the rebuilding is at most the area now',
  }),
  rule('STACK_AREA_GAINED', 'equal', ['S2-37'], ['S2-36', 'ROOMS_GAINED'], {
    zh: '现库房面积 = 改造前库房面积 + 新用作库房的面积（有停用或改面积时请说明）',
    en: 'Stack area = the area before + rooms that became stacks (say so where one was closed or measured anew)',
  }),
  rule('STAFF_POSTS', 'at_most', ['S3-64', 'S3-65'], ['S3-63'], {
    zh: '副馆长 + 工作人员 不超过 实有人数',
    en: 'Deputy directors + staff are at most all in post',
  }),
  rule('STAFF_SECONDED', 'at_most', ['S3-66'], ['S3-65'], {
    zh: '抽调人员 不超过 工作人员',
    en: 'Seconded people are at most the staff',
  }),
  rule('STAFF_AGES', 'at_most', ['S3-68', 'S3-69'], ['S3-63'], {
    zh: '45至49岁 + 50岁以上 不超过 实有人数',
    en: 'Aged 45–49 + 50 and over are at most all in post',
  }),
  rule('STAFF_TOTALS', 'equal', ['S3-67'], ['S3-63'], {
    zh: '干部职工总人数 = 实有人数（不含抽调时请说明）',
    en: 'Cadres and workers = all in post (say so when seconded people are left out)',
  }),
  rule('STAFF_TRAINED', 'at_most', ['S3-70'], ['S3-63'], {
    zh: '档案专业人员 不超过 实有人数',
    en: 'Archives specialists are at most all in post',
  }),
  rule('GUIDANCE_EXCLUSIVE', 'at_most', ['S3-58'], ['S3-35'], {
    zh: '针对检查问题的上门指导 不超过 上门指导总次数',
    en: 'Guidance on findings is at most all on-site guidance',
  }),
  rule('STAFF_AGES_CADRES', 'at_most', ['S3-68', 'S3-69'], ['S3-67'], {
    zh: '45至49岁 + 50岁以上 不超过 干部职工总人数',
    en: 'Aged 45–49 + 50 and over are at most all cadres and workers',
  }),
  rule('UNITS_ADMINISTRATIVE', 'at_most', ['S2-10'], ['S2-11', 'S2-12'], {
    zh: '移交文书档案的家数 不超过 件数 + 卷数',
    en: 'Units that transferred administrative records are at most pieces + volumes',
  }),
  rule('UNITS_TWO_KINDS', 'at_most', ['S2-14'], ['S2-15', 'S2-16'], {
    zh: '移交两类档案的家数 不超过 件数 + 卷数',
    en: 'Units that transferred the two kinds are at most pieces + volumes',
  }),
  rule(
    'TWO_KINDS_OVERLAP',
    'equal',
    ['EITHER_KIND'],
    ['S2-11', 'S2-12', 'S2-15', 'S2-16'],
    {
      zh: '文书档案与两类档案合计（不重复计） = 文书档案 + 两类档案 − 两项都计入的',
      en: 'Administrative records and the two kinds, each once = the one + the other − what counts in both',
    },
    ['BOTH_KINDS'],
  ),
  rule('VOLUMES_PROVIDED', 'at_most', ['S1-08'], ['S2-04'], {
    zh: '提供档案卷次 不超过 提卷卷件数',
    en: 'Volumes provided are at most volumes and pieces brought out',
  }),
  rule('SHELVES_TAKEN', 'at_most', ['A-04'], ['A-05'], {
    zh: '已用排架长度 不超过 排架总长度',
    en: 'Shelf length taken is at most all shelf length',
  }),
  rule('TRAINING_DONE', 'at_most', ['TRN-02'], ['TRN-01'], {
    zh: '完成学时人数 不超过 应学人数',
    en: 'People who did their hours are at most those who owe them',
  }),
  rule('MODEL_ARCHIVES', 'at_most', ['S4-34'], ['ARCHIVES'], {
    zh: '获评省示范档案馆家数 不超过 名录里的档案馆数',
    en: 'Archives rated as provincial models are at most the archives in the directory',
  }),
  rule('ARCHIVES_TWO_KINDS', 'at_most', ['S4-10'], ['ARCHIVES'], {
    zh: '两类档案归集齐全的综合档案馆家数 不超过 名录里的档案馆数',
    en: 'Archives that hold both special kinds are at most the archives in the directory',
  }),
  rule('ARCHIVES_DRILLED', 'at_most', ['S4-46'], ['ARCHIVES'], {
    zh: '开展实战演练的综合档案馆家数 不超过 名录里的档案馆数',
    en: 'Archives that held a drill are at most the archives in the directory',
  }),
  rule('FULL_COVERAGE', 'at_most', ['S4-36'], ['TOWNSHIPS'], {
    zh: '全覆盖检查乡镇（街道）个数 不超过 名录里的总数（写“全覆盖”须相等）',
    en: 'Townships inspected in full coverage are at most those in the directory (“full coverage” needs them equal)',
  }),
];

/** What a rule speaks of, its left side first; nothing for a check that is no identity. */
export const termsOf = (code: string): readonly Term[] => {
  const found = IDENTITY_RULES.find((one) => one.code === code);
  return found ? [...found.left, ...found.right, ...(found.less ?? [])] : [];
};

/** 与上年相比: beyond both, somebody should say why. */
const OUTLIER_SHARE = 0.5;
const OUTLIER_LEAST = 10;

export interface CheckAmount {
  /** In single records. */
  value: number | null;
}
export interface CheckResult {
  code: string;
  name: Words;
  outcome: 'holds' | 'differs' | 'not_judged';
  left: number | null;
  right: number | null;
  /** What was taken away on the right side, where the rule takes anything away. */
  less: number | null;
}

const sumOf = (terms: readonly Term[], amounts: ReadonlyMap<string, number | null>): number | null => {
  let sum = 0;
  for (const term of terms) {
    const value = amounts.get(term);
    if (value === undefined || value === null) return null;
    sum += value;
  }
  return Math.round(sum * 100) / 100;
};

/** Judges every rule all of whose figures belong to this kind of office. */
export const judgeIdentities = (amounts: ReadonlyMap<string, number | null>): CheckResult[] =>
  IDENTITY_RULES.filter(({ left, right, less = [] }) =>
    [...left, ...right, ...less].every((term) => amounts.has(term)),
  ).map(({ code, name, left, right, less = [], relation }) => {
    const [leftSum, rightSum, lessSum] = [sumOf(left, amounts), sumOf(right, amounts), sumOf(less, amounts)];
    if (leftSum === null || rightSum === null || lessSum === null)
      return { code, name, outcome: 'not_judged', left: leftSum, right: null, less: null };
    const expected = Math.round((rightSum - lessSum) * 100) / 100;
    const holds = relation === 'equal' ? leftSum === expected : leftSum <= expected;
    const taken = less.length > 0 ? lessSum : null;
    return { code, name, outcome: holds ? 'holds' : 'differs', left: leftSum, right: expected, less: taken };
  });

/** Figures that moved by more than half of last year's, and by more than a few. */
export const findOutliers = (
  figures: readonly { code: string; name: Words; now: number | null; before: number | null }[],
): CheckResult[] =>
  figures.flatMap(({ code, name, now, before }) => {
    if (now === null || before === null || before === 0) return [];
    const change = Math.abs(now - before);
    if (change < OUTLIER_LEAST || change / before <= OUTLIER_SHARE) return [];
    return [
      {
        code: `YEAR_${code}`,
        name: { zh: `“${name.zh}”与上年相差超过一半`, en: `“${name.en}” differs from last year by more than half` },
        outcome: 'differs' as const,
        left: now,
        right: before,
        less: null,
      },
    ];
  });

/** So many earlier years are needed before a value can be called unusual among them. */
const HISTORY_LEAST = 3;
/** Beyond so many times the usual distance from the middle. */
const HISTORY_DISTANCE = 3.5;
/** Makes the median distance comparable to a standard deviation. */
const NORMAL = 0.6745;

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** 历年异常: a value far outside what was reported in the years before, by the distance from their median. */
export const findUnusual = (
  figures: readonly { code: string; name: Words; now: number | null; history: readonly number[] }[],
): CheckResult[] =>
  figures.flatMap(({ code, name, now, history }) => {
    if (now === null || history.length < HISTORY_LEAST) return [];
    const middle = medianOf(history);
    const distance = Math.abs(now - middle);
    // Years that were all alike say nothing of how far is usual: then the tenth part of the middle does.
    const usual = medianOf(history.map((value) => Math.abs(value - middle))) || Math.abs(middle) / 10;
    if (distance < OUTLIER_LEAST || usual === 0 || (NORMAL * distance) / usual <= HISTORY_DISTANCE) return [];
    return [
      {
        code: `HISTORY_${code}`,
        name: {
          zh: `“${name.zh}”明显偏离历年报送的中间值`,
          en: `“${name.en}” is far from the middle of what was reported in other years`,
        },
        outcome: 'differs' as const,
        left: now,
        right: middle,
        less: null,
      },
    ];
  });

/** 与报送不一致: the report says another number than what was released to the supervisor for the same year. */
export const findUnlikeReleased = (
  figures: readonly { code: string; name: Words; now: number | null; released: number | null | undefined }[],
): CheckResult[] =>
  figures.flatMap(({ code, name, now, released }) => {
    if (released === undefined || released === now) return [];
    return [
      {
        code: `RELEASED_${code}`,
        name: { zh: `“${name.zh}”与已报送的数不一致`, en: `“${name.en}” is not what was released` },
        outcome: 'differs' as const,
        left: now,
        right: released,
        less: null,
      },
    ];
  });
