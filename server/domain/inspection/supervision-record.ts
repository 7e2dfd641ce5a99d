import { z } from 'zod';
import { isoDate, optionalText, slug, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { DispatchKind } from '@/server/domain/tenancy/dispatch';
import { districtRowView } from './district.ts';
import { RECORD_GROUPS, RECORD_SOURCES, type RecordGroup, type RecordSource } from './district-vocabulary.ts';

/**
 * 监督记录 of one unit with one supervisor: only what both of them may read, so that each sees the very same lines.
 */
export const GROUP_OF_DISPATCH: Record<DispatchKind, RecordGroup> = {
  inspection_notice: 'inspection',
  inspection_record: 'inspection',
  official_document: 'inspection',
  self_check_request: 'inspection',
  self_check: 'inspection',
  finding: 'demand',
  rectification: 'demand',
  verification: 'demand',
  extension_request: 'demand',
  extension_answer: 'demand',
  assessment_score: 'assessment',
  assessment_objection: 'assessment',
  assessment_result: 'assessment',
  rating_application: 'assessment',
  rating_decision: 'assessment',
  creation_report: 'assessment',
  creation_word: 'assessment',
  case_submission: 'assessment',
  case_result: 'assessment',
  talent_nomination: 'assessment',
  talent_decision: 'assessment',
  expert_invitation: 'assessment',
  expert_answer: 'assessment',
  honour: 'assessment',
  questionnaire: 'inspection',
  grant_objection: 'grant',
  objection_answer: 'grant',
  grant_extension: 'grant',
  access_request: 'grant',
  access_answer: 'grant',
  training_invitation: 'training',
  training_change: 'training',
  training_material: 'training',
  training_lesson: 'training',
  training_reminder: 'training',
  training_result: 'training',
  training_rule: 'training',
  exam_invitation: 'training',
  retention_schedule: 'filing',
  schedule_decision: 'filing',
  key_filing_tasks: 'filing',
  key_filing_report: 'filing',
  filing_reminder: 'filing',
  figure_call: 'figure',
  figure_return: 'figure',
  figure_acceptance: 'figure',
  statistics_call: 'figure',
  statistics_return: 'figure',
  statistics_acceptance: 'figure',
  major_event_reminder: 'filing',
  outsourcing_filing: 'exchange',
  outsourcing_decision: 'exchange',
  incident_report: 'exchange',
  incident_instruction: 'exchange',
  supervision_reminder: 'demand',
  work_state: 'exchange',
  inspection_change: 'inspection',
  checks_call: 'exchange',
  safety_call: 'exchange',
  assessment_visit_notice: 'assessment',
  intake_plan_change: 'exchange',
  collection_check: 'filing',
  collection_answer: 'filing',
  collection_verdict: 'filing',
  guidance_material: 'guidance',
  exchange_minutes: 'guidance',
  question: 'guidance',
  answer: 'guidance',
  receipt: 'exchange',
  transfer: 'exchange',
  transfer_answer: 'exchange',
  intake_plan: 'exchange',
};
/** Which lines besides dispatches belong to a group. */
const SOURCES_OF: Partial<Record<RecordGroup, readonly string[]>> = {
  grant: ['grant'],
  guidance: ['guidance'],
  training: ['training'],
  filing: ['filing'],
  figure: ['figure'],
};
/** The kinds of line of a group: kinds of dispatches, and the others by their own name. */
export const kindsOfGroup = (group: RecordGroup): string[] => [
  ...Object.entries(GROUP_OF_DISPATCH).flatMap(([kind, of]) => (of === group ? [kind] : [])),
  ...(SOURCES_OF[group] ?? []),
];
export const groupOfLine = (source: RecordSource, kind: string): RecordGroup => {
  if (source === 'dispatch') return GROUP_OF_DISPATCH[kind as DispatchKind] ?? 'exchange';
  if (source === 'entry') return kind === 'training' ? 'training' : 'guidance';
  return source;
};

/** Bodies of other kinds of documents use the same words otherwise: what does not fit is left out, never an error. */
const word = z.string().nullish().catch(null);
const amount = z.number().nullish().catch(null);
const yes = z.boolean().nullish().catch(null);

/** What a line says besides its title, each where it is known. */
export const lineFacts = z.object({
  fact: word,
  severity: word,
  requirement: word,
  measure: word,
  accepted: yes,
  granted: yes,
  decision: word,
  reason: word,
  result: word,
  conclusion: word,
  score: amount,
  grade: word,
  mode: word,
  hours: amount,
  people: amount,
  year: amount,
  state: word,
  expected: amount,
  filed: amount,
  figures: amount,
  names: z.array(z.string()).nullish().catch(null),
  from: word,
  until: word,
  revokedAt: word,
});
export type LineFacts = z.infer<typeof lineFacts>;

export const recordLineView = z.object({
  id: uuid,
  source: z.enum(RECORD_SOURCES),
  group: z.enum(RECORD_GROUPS),
  kind: z.string(),
  at: z.string(),
  fromUnit: z.boolean(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  dueOn: isoDate.nullable(),
  isAnswered: z.boolean(),
  facts: lineFacts,
  /** How often was looked under a grant. */
  looks: z.number().int().nullable(),
});
export type RecordLineView = z.infer<typeof recordLineView>;

export const recordFilter = {
  group: z.enum(RECORD_GROUPS).optional(),
  year: z.number().int().min(1949).max(2999).optional(),
  search: optionalText(100),
};
export const unitRecordInput = z.strictObject({ ...pageInput, unitSlug: slug, ...recordFilter });
export type UnitRecordInput = z.infer<typeof unitRecordInput>;
/** The unit's own view; of its first supervisor when none is named. */
export const ownRecordInput = z.strictObject({ ...pageInput, supervisorSlug: slug.optional(), ...recordFilter });
export type OwnRecordInput = z.infer<typeof ownRecordInput>;
export const exportUnitRecordInput = z.strictObject({ unitSlug: slug, ...recordFilter });
export const exportOwnRecordInput = z.strictObject({ supervisorSlug: slug.optional(), ...recordFilter });
export type RecordFilterInput = Pick<UnitRecordInput, 'group' | 'year' | 'search'>;

export const recordPartner = z.object({ tenantId, slug: z.string(), name: z.string() });
export const recordPage = pageOf(recordLineView).extend({
  groups: z.array(z.object({ group: z.enum(RECORD_GROUPS), lines: z.number().int() })),
  years: z.array(z.number().int()),
});
export const unitRecordView = recordPage.extend({ unit: districtRowView });
export type UnitRecordView = z.infer<typeof unitRecordView>;
export const ownRecordView = recordPage.extend({
  supervisor: recordPartner.nullable(),
  supervisors: z.array(recordPartner),
});
export type OwnRecordView = z.infer<typeof ownRecordView>;
