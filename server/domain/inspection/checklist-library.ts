import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';
import { TENANT_KINDS, tenantKind } from '@/server/domain/tenancy/tenant';
import {
  type ChecklistItem,
  type ChecklistSection,
  checklistCode,
  checklistItem,
  checklistSection,
} from './checklist.ts';
import { CHECKLIST_STATES, ITEM_TYPES, MOST_ITEMS, MOST_SECTIONS, RISKS, verdictsOf } from './checklist-vocabulary.ts';
import { legalItemCode } from './legal-item.ts';
import { PLATFORM_CODE } from './platform-check-vocabulary.ts';
import { isProbeCode } from './probes.ts';
import { type ScoringProfile, scoringProfile } from './scoring-profile.ts';

/** 检查表模板库: what a bureau writes and reads of its own lists. */

const limitedText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'NUL');

const draftItem = z.strictObject({
  code: text(20),
  legalItem: legalItemCode,
  zh: text(300),
  en: limitedText(300).default(''),
  score: z.number().min(0).max(1000).nullable().default(null),
  risk: z.enum(RISKS).nullable().default(null),
  type: z.enum(ITEM_TYPES).default('yesno'),
  section: limitedText(60).default(''),
  needsPhoto: z.boolean().default(false),
  threshold: z.number().min(0).max(1_000_000).nullable().default(null),
  deductEach: z.number().min(0).max(1000).nullable().default(null),
  method: limitedText(300).default(''),
  probes: z.array(z.string().refine(isProbeCode)).max(10).default([]),
  platformCode: z.string().regex(PLATFORM_CODE).optional(),
});
export type DraftItem = z.infer<typeof draftItem>;

const draftSection = z.strictObject({
  name: text(60),
  passPercent: z.number().min(0).max(100).nullable().default(null),
});

export const checklistRef = z.strictObject({ checklistId: uuid });

/** A new draft: from a built-in list, as the next version of a list that is there, or empty. */
export const beginChecklistInput = z.strictObject({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('template'), code: checklistCode }),
    z.strictObject({ kind: z.literal('version'), checklistId: uuid }),
    z.strictObject({ kind: z.literal('blank'), name: text(100) }),
  ]),
});
export type BeginChecklistInput = z.infer<typeof beginChecklistInput>;

export const saveChecklistInput = z.strictObject({
  checklistId: uuid,
  rowVersion: z.number().int().min(1),
  name: text(100),
  subjectKinds: z.array(tenantKind).max(TENANT_KINDS.length).default([]),
  sections: z.array(draftSection).max(MOST_SECTIONS),
  items: z.array(draftItem).max(MOST_ITEMS),
  profile: scoringProfile,
});
export type SaveChecklistInput = z.infer<typeof saveChecklistInput>;

export const CHECKLIST_PROBLEMS = [
  'NO_ITEMS',
  'REPEATED_CODE',
  'REPEATED_SECTION',
  'UNKNOWN_SECTION',
  'NO_SCORE',
  'NO_RISK',
  'NO_THRESHOLD',
  'VETO_UNKNOWN_ITEM',
  'UNKNOWN_GRADE',
  'GRADES_OUT_OF_ORDER',
] as const;
export const checklistProblem = z.object({ problem: z.enum(CHECKLIST_PROBLEMS), subject: z.string() });
export type ChecklistProblem = z.infer<typeof checklistProblem>;

interface Whole {
  items: readonly ChecklistItem[];
  sections: readonly ChecklistSection[];
  profile: ScoringProfile;
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) !== at)),
];

const itemProblems = ({ items, sections, profile }: Whole): ChecklistProblem[] => {
  const names = new Set(sections.map((section) => section.name));
  return items.flatMap((item) => {
    const subject = item.code;
    const found: ChecklistProblem[] = [];
    if (item.section !== '' && !names.has(item.section)) found.push({ problem: 'UNKNOWN_SECTION', subject });
    if (item.score === null && (profile.method === 'points' || item.type === 'score'))
      found.push({ problem: 'NO_SCORE', subject });
    if (item.risk === null && profile.method === 'risk') found.push({ problem: 'NO_RISK', subject });
    if (item.type === 'count' && item.threshold === null) found.push({ problem: 'NO_THRESHOLD', subject });
    return found;
  });
};

const profileProblems = ({ items, profile }: Whole): ChecklistProblem[] => {
  const codes = new Set(items.map((item) => item.code));
  const grades = new Set(profile.grades.map((grade) => grade.code));
  const named = [
    ...profile.vetoes.map((veto) => veto.notAbove),
    ...profile.riskRules.map((rule) => rule.grade),
    ...[profile.failedSectionNotAbove, profile.withoutSelfCheckNotAbove].filter((code) => code !== null),
  ];
  const marks = profile.grades.map((grade) => grade.atLeast);
  const isOrdered =
    profile.method === 'risk' ||
    marks.every((mark, at) => mark !== null && (at === 0 || mark < (marks[at - 1] ?? Number.POSITIVE_INFINITY)));
  return [
    ...profile.vetoes
      .flatMap((veto) => veto.allOf)
      .filter((code) => !codes.has(code))
      .map((subject) => ({ problem: 'VETO_UNKNOWN_ITEM' as const, subject })),
    ...named.filter((code) => !grades.has(code)).map((subject) => ({ problem: 'UNKNOWN_GRADE' as const, subject })),
    ...(isOrdered && grades.size === profile.grades.length
      ? []
      : [{ problem: 'GRADES_OUT_OF_ORDER' as const, subject: '' }]),
  ];
};

/** What keeps a list from being published. A draft may have any of it. */
export const problemsOfChecklist = (whole: Whole): ChecklistProblem[] => [
  ...(whole.items.length === 0 ? [{ problem: 'NO_ITEMS' as const, subject: '' }] : []),
  ...repeated(whole.items.map((item) => item.code)).map((subject) => ({ problem: 'REPEATED_CODE' as const, subject })),
  ...repeated(whole.sections.map((section) => section.name)).map((subject) => ({
    problem: 'REPEATED_SECTION' as const,
    subject,
  })),
  ...itemProblems(whole),
  ...profileProblems(whole),
];

export const checklistVersionView = z.object({
  id: uuid,
  version: z.number().int(),
  state: z.enum(CHECKLIST_STATES),
  publishedAt: z.string().nullable(),
  publishedByName: z.string().nullable(),
  itemCount: z.number().int(),
  campaigns: z.number().int(),
});

/** One list with its versions, as the library shows it. */
export const libraryRowView = z.object({
  code: checklistCode,
  isBuiltIn: z.boolean(),
  name: z.string(),
  nameEn: z.string(),
  subjectKinds: z.array(z.string()),
  /** The version that a new campaign freezes; null while there is none. */
  currentId: uuid.nullable(),
  currentVersion: z.number().int().nullable(),
  draftId: uuid.nullable(),
  itemCount: z.number().int(),
  campaigns: z.number().int(),
});
export type LibraryRowView = z.infer<typeof libraryRowView>;

export const checklistDetailView = z.object({
  id: uuid,
  code: checklistCode,
  name: z.string(),
  version: z.number().int(),
  state: z.enum(CHECKLIST_STATES),
  subjectKinds: z.array(tenantKind),
  items: z.array(checklistItem),
  sections: z.array(checklistSection),
  profile: scoringProfile,
  problems: z.array(checklistProblem),
  versions: z.array(checklistVersionView),
  rowVersion: z.number().int(),
});
export type ChecklistDetailView = z.infer<typeof checklistDetailView>;

/** Whether a verdict may be given to an item of this type: a count or a sample is judged by its numbers. */
export const takesVerdict = (item: ChecklistItem, verdict: string): boolean =>
  verdictsOf(item.type).some((known) => known === verdict);
