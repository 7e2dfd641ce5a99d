import { type FigureAggregate, RECORDS_OFFICES } from '@/server/domain/figure/figure-definition';
import type { FigureCode } from '@/server/domain/figure/figures';
import type { RegisterFigureRule } from '@/server/domain/figure/register-figure-rule';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/*
 * 统计指标: the items of the statistical return, S001 to S061, and four that its balances need. Like a figure each is one
 * predicate for value and rows; unlike a figure it is not released by itself but in the cells of a form.
 */

const BUREAU: readonly TenantKind[] = ['bureau'];
const ARCHIVES: readonly TenantKind[] = ['repository'];
const HOUSES: readonly TenantKind[] = ['repository', ...RECORDS_OFFICES];
const ALL: readonly TenantKind[] = ['bureau', ...HOUSES];

type Words = readonly [zh: string, en: string];

/** Where the value of an indicator comes from. `entered`: no record says it, so a person does. `self`: the office is one. */
export type IndicatorSource =
  | { by: 'self' | 'entered' | 'rows' }
  | { by: 'figure'; figure: FigureCode }
  | { by: 'rule'; rule: RegisterFigureRule };

export interface Indicator {
  name: Words;
  unit: Words;
  definition: Words;
  tenantKinds: readonly TenantKind[];
  source: IndicatorSource;
  aggregate: FigureAggregate;
  /** Bytes are counted and gigabytes reported. */
  divisor: number;
  decimals: 0 | 2;
}

type Extras = Partial<Pick<Indicator, 'aggregate' | 'divisor' | 'decimals'>>;
const of = (
  name: Words,
  unit: Words,
  tenantKinds: readonly TenantKind[],
  source: IndicatorSource,
  definition: Words,
  extras: Extras = {},
): Indicator => ({
  name,
  unit,
  tenantKinds,
  source,
  definition,
  aggregate: 'count',
  divisor: 1,
  decimals: 0,
  ...extras,
});

const rows: IndicatorSource = { by: 'rows' };
const entered: IndicatorSource = { by: 'entered' };
const figure = (code: FigureCode): IndicatorSource => ({ by: 'figure', figure: code });
const rule = (said: RegisterFigureRule): IndicatorSource => ({ by: 'rule', rule: said });
/** 专职: in post at the cut-off, and not a part-time archivist. */
const staff = (more: Partial<RegisterFigureRule> = {}): IndicatorSource =>
  rule({ register: 'staff', where: {}, unless: { post: ['part_time'] }, when: 'standing', ...more });

const PERSONS: Words = ['人', 'persons'];
const PIECES: Words = ['件', 'pieces'];
const VOLUMES: Words = ['卷', 'volumes'];
const RECORDS: Words = ['卷（件）', 'volumes and pieces'];
const VISITS: Words = ['人次', 'person-times'];
const TIMES: Words = ['次', 'times'];
const PAGES: Words = ['页', 'pages'];
const ONE: Words = ['个', ''];
const GB: Words = ['GB', 'GB'];
const GIGABYTES: Extras = { aggregate: 'sum', divisor: 2 ** 30, decimals: 2 };
const SUM: Extras = { aggregate: 'sum' };
const SHARE: Extras = { aggregate: 'ratio', decimals: 2 };
const BY_HAND: Words = [
  '系统中没有登记，由填表人填写。',
  'Not recorded in the system; entered by whoever fills in the form.',
];
const IN_POST: Words = [
  '截止日在岗的专职人员；兼职的不计。',
  'Full-time staff in post at the cut-off; part-time ones are left out.',
];

export const INDICATORS = {
  S001: of(['档案主管部门数', 'Archives authorities'], ONE, BUREAU, { by: 'self' }, [
    '每个档案主管部门填 1，上级汇总。',
    'Each authority counts one; its supervisor adds them up.',
  ]),
  S002: of(['国家综合档案馆数', 'Comprehensive archives'], ONE, ARCHIVES, { by: 'self' }, [
    '每个国家综合档案馆填 1，上级汇总。',
    'Each comprehensive archives counts one; its supervisor adds them up.',
  ]),
  S003: of(['专职档案人员数', 'Full-time staff'], PERSONS, ALL, staff(), IN_POST),
  S004: of(
    ['兼职档案人员数', 'Part-time staff'],
    PERSONS,
    ALL,
    rule({ register: 'part_time_archivist', where: { kind: ['part'] }, when: 'standing' }),
    ['截止日在任的兼职档案员。', 'Part-time archivists in office at the cut-off.'],
  ),
  S005: of(['女性人数', 'Women'], PERSONS, ALL, staff({ where: { sex: ['female'] } }), IN_POST),
  S006: of(
    ['50岁及以上人数', 'Aged 50 and over'],
    PERSONS,
    ALL,
    staff({ age: { field: 'bornOn', from: 50 } }),
    IN_POST,
  ),
  S007: of(
    ['35至49岁人数', 'Aged 35 to 49'],
    PERSONS,
    ALL,
    staff({ age: { field: 'bornOn', from: 35, to: 49 } }),
    IN_POST,
  ),
  S008: of(
    ['34岁及以下人数', 'Aged 34 and under'],
    PERSONS,
    ALL,
    staff({ age: { field: 'bornOn', from: 0, to: 34 } }),
    IN_POST,
  ),
  S009: of(
    ['本科及以上人数', 'Bachelor and above'],
    PERSONS,
    ALL,
    staff({ where: { degree: ['bachelor', 'master', 'doctor'] } }),
    IN_POST,
  ),
  S010: of(
    ['档案专业人员数', 'With an archives background'],
    PERSONS,
    ALL,
    staff({ where: { archivalMajor: ['true'] } }),
    IN_POST,
  ),
  S011: of(['全宗数', 'Fonds'], ONE, HOUSES, rows, [
    '截止日在管的全宗；已撤销的不计。',
    'Fonds kept at the cut-off; closed ones are left out.',
  ]),
  S012: of(['现存档案（卷）', 'Holdings (volumes)'], VOLUMES, HOUSES, rows, [
    '截止日在馆（室）的案卷；已移出、销毁的不计。',
    'Volumes held at the cut-off; what was moved out or destroyed is left out.',
  ]),
  S013: of(['现存档案（件）', 'Holdings (pieces)'], PIECES, HOUSES, rows, [
    '截止日在馆（室）、不在卷内的件；照片、录音录像、实物另列。',
    'Pieces outside volumes held at the cut-off; photographs, recordings and objects are shown apart.',
  ]),
  S014: of(['照片', 'Photographs'], ['张', 'sheets'], HOUSES, rows, [
    '截止日在馆（室）的照片，一张一件。',
    'Photographs held at the cut-off.',
  ]),
  S015: of(['录音录像', 'Recordings'], ['盘', 'media'], HOUSES, rows, [
    '截止日在馆（室）的录音、录像。',
    'Sound and video recordings held at the cut-off.',
  ]),
  S016: of(['实物', 'Objects'], PIECES, HOUSES, rows, ['截止日在馆（室）的实物档案。', 'Objects held at the cut-off.']),
  S017: of(
    ['电子档案数量', 'Electronic records'],
    GB,
    HOUSES,
    rows,
    ['截止日已入库、原生为电子的文件字节数；只计主本。', 'Bytes of born-digital master files stored by the cut-off.'],
    GIGABYTES,
  ),
  S018: of(
    ['数字化副本', 'Digitised copies'],
    GB,
    HOUSES,
    rows,
    ['截止日已入库的数字化副本字节数；只计主本。', 'Bytes of digitised master files stored by the cut-off.'],
    GIGABYTES,
  ),
  S019: of(['本年新增归档（件）', 'Filed in the year (pieces)'], PIECES, RECORDS_OFFICES, rows, [
    '归档入室日期在本年度内、不在卷内的件；照片、录音录像、实物另列。',
    'Pieces outside volumes that were filed in the year; photographs, recordings and objects are shown apart.',
  ]),
  S020: of(['本年新增归档（卷）', 'Filed in the year (volumes)'], VOLUMES, RECORDS_OFFICES, rows, [
    '归档入室日期在本年度内的案卷。',
    'Volumes that were filed in the year.',
  ]),
  S021: of(['本年接收进馆（卷）', 'Taken in (volumes)'], VOLUMES, ARCHIVES, rows, [
    '进馆日期在本年度内的案卷。',
    'Volumes taken in during the year.',
  ]),
  S022: of(['本年接收进馆（件）', 'Taken in (pieces)'], PIECES, ARCHIVES, rows, [
    '进馆日期在本年度内、不在卷内的件；照片、录音录像、实物另列。',
    'Pieces outside volumes taken in during the year; photographs, recordings and objects are shown apart.',
  ]),
  S023: of(['永久档案件数', 'Permanent (pieces)'], PIECES, HOUSES, rows, [
    '现存档案（件）中保管期限为永久的。',
    'Of the pieces held: permanent ones.',
  ]),
  S024: of(['30年期件数', '30 years (pieces)'], PIECES, HOUSES, rows, [
    '现存档案（件）中保管期限为30年的。',
    'Of the pieces held: kept for 30 years.',
  ]),
  S025: of(['10年期件数', '10 years (pieces)'], PIECES, HOUSES, rows, [
    '现存档案（件）中保管期限为10年的。',
    'Of the pieces held: kept for 10 years.',
  ]),
  S026: of(['开放档案（新中国成立前）', 'Open, before October 1949'], RECORDS, ARCHIVES, rows, [
    '在馆、已开放、形成于1949年10月1日以前的；没有日期的看年度。',
    'Open holdings made before 1 October 1949; without a date the year decides.',
  ]),
  S027: of(['开放档案（新中国成立后）', 'Open, from October 1949'], RECORDS, ARCHIVES, rows, [
    '在馆、已开放、形成于1949年10月1日及以后的；没有日期的看年度。',
    'Open holdings made on or after 1 October 1949; without a date the year decides.',
  ]),
  S028: of(['本年新增开放', 'Opened in the year'], RECORDS, ARCHIVES, figure('A-02'), [
    '开放审核决定日期在本年度内、结论为开放的。',
    'Records decided to be open in the year.',
  ]),
  S029: of(['延期开放', 'Opening put off'], RECORDS, ARCHIVES, rows, [
    '在馆、目前为延期开放的。',
    'Holdings whose opening is put off.',
  ]),
  S030: of(
    ['利用人次', 'Readers'],
    VISITS,
    HOUSES,
    figure('S2-03'),
    ['本年度到馆（室）办结的接待登记中人数之和。', 'Persons on all served visits in the reading room in the year.'],
    SUM,
  ),
  S031: of(['利用卷（件）次', 'Records provided'], ['卷（件）次', 'times'], HOUSES, figure('S2-04'), [
    '本年度提供利用的卷、件，提供一次计一次。',
    'Volumes and pieces provided in the year, each time counted.',
  ]),
  S032: of(
    ['复制页数', 'Pages copied'],
    PAGES,
    HOUSES,
    figure('S2-05'),
    ['本年度交付的复制件页数。', 'Pages of copies handed out in the year.'],
    SUM,
  ),
  S033: of(['出具证明', 'Certificates'], ['份', 'papers'], HOUSES, rows, [
    '本年度办结、服务方式含出具证明的利用登记。',
    'Visits served in the year in which a certificate was issued.',
  ]),
  S034: of(['网上办理', 'Served online'], PIECES, HOUSES, rows, [
    '本年度办结的网上利用登记。',
    'Requests served online in the year.',
  ]),
  S035: of(['跨馆办理', 'Served across archives'], PIECES, HOUSES, rows, [
    '本年度办结的跨馆利用登记。',
    'Requests served across archives in the year.',
  ]),
  S036: of(['资料册数', 'Reference books'], ['册', 'copies'], HOUSES, entered, BY_HAND),
  S037: of(
    ['库房面积', 'Stack area'],
    ['㎡', 'm²'],
    HOUSES,
    figure('S2-37'),
    ['截止日在用库房的面积合计。', 'Area of the stacks in use at the cut-off.'],
    { aggregate: 'sum', decimals: 2 },
  ),
  S038: of(
    ['密集架', 'Compact shelving'],
    ['组', 'groups'],
    HOUSES,
    rows,
    ['截止日在用密集架的组数。', 'Groups of compact shelving in use at the cut-off.'],
    SUM,
  ),
  S039: of(
    ['排架长度', 'Shelf length'],
    ['米', 'm'],
    HOUSES,
    figure('A-05'),
    ['在用架位的长度合计，按今天的架位。', 'Length of the shelves in use, as they are today.'],
    { aggregate: 'sum', decimals: 2 },
  ),
  S040: of(['爱国主义教育基地', 'Education bases'], ONE, ARCHIVES, entered, BY_HAND),
  S041: of(['展览个数', 'Exhibitions'], ONE, ARCHIVES, rule({ register: 'exhibition', where: {} }), [
    '开展日期在本年度内的展览。',
    'Exhibitions that opened in the year.',
  ]),
  S042: of(
    ['参观人次', 'Visitors of exhibitions'],
    VISITS,
    ARCHIVES,
    rule({ register: 'exhibition', where: {}, sum: 'visitors' }),
    ['本年度开展的展览接待的参观人次。', 'Visitors of the exhibitions that opened in the year.'],
    SUM,
  ),
  S043: of(['编研公开出版', 'Works published'], ['种', 'works'], ARCHIVES, rows, [
    '发布日期在本年度内、有书号或备案号的编研成果。',
    'Compilations of the year with a book number.',
  ]),
  S044: of(['编研内部参考', 'Works for internal use'], ['种', 'works'], ARCHIVES, rows, [
    '发布日期在本年度内、没有书号的编研成果。',
    'Compilations of the year without a book number.',
  ]),
  S045: of(['政府公开信息查阅', 'Readers of government information'], VISITS, ARCHIVES, entered, BY_HAND),
  S046: of(
    ['数字化页数', 'Pages digitised'],
    PAGES,
    HOUSES,
    rows,
    ['本年度通过质检的扫描所含页数。', 'Pages of the scans that passed quality control in the year.'],
    SUM,
  ),
  S047: of(['数字化画幅', 'Images made'], ['幅', 'images'], HOUSES, rows, [
    '本年度通过质检的扫描画幅。',
    'Scans that passed quality control in the year.',
  ]),
  S048: of(['文件级目录条数', 'File-level entries'], ['条', 'entries'], HOUSES, rows, [
    '截止日在馆（室）档案的文件级目录，卷内文件也计入。',
    'Catalogue entries at piece level of what is held at the cut-off, inside volumes too.',
  ]),
  S049: of(
    ['数字化率', 'Digitisation rate'],
    ['%', '%'],
    HOUSES,
    rows,
    [
      '截止日在馆（室）的卷、件中已扫描完成的比例。',
      'Share of the volumes and pieces held at the cut-off that are scanned.',
    ],
    SHARE,
  ),
  S050: of(['执法检查', 'Inspections'], TIMES, BUREAU, rows, [
    '本年度实地检查，一次一家；取消的不计。',
    'Visits to units in the year; cancelled ones are left out.',
  ]),
  S051: of(['发现问题数', 'Findings'], ['条', 'findings'], BUREAU, rows, [
    '本年度发出的问题；草稿和撤回的不计。',
    'Findings issued in the year; drafts and withdrawn ones are left out.',
  ]),
  S052: of(['责令整改通知书', 'Orders to put right'], ['份', 'orders'], BUREAU, rows, [
    '本年度发出的责令整改、限期改正文书。',
    'Orders issued in the year to put things right.',
  ]),
  S053: of(
    ['按期整改率', 'Put right in time'],
    ['%', '%'],
    BUREAU,
    rows,
    [
      '整改期限在本年度内的问题中，到期前复核通过的比例。',
      'Of the findings due in the year, the share verified by their day.',
    ],
    SHARE,
  ),
  S054: of(['立案', 'Cases opened'], PIECES, BUREAU, rows, [
    '本年度出具的立案文书。',
    'Papers of the year that open a case.',
  ]),
  S055: of(['培训场次', 'Training sessions'], TIMES, ALL, rows, [
    '本年度已举办的培训。',
    'Training sessions held in the year.',
  ]),
  S056: of(['培训人次', 'People trained'], VISITS, ALL, rows, [
    '本年度已举办培训的签到人次。',
    'Attendances of the sessions held in the year.',
  ]),
  S057: of(['业务指导次数', 'Acts of guidance'], TIMES, ['bureau', 'repository'], rows, [
    '本年度已完成的指导，口头、电话、现场、线上都计。',
    'Guidance given in the year, in whatever way.',
  ]),
  S058: of(['外包备案数', 'Outsourcing contracts filed'], PIECES, BUREAU, rows, [
    '本年度收到的档案服务外包备案。',
    'Filings of outsourcing contracts received in the year.',
  ]),
  S059: of(['应急演练', 'Emergency drills'], TIMES, HOUSES, rows, [
    '本年度举行并已复盘的演练。',
    'Drills held and reviewed in the year.',
  ]),
  S060: of(['安全事件', 'Safety incidents'], ['起', 'incidents'], ALL, rows, [
    '发现日期在本年度内的档案安全事件。',
    'Safety incidents discovered in the year.',
  ]),
  S061: of(['泄密事件', 'Leaks'], ['起', 'incidents'], ALL, rows, [
    '发现日期在本年度内、类别为泄露的安全事件。',
    'Incidents of the year in which something leaked.',
  ]),
  'OUT-V': of(['本年移出（卷）', 'Moved out in the year (volumes)'], VOLUMES, HOUSES, rows, [
    '本年度移交、退还或移出的案卷；销毁的另列。',
    'Volumes transferred, given back or moved in the year; what was destroyed is shown apart.',
  ]),
  'OUT-P': of(['本年移出（件）', 'Moved out in the year (pieces)'], PIECES, HOUSES, rows, [
    '本年度移交、退还或移出、不在卷内的件；销毁的，以及照片、录音录像、实物另列。',
    'Pieces outside volumes transferred, given back or moved in the year; what was destroyed is shown apart, like photographs, recordings and objects.',
  ]),
  'DES-V': of(['本年销毁（卷）', 'Destroyed in the year (volumes)'], VOLUMES, HOUSES, rows, [
    '本年度经批准销毁的案卷。',
    'Volumes destroyed in the year.',
  ]),
  'DES-P': of(['本年销毁（件）', 'Destroyed in the year (pieces)'], PIECES, HOUSES, rows, [
    '本年度经批准销毁、不在卷内的件；照片、录音录像、实物另列。',
    'Pieces outside volumes destroyed in the year; photographs, recordings and objects are shown apart.',
  ]),
} satisfies Record<string, Indicator>;

export type IndicatorCode = keyof typeof INDICATORS;
export const INDICATOR_CODES = Object.keys(INDICATORS) as [IndicatorCode, ...IndicatorCode[]];
export const indicatorOf = (code: IndicatorCode): Indicator => INDICATORS[code];
export const isIndicatorCode = (code: string): code is IndicatorCode => Object.hasOwn(INDICATORS, code);
