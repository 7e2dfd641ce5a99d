/** Words of 接收, 移交, 征集 and 开放. Their texts stand in the catalogues under `disposition`. */

export const SOURCE_KINDS = ['department', 'unit', 'enterprise', 'donor'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const TRANSFEROR_KINDS = [
  'internal',
  'township',
  'department',
  'institution',
  'enterprise',
  'village',
  'person',
  'other',
] as const;
export type TransferorKind = (typeof TRANSFEROR_KINDS)[number];

/** 企业隶属: the level that the annual report counts by. */
export const OWNERSHIP_LEVELS = ['central', 'province', 'city', 'district'] as const;
export type OwnershipLevel = (typeof OWNERSHIP_LEVELS)[number];

export const ACCESSION_MODES = ['filing', 'transfer', 'gift', 'purchase', 'copy', 'deposit'] as const;
export type AccessionMode = (typeof ACCESSION_MODES)[number];
export const DONATION_MODES = ['gift', 'purchase', 'copy', 'deposit'] as const;

/** 资料: what comes into the holdings as library and special material. */
export const MATERIAL_KINDS = ['annals', 'yearbook', 'statistics', 'activity', 'publication', 'other'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** 法定接收 (归档, 移交), 征集 (捐赠, 购买, 复制, 寄存), 资料收集: the three parts of the register. */
export const ACQUISITIONS = ['statutory', 'collection', 'material'] as const;
export type Acquisition = (typeof ACQUISITIONS)[number];
export const acquisitionOf = (entry: { mode: AccessionMode; materialKind: MaterialKind | null }): Acquisition => {
  if (entry.materialKind !== null) return 'material';
  return DONATION_MODES.some((mode) => mode === entry.mode) ? 'collection' : 'statutory';
};

export const PROGRAMMES = ['soe_retirees'] as const;
export const ACCESSION_STATES = ['accepted', 'void'] as const;

/** 计量单位: 卷, 件, 张, 盒, 册, GB, 人. */
export const COUNT_UNITS = ['volume', 'piece', 'sheet', 'box', 'book', 'gigabyte', 'person'] as const;
export type CountUnit = (typeof COUNT_UNITS)[number];
export const COUNT_UNIT_WORDS: Readonly<Record<CountUnit, string>> = {
  volume: '卷',
  piece: '件',
  sheet: '张',
  box: '盒',
  book: '册',
  gigabyte: 'GB',
  person: '人',
};

/** 移交批次 on the unit's side (list state_machine, TransferBatch). */
export const TRANSFER_STATES = [
  'draft',
  'checked',
  'sending',
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'cancelled',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];
/** States in which the list and the annexes may still change; a returned one is on its way to a second delivery. */
export const OPEN_TRANSFER_STATES: readonly TransferState[] = ['draft', 'checked', 'returned', 'rejected'];

export const TRANSFER_BASES = ['due', 'early', 'closed_fonds', 'unsafe', 'other'] as const;
export type TransferBasis = (typeof TRANSFER_BASES)[number];
export const TRANSFER_ITEM_STATES = ['listed', 'sent', 'accepted', 'returned'] as const;
export type TransferItemState = (typeof TRANSFER_ITEM_STATES)[number];

/** The same delivery on the archives' side. */
export const INTAKE_STATES = ['checking', 'pending_review', 'accepting', 'accepted', 'rejected', 'failed'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];
export const INTAKE_DECISIONS = ['open', 'accepted', 'returned'] as const;
export type IntakeDecision = (typeof INTAKE_DECISIONS)[number];

/** What keeps a record from being taken in; found when the intake is finished, and for a person to settle. */
export const INTAKE_STOPS = ['CODE_TAKEN', 'CODE_DOUBLE', 'ALREADY_HELD'] as const;
export type IntakeStop = (typeof INTAKE_STOPS)[number];

export const PLAN_STATES = ['draft', 'issued', 'closed'] as const;
export const APPEAL_STATES = ['open', 'closed'] as const;
export const DONATION_STATES = ['offered', 'valued', 'agreed', 'accepted', 'declined'] as const;
export type DonationState = (typeof DONATION_STATES)[number];

export const OPENING_OUTCOMES = ['open', 'controlled', 'delayed'] as const;
export type OpeningOutcome = (typeof OPENING_OUTCOMES)[number];
/** 延期与控制的理由 (list open_review_reason). */
export const OPENING_REASONS = [
  'STATE_SECURITY',
  'PERSONAL_INFO',
  'TRADE_SECRET',
  'INVESTIGATION',
  'SUBMITTER_ADVICE',
  'OTHER',
] as const;
export type OpeningReason = (typeof OPENING_REASONS)[number];
/** Archives Law art. 27: open after twenty-five years from their making. */
export const OPENING_YEARS = 25;

/**
 * What is transferred to a comprehensive archives: permanent and thirty years, and the older long terms. Ten years are
 * over by the time they would be due.
 */
export const TRANSFER_RETENTION = ['Y', 'D30', 'D100', 'CQ'] as const;

/** What an automatic check finds in a record on its way; the first three keep a batch from being sent. */
export const TRANSFER_PROBLEMS = [
  'FIELD_MISSING',
  'CODE_FORMAT',
  'CODE_DOUBLE',
  'CODE_TAKEN',
  'ALREADY_HELD',
  'PAGES_MISSING',
  'DATE_MISSING',
  'NUMBER_GAP',
  'PART_OF_VOLUME',
] as const;
export type TransferProblemCode = (typeof TRANSFER_PROBLEMS)[number];
