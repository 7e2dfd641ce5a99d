import type { TenantKind } from '@/server/domain/tenancy/tenant';
import {
  DIGITISATION_FIGURE_CODES,
  DIGITISATION_FIGURES,
  type DigitisationFigureSource,
} from './digitisation-figures.ts';

/*
 * 指标. What each number of the annual report means, in words. How it is computed stands in `db/queries/figures/`,
 * where one predicate serves the number and the rows behind it. When a predicate changes its meaning, `version` goes
 * up, so that a released value still says by which definition it was computed.
 */

export const FIGURE_CODES = [
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
  ...DIGITISATION_FIGURE_CODES,
] as const;
export type FigureCode = (typeof FIGURE_CODES)[number];

/** 期间: what happened in the year (up to the cut-off), or what was there on the day of the cut-off. */
export type FigurePeriod = 'year' | 'year_to_date' | 'point_in_time';

/** The register whose rows are counted. Without any entry there, the figure is 无登记 and not 0. */
export type FigureSource =
  | 'archive_item'
  | 'reading_visit'
  | 'inspection'
  | 'finding'
  | 'inspection_campaign'
  | 'course_session'
  | 'guidance_event'
  | DigitisationFigureSource;

/**
 * `sum` adds what each row brings (persons of a visit); `count` adds one for each row; `ratio` is the share in percent of
 * the rows that bring one.
 */
export type FigureAggregate = 'count' | 'sum' | 'ratio';

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
const RECORDS_OFFICES: readonly TenantKind[] = ['department', 'township', 'village', 'enterprise', 'institution'];
const PIECES = { zh: '件', en: 'pieces' };
const VOLUMES = { zh: '卷', en: 'volumes' };
const TIMES = { zh: '次', en: 'times' };

type Extras = Partial<Pick<FigureDefinition, 'seenBy' | 'divisor' | 'decimals'>>;
type Core = Omit<FigureDefinition, 'seenBy' | 'divisor' | 'decimals' | 'version'>;
const define = (core: Core, extras: Extras = {}): FigureDefinition => ({
  seenBy: [],
  divisor: 1,
  decimals: 0,
  version: 1,
  ...core,
  ...extras,
});

export const FIGURES: Readonly<Record<FigureCode, FigureDefinition>> = {
  ...DIGITISATION_FIGURES,
  'S0-01': define({
    code: 'S0-01',
    name: { zh: '接收并整理归档文书档案件数', en: 'Administrative records filed (pieces)' },
    definition: {
      zh: '归档入室日期在本年度内的文书档案，按件计；卷内文件和作废条目不计，以后移出或销毁的不减。年度看入室日期，不看文件的归档年度。',
      en: 'Pieces of administrative records that came into the records office in the year. Pieces inside a volume and void entries are left out; a later transfer or destruction does not reduce it. The day of filing decides the year, not the filing year of the document.',
    },
    unit: PIECES,
    tenantKinds: RECORDS_OFFICES,
    period: 'year',
    source: 'archive_item',
    aggregate: 'count',
  }),
  'S0-02': define({
    code: 'S0-02',
    name: { zh: '接收并整理归档会计档案卷数', en: 'Accounting records filed (volumes)' },
    definition: {
      zh: '归档入室日期在本年度内的会计档案（凭证、账簿、报告、其他），按卷计；卷内文件不另计，作废条目不计。',
      en: 'Volumes of accounting records (vouchers, books, reports, others) that came into the records office in the year. Pieces inside are not added; void entries are left out.',
    },
    unit: VOLUMES,
    tenantKinds: RECORDS_OFFICES,
    period: 'year',
    source: 'archive_item',
    aggregate: 'count',
  }),
  'S0-09': define({
    code: 'S0-09',
    name: { zh: '接待档案利用者人次', en: 'Readers received (person-times)' },
    definition: {
      zh: '从1月1日到截止日，到馆（室）办结的接待登记中人数之和；一次到访不论利用多少卷件只计一次，本单位人员也计入；电话、网上、跨馆、代办的另列。',
      en: 'Persons on all served visits in the reading room from 1 January to the cut-off. One arrival counts once however many records are used, own staff included; telephone, online and other channels are shown apart.',
    },
    unit: { zh: '人次', en: 'person-times' },
    tenantKinds: RECORDS_OFFICES,
    period: 'year_to_date',
    source: 'reading_visit',
    aggregate: 'sum',
  }),
  'S2-07': define({
    code: 'S2-07',
    name: { zh: '联合监督检查抽查区直单位数', en: 'District departments visited in joint supervision checks' },
    definition: {
      zh: '与保密部门联合开展的行政监督检查中，随机抽取并在本年度内实地检查过的区直单位，同一单位只计一次；取消的不计。以检查日期为准，整改是否办结不影响。',
      en: 'District departments, drawn at random and really visited in the year, in administrative inspections run with the secrecy authority; each department once. Cancelled inspections are left out. The day of the visit decides; whether its rectifications are closed does not matter.',
    },
    unit: { zh: '个', en: 'units' },
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'inspection',
    aggregate: 'count',
  }),
  'S2-08': define({
    code: 'S2-08',
    name: { zh: '提出整改意见条数', en: 'Rectification demands issued' },
    definition: {
      zh: '与保密部门联合开展的行政监督检查中，本年度内发给被检查单位的整改意见，一条问题为一条；草稿和撤回的不计。',
      en: 'Demands issued in the year to the units of administrative inspections run with the secrecy authority, one for each finding. Drafts and withdrawn ones are left out.',
    },
    unit: { zh: '条', en: 'demands' },
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'finding',
    aggregate: 'count',
  }),
  'S2-19': define(
    {
      code: 'S2-19',
      name: { zh: '期末馆藏档案数量', en: 'Holdings at the end of the period' },
      definition: {
        zh: '截止日在馆的案卷、册，以及不在卷内的件；已移出、销毁的和作废条目不计，盒不计。',
        en: 'Volumes, registers and pieces outside volumes that are held on the cut-off day. What has left and void entries are left out; boxes never count.',
      },
      unit: { zh: '万卷（件、册）', en: '10 000 volumes, pieces and registers' },
      tenantKinds: ['repository'],
      period: 'point_in_time',
      source: 'archive_item',
      aggregate: 'count',
    },
    { seenBy: ['bureau'], divisor: 10_000, decimals: 2 },
  ),
  'S2-30': define(
    {
      code: 'S2-30',
      name: { zh: '馆藏文件级目录数据条数', en: 'File-level catalogue entries' },
      definition: {
        zh: '截止日已发布的文件级目录，各门类合计，卷内文件也计入；案卷级目录另列，已移出、销毁的和作废条目不计。',
        en: 'Published catalogue entries at the level of the piece on the cut-off day, in all categories and inside volumes too. Volume-level entries are shown apart; what has left and void entries are left out.',
      },
      unit: { zh: '万条', en: '10 000 entries' },
      tenantKinds: ['repository'],
      period: 'point_in_time',
      source: 'archive_item',
      aggregate: 'count',
    },
    { seenBy: ['bureau'], divisor: 10_000, decimals: 2 },
  ),
  'S2-32': define({
    code: 'S2-32',
    name: { zh: '组织集中学习档案业务知识次数', en: 'Group training sessions on archives work' },
    definition: {
      zh: '本单位组织、本年度内已举办的业务学习，线上线下都计；政治理论学习不计，取消的不计。',
      en: 'Sessions of professional study organised by the own office and held in the year, on site and online. Political study and cancelled sessions are left out.',
    },
    unit: TIMES,
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'course_session',
    aggregate: 'count',
  }),
  'S3-35': define({
    code: 'S3-35',
    name: { zh: '上门指导次数', en: 'On-site guidance events' },
    definition: {
      zh: '本年度内完成的上门业务指导，只计一般工作（档案管理、规范化、外包服务等）；专项工作的指导记在各自专项，不重复计。',
      en: 'Guidance given on site in the year in the general programme (records management, standardisation, outsourcing). Events of special programmes belong to those and are not counted again.',
    },
    unit: TIMES,
    tenantKinds: ['repository'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-56': define({
    code: 'S3-56',
    name: { zh: '档案执法检查轮数', en: 'Rounds of enforcement inspection' },
    definition: {
      zh: '结束日期在本年度内、已经办结的执法检查批次，一批为一轮。',
      en: 'Enforcement campaigns that ended in the year and are closed; one campaign is one round.',
    },
    unit: { zh: '轮', en: 'rounds' },
    tenantKinds: ['repository'],
    period: 'year',
    source: 'inspection_campaign',
    aggregate: 'count',
  }),
  'S3-60': define({
    code: 'S3-60',
    name: { zh: '馆藏档案卷数', en: 'Holdings (volumes)' },
    definition: {
      zh: '截止日在馆的案卷；已移出、销毁的和作废条目不计。',
      en: 'Volumes held on the cut-off day. What has left and void entries are left out.',
    },
    unit: VOLUMES,
    tenantKinds: ['repository'],
    period: 'point_in_time',
    source: 'archive_item',
    aggregate: 'count',
  }),
  'S3-61': define({
    code: 'S3-61',
    name: { zh: '馆藏档案件数', en: 'Holdings (pieces)' },
    definition: {
      zh: '截止日在馆、不在卷内的件；已移出、销毁的和作废条目不计。',
      en: 'Pieces outside volumes that are held on the cut-off day. What has left and void entries are left out.',
    },
    unit: PIECES,
    tenantKinds: ['repository'],
    period: 'point_in_time',
    source: 'archive_item',
    aggregate: 'count',
  }),
};

const ALL: readonly FigureDefinition[] = FIGURE_CODES.map((code) => FIGURES[code]);

/** The figures that a kind of tenant computes from its own records. */
export const computedFigures = (kind: TenantKind): readonly FigureDefinition[] =>
  ALL.filter((figure) => figure.tenantKinds.includes(kind));

/** The figures that it shows from what others have released to it. */
export const releasedFigures = (kind: TenantKind): readonly FigureDefinition[] =>
  ALL.filter((figure) => figure.seenBy.includes(kind));

/** The value that a count (or sum) of rows stands for, exact to the single record. */
export const figureValue = (figure: FigureDefinition, counted: number): number => counted / figure.divisor;
