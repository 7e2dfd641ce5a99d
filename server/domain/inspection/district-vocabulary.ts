/* 立档单位一览, 方格示意图, 监督记录: the words, without zod, so that screens may take them along. */

/** 状态: something is late; something waits; nothing does. */
export const LIGHTS = ['overdue', 'attention', 'normal'] as const;
export type Light = (typeof LIGHTS)[number];

/** 年度归档 as the unit handed it up, by the rule where it handed up nothing. */
export const FILING_STATES = ['closed', 'open', 'late'] as const;
/** 归档范围和保管期限表, by what was sent for approval and answered. */
export const SCHEDULE_STATES = ['approved', 'submitted', 'returned', 'none'] as const;

export const DISTRICT_SORTS = [
  'problems',
  'name',
  'inspected',
  'score',
  'open',
  'filing',
  'hours',
  'guided',
  'released',
] as const;
export type DistrictSort = (typeof DISTRICT_SORTS)[number];

/** 重点领域: what a unit works in. */
export const UNIT_FIELDS = ['hospital', 'soe', 'research', 'school', 'township', 'village', 'agency', 'other'] as const;
export type UnitField = (typeof UNIT_FIELDS)[number];

/** What the tiles can be coloured by. `isShare`: in per cent; `moreIsWorse`: the dark end is the bad one. */
export const MEASURES = ['overdue', 'open', 'filing', 'inspected', 'score', 'hours'] as const;
export type Measure = (typeof MEASURES)[number];
interface Scale {
  /** From each on begins the next of four steps; the first is what lies below. */
  steps: readonly [number, number, number];
  isShare: boolean;
}
export const SCALES: Record<Measure, Scale> = {
  overdue: { steps: [1, 2, 4], isShare: false },
  open: { steps: [1, 3, 6], isShare: false },
  filing: { steps: [60, 80, 95], isShare: true },
  inspected: { steps: [1, 25, 50], isShare: true },
  score: { steps: [60, 80, 90], isShare: false },
  hours: { steps: [1, 4, 8], isShare: false },
};
/** 1 to 4; null where nothing is known. */
export const stepOf = (measure: Measure, value: number | null): 1 | 2 | 3 | 4 | null => {
  if (value === null) return null;
  const passed = SCALES[measure].steps.filter((from) => value >= from).length;
  return ([1, 2, 3, 4] as const)[passed] ?? null;
};

/** The side of the largest grid. */
export const MOST_COLUMNS = 12;
export const MOST_ROWS = 30;

/** 监督记录 in groups that somebody looks for. */
export const RECORD_GROUPS = [
  'inspection',
  'demand',
  'assessment',
  'grant',
  'guidance',
  'training',
  'filing',
  'figure',
  'exchange',
] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];
export const RECORD_SOURCES = ['dispatch', 'grant', 'entry', 'filing', 'figure'] as const;
export type RecordSource = (typeof RECORD_SOURCES)[number];

export const YEARS_COMPARED = 5;
export const UNIT_TRENDS = ['fell', 'rose', 'same', 'first'] as const;
