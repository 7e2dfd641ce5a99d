import type { ChecklistItem, ChecklistSection } from './checklist.ts';
import { RATING_OF, type Risk, type ScoringMethod, type Verdict } from './checklist-vocabulary.ts';
import type { Grade, ScoringProfile } from './scoring-profile.ts';

/* 得分. Pure, so that the screen scores while the inspector answers and the server keeps the same number. */

/** What was answered to one item, by a unit or by an inspector. */
export interface ItemAnswer {
  itemCode: string;
  verdict: Verdict | null;
  countValue: number | null;
  sampleSize: number | null;
  sampleFaults: number | null;
  points: number | null;
}

export interface Cap {
  reason: 'veto' | 'section' | 'selfCheck';
  /** The items of the veto, or the section. */
  subject: string;
  gradeCode: string;
}

export interface SectionScore {
  name: string;
  full: number;
  got: number;
  percent: number | null;
  passPercent: number | null;
  /** Null while nothing of it is judged. */
  isPassed: boolean | null;
}

export interface Score {
  method: ScoringMethod;
  /** Points that could be had of what was judged (points), or judged items (share, risk). */
  full: number;
  got: number;
  percent: number | null;
  judged: number;
  notApplicable: number;
  open: number;
  conforming: number;
  risks: Record<Risk, number>;
  sections: SectionScore[];
  caps: Cap[];
  grade: Grade | null;
  /** The grade before anything kept it down. */
  uncapped: Grade | null;
}

const PRECISION = 1_000;
const round = (value: number): number => Math.round(value * PRECISION) / PRECISION;

const sampleRating = (item: ChecklistItem, size: number, faults: number): number => {
  const share = faults / size;
  if (item.deductEach !== null && item.score) return Math.max(0, (item.score - faults * item.deductEach) / item.score);
  return share * 100 <= (item.threshold ?? 0) ? 1 : 1 - Math.min(1, share);
};

/** The share of its points that an item brings: `na` outside the denominator, null while it is open. */
export const ratingOf = (item: ChecklistItem, answer: ItemAnswer | undefined): number | 'na' | null => {
  if (!answer) return null;
  if (answer.verdict === 'na') return 'na';
  switch (item.type) {
    case 'count':
      return answer.countValue === null ? null : answer.countValue >= (item.threshold ?? 1) ? 1 : 0;
    case 'sample':
      return answer.sampleSize && answer.sampleFaults !== null
        ? sampleRating(item, answer.sampleSize, answer.sampleFaults)
        : null;
    case 'score':
      return answer.points === null || !item.score ? null : Math.min(1, answer.points / item.score);
    default:
      return answer.verdict === null ? null : RATING_OF[answer.verdict];
  }
};

/** The verdict that a number amounts to, for lists in which every answer reads alike. */
export const verdictOfRating = (rating: number | 'na' | null): Verdict | null => {
  if (rating === null || rating === 'na') return rating;
  if (rating >= 1) return 'met';
  if (rating >= RATING_OF.mostly) return 'mostly';
  return rating >= RATING_OF.partly ? 'partly' : 'unmet';
};

interface Judged {
  item: ChecklistItem;
  rating: number;
}

const weightOf = (item: ChecklistItem, method: ScoringMethod): number => (method === 'points' ? (item.score ?? 0) : 1);
const broughtBy = ({ item, rating }: Judged, profile: ScoringProfile): number =>
  profile.method === 'points' ? (item.score ?? 0) * rating : rating >= profile.conformingFrom ? 1 : 0;

const sum = (values: readonly number[]): number => round(values.reduce((total, value) => total + value, 0));
const percentOf = (got: number, full: number): number | null => (full > 0 ? round((got * 100) / full) : null);

const scoreSection = (section: ChecklistSection, judged: readonly Judged[], profile: ScoringProfile): SectionScore => {
  const own = judged.filter(({ item }) => item.section === section.name);
  const full = sum(own.map(({ item }) => weightOf(item, profile.method)));
  const got = sum(own.map((one) => broughtBy(one, profile)));
  const percent = percentOf(got, full);
  const isPassed = percent === null || section.passPercent === null ? null : percent >= section.passPercent;
  return { name: section.name, full, got, percent, passPercent: section.passPercent, isPassed };
};

const capsOf = (
  profile: ScoringProfile,
  ratings: ReadonlyMap<string, number>,
  sections: readonly SectionScore[],
  hasSelfCheck: boolean | null,
): Cap[] => {
  const isUnmet = (code: string) => (ratings.get(code) ?? 1) < profile.vetoBelow;
  const caps: Cap[] = profile.vetoes
    .filter((veto) => veto.allOf.every(isUnmet))
    .map((veto) => ({ reason: 'veto', subject: veto.allOf.join(' + '), gradeCode: veto.notAbove }));
  if (profile.failedSectionNotAbove !== null) {
    for (const section of sections.filter(({ isPassed }) => isPassed === false))
      caps.push({ reason: 'section', subject: section.name, gradeCode: profile.failedSectionNotAbove });
  }
  if (profile.withoutSelfCheckNotAbove !== null && hasSelfCheck === false)
    caps.push({ reason: 'selfCheck', subject: '', gradeCode: profile.withoutSelfCheckNotAbove });
  return caps;
};

const gradeBeforeCaps = (
  profile: ScoringProfile,
  percent: number | null,
  risks: Record<Risk, number>,
): Grade | null => {
  if (percent === null) return null;
  if (profile.method !== 'risk') return profile.grades.find((grade) => percent >= (grade.atLeast ?? 0)) ?? null;
  const rule = profile.riskRules.find(({ risk, atLeast }) => risks[risk] >= atLeast);
  const code = rule?.grade ?? profile.grades[0]?.code;
  return profile.grades.find((grade) => grade.code === code) ?? null;
};

const RISK_ORDER: readonly Risk[] = ['LOW', 'MEDIUM', 'HIGH'];

/** The risk of an unmet item: its own, or a higher one when more was at fault than the rule of its list lets pass. */
const riskOf = (profile: ScoringProfile, item: ChecklistItem, answer: ItemAnswer | undefined): Risk | null =>
  profile.raises
    .filter((raise) => raise.item === item.code && (answer?.sampleFaults ?? 0) > raise.faultsOver)
    .reduce<Risk | null>(
      (risk, { to }) => (risk !== null && RISK_ORDER.indexOf(to) > RISK_ORDER.indexOf(risk) ? to : risk),
      item.risk,
    );

/** The worst of the grade and what keeps it down. */
const lowered = (profile: ScoringProfile, grade: Grade | null, caps: readonly Cap[]): Grade | null => {
  if (grade === null) return null;
  const place = (code: string) => profile.grades.findIndex((one) => one.code === code);
  const worst = Math.max(place(grade.code), ...caps.map((cap) => place(cap.gradeCode)));
  return profile.grades[worst] ?? grade;
};

/**
 * Scores answers by a profile. What is not applicable leaves the denominator, what is open is left out until it is
 * judged: the number is right at every moment for what has been looked at.
 * @param hasSelfCheck null where nobody was asked for one
 */
export const scoreChecklist = (
  list: { items: readonly ChecklistItem[]; sections: readonly ChecklistSection[]; profile: ScoringProfile },
  answers: readonly ItemAnswer[],
  hasSelfCheck: boolean | null = null,
): Score => {
  const { items, profile } = list;
  const byCode = new Map(answers.map((answer) => [answer.itemCode, answer]));
  const rated = items.map((item) => ({ item, rating: ratingOf(item, byCode.get(item.code)) }));
  const judged = rated.filter((one): one is Judged => typeof one.rating === 'number');
  const full = sum(judged.map(({ item }) => weightOf(item, profile.method)));
  const got = sum(judged.map((one) => broughtBy(one, profile)));
  const percent = percentOf(got, full);
  const risks: Record<Risk, number> = { HIGH: 0, MEDIUM: 0, LOW: 0 };
  for (const { item, rating } of judged) {
    const risk = rating < profile.conformingFrom ? riskOf(profile, item, byCode.get(item.code)) : null;
    if (risk) risks[risk] += 1;
  }
  const sections = list.sections.map((section) => scoreSection(section, judged, profile));
  const caps = capsOf(profile, new Map(judged.map(({ item, rating }) => [item.code, rating])), sections, hasSelfCheck);
  const uncapped = gradeBeforeCaps(profile, percent, risks);
  return {
    method: profile.method,
    full,
    got,
    percent,
    judged: judged.length,
    notApplicable: rated.filter(({ rating }) => rating === 'na').length,
    open: rated.filter(({ rating }) => rating === null).length,
    conforming: judged.filter(({ rating }) => rating >= profile.conformingFrom).length,
    risks,
    sections,
    caps,
    grade: lowered(profile, uncapped, caps),
    uncapped,
  };
};
