import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { OVERSIGHT_FIGURE_CODES } from './oversight-figure-codes.ts';
import { REGISTER_FIGURE_CODES } from './register-figure-codes.ts';

/*
 * 指标. What each number of the annual report means, in words. How it is computed stands in `db/queries/figures/`,
 * where one predicate serves the number and the rows behind it. When a predicate changes its meaning, `version` goes
 * up, so that a released value still says by which definition it was computed.
 */

export const FIGURE_CODES = [
  'S0-01',
  'S0-02',
  'S0-03',
  'S0-04',
  'S0-05',
  'S0-09',
  'S1-03',
  'S1-04',
  'S1-05',
  'S1-06',
  'S1-07',
  'S1-08',
  'S2-03',
  'S2-04',
  'S2-05',
  'S2-07',
  'S2-08',
  'S2-09',
  'S2-10',
  'S2-11',
  'S2-12',
  'S2-13',
  'S2-14',
  'S2-15',
  'S2-16',
  'S2-17',
  'S2-18',
  'S2-19',
  'S2-20',
  'S2-28',
  'S2-29',
  'S2-30',
  'S2-32',
  'S2-33',
  'S2-36',
  'S2-37',
  'S2-38P',
  'S2-38S',
  'S2-38L',
  'S2-39',
  'S2-40',
  'S2-41',
  'S3-20',
  'S3-22',
  'S3-23',
  'S3-24',
  'S3-25',
  'S3-26',
  'S3-27',
  'S3-28',
  'S3-29',
  'S3-30',
  'S3-33',
  'S3-34',
  'S3-35',
  'S3-38',
  'S3-39',
  'S3-41',
  'S3-42',
  'S3-40',
  'S3-43',
  'S3-44',
  'S3-47',
  'S3-48',
  'S3-49',
  'S3-56',
  'S3-58',
  'S3-60',
  'S3-61',
  'S3-62',
  'S4-17',
  'S4-33',
  'A-01',
  'A-02',
  'A-03',
  'A-04',
  'A-05',
  'DIG-01',
  ...OVERSIGHT_FIGURE_CODES,
  'TRN-01',
  'TRN-02',
  'TRN-03',
  'TRN-04',
  ...REGISTER_FIGURE_CODES,
] as const;
export type FigureCode = (typeof FIGURE_CODES)[number];

/** What a leader asks for first: holdings, readers and inspections before the deliveries of the year. */
export const HEADLINE_FIGURES: readonly FigureCode[] = [
  'S0-01',
  'S0-02',
  'S0-09',
  'S2-07',
  'S2-08',
  'S2-19',
  'S2-30',
  'S2-32',
  'S3-35',
  'S3-56',
  'S3-60',
  'S3-61',
];

/**
 * 期间: what happened in the year (up to the cut-off), in the year before it, or in both; what was there on the day of the
 * cut-off, or ever until then; what the coming year is planned to bring.
 */
export const FIGURE_PERIODS = [
  'year',
  'year_to_date',
  'last_year',
  'since_last_year',
  'point_in_time',
  'cumulative',
  'plan_year',
] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

/** The register whose rows are counted. Without any entry there, the figure is 无登记 and not 0. */
export type FigureSource =
  | 'archive_item'
  | 'reading_visit'
  | 'retrieval'
  | 'copy_request'
  | 'questionnaire_return'
  | 'inspection'
  | 'finding'
  | 'inspection_campaign'
  | 'course_attendance'
  | 'course_material'
  | 'course_session'
  | 'demonstration_site'
  | 'guidance_event'
  | 'accession'
  | 'retiree'
  | 'donation'
  | 'opening_decision_item'
  | 'transfer_item'
  | 'digitisation_batch'
  | 'scan_page'
  | 'box'
  | 'storage_place'
  | 'storage_rack'
  | 'storage_room_version'
  | 'assessment_sheet'
  | 'register_entry'
  | 'rating'
  | 'rating_target'
  | 'model_case'
  | 'emergency_drill'
  | 'trainee'
  | 'membership'
  | 'training_credit';

/**
 * `sum` adds what each row brings (persons of a visit); `count` adds one for each row; `ratio` is the share in percent of
 * the rows that bring one; `growth` is what the rows of the year bring beyond those of the year before, in percent of
 * these; `stated` is the number that one record states, such as a target or a score: it never adds up over units, and
 * without the record there is none; `year_before` is the year before the first that still stands in the way.
 */
export const FIGURE_AGGREGATES = ['count', 'sum', 'ratio', 'growth', 'stated', 'year_before'] as const;
export type FigureAggregate = (typeof FIGURE_AGGREGATES)[number];

interface Words {
  zh: string;
  en: string;
}

export interface FigureDefinition {
  code: FigureCode;
  name: Words;
  definition: Words;
  unit: Words;
  /** Whose own records it is computed from. */
  tenantKinds: readonly TenantKind[];
  /** Who shows it as well, from what was released to them. */
  seenBy: readonly TenantKind[];
  period: FigurePeriod;
  source: FigureSource;
  aggregate: FigureAggregate;
  /** The unit of the report: 10 000 where it says 万. The value stays exact to the single record. */
  divisor: 1 | 10_000;
  /** Digits after the point in print. The exact value is kept and released. */
  decimals: 0 | 2;
  version: number;
}

/** 档案室: every unit that files its own records and is no archives authority. */
export const RECORDS_OFFICES: readonly TenantKind[] = [
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
];
export const PIECES = { zh: '件', en: 'pieces' };
export const VOLUMES = { zh: '卷', en: 'volumes' };
export const TIMES = { zh: '次', en: 'times' };

type Extras = Partial<Pick<FigureDefinition, 'seenBy' | 'divisor' | 'decimals'>>;
type Core = Omit<FigureDefinition, 'seenBy' | 'divisor' | 'decimals' | 'version'>;
export const define = (core: Core, extras: Extras = {}): FigureDefinition => ({
  seenBy: [],
  divisor: 1,
  decimals: 0,
  version: 1,
  ...core,
  ...extras,
});
