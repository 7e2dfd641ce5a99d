/* 监督检查: the words, without zod, so that screens may take them along. Labels stand in app/i18n. */

/** 检查批次 */
export const CAMPAIGN_KINDS = ['administrative', 'enforcement', 'special', 'provider', 'revisit'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];
export const SELECTION_METHODS = ['random', 'all', 'named'] as const;
export type SelectionMethod = (typeof SELECTION_METHODS)[number];
export const CAMPAIGN_STATES = ['planned', 'drawn', 'noticed', 'inspecting', 'closed', 'cancelled'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** 检查, 问题 */
export const INSPECTION_STATES = ['drawn', 'noticed', 'inspecting', 'rectifying', 'closed', 'cancelled'] as const;
export type InspectionState = (typeof INSPECTION_STATES)[number];
export const FINDING_STATES = ['draft', 'issued', 'answered', 'verified', 'returned', 'withdrawn'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** 问题程度 */
export const FINDING_SEVERITIES = ['INFO', 'MINOR', 'MAJOR', 'HAZARD', 'VIOLATION'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];
/** 检查结果 */
export const INSPECTION_RESULTS = ['PASS', 'MINOR', 'HAZARD', 'VIOLATION', 'NON_COOP'] as const;
export type InspectionResult = (typeof INSPECTION_RESULTS)[number];
/** What a finding is issued as: 责令限期整改, 责令限期改正, 整改意见. */
export const FINDING_DOCUMENTS = ['RECTIFY', 'CORRECT', 'ADVICE'] as const;
export type FindingDocument = (typeof FINDING_DOCUMENTS)[number];

/** 法定检查事项, Archives Law art. 42 (1)–(6) */
export const LEGAL_ITEM_CODES = ['LI1', 'LI2', 'LI3', 'LI4', 'LI5', 'LI6'] as const;
export type LegalItemCode = (typeof LEGAL_ITEM_CODES)[number];
export const CHECKLIST_CODES = [
  'checklist_organ',
  'checklist_town',
  'checklist_village',
  'checklist_enterprise',
  'checklist_provider',
] as const;
export type ChecklistCode = (typeof CHECKLIST_CODES)[number];

/** 收到的检查文书 */
export const RECEIVED_KINDS = [
  'inspection_notice',
  'finding',
  'verification',
  'inspection_record',
  'extension_answer',
  'official_document',
] as const;
export type ReceivedKind = (typeof RECEIVED_KINDS)[number];
/** waiting: for a receipt or an answer. answered: the inspector has it. returned: answer again. done: nothing to do. */
export const RECEIVED_STATES = ['waiting', 'answered', 'returned', 'done'] as const;
export type ReceivedState = (typeof RECEIVED_STATES)[number];

/** Two, because the law asks for two (Administrative Penalty Law, art. 42). */
export const FEWEST_INSPECTORS = 2;
export const MOST_PHOTOS = 12;

/** The checklist that fits a kind of unit. */
export const CHECKLIST_FOR: Readonly<Record<string, ChecklistCode>> = {
  township: 'checklist_town',
  village: 'checklist_village',
  enterprise: 'checklist_enterprise',
  vendor: 'checklist_provider',
};

/**
 * 文书选择规则. Art. 45 of the Archives Law orders remedies for hazards only; the Regulations, art. 48–51, order
 * corrections of named violations only; everything else is advice.
 */
export const documentForSeverity = (severity: FindingSeverity): FindingDocument =>
  severity === 'HAZARD' ? 'RECTIFY' : severity === 'VIOLATION' ? 'CORRECT' : 'ADVICE';

/** The result that the worst of the findings suggests; the inspector decides. */
export const resultForSeverities = (severities: readonly FindingSeverity[]): InspectionResult => {
  if (severities.includes('VIOLATION')) return 'VIOLATION';
  if (severities.includes('HAZARD')) return 'HAZARD';
  return severities.length > 0 ? 'MINOR' : 'PASS';
};

/** While an inspection runs, findings may be added to it. */
export const takesFindings = (state: InspectionState): boolean =>
  state === 'noticed' || state === 'inspecting' || state === 'rectifying';
