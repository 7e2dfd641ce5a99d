import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { define, type FigureDefinition, type FigureSource } from './figure-definition.ts';
import type { OversightFigureCode } from './oversight-figure-codes.ts';

/** 室藏数量较多: a records office that holds at least so many volumes, registers and pieces outside volumes. */
export const LARGE_ROOM_ITEMS = 1_000;

const BUREAUS: readonly TenantKind[] = ['bureau'];
const ARCHIVES: readonly TenantKind[] = ['repository'];
const HOUSES = { zh: '家', en: 'archives' };
const UNITS = { zh: '家', en: 'units' };

type Words = readonly [zh: string, en: string];
type Extras = Partial<
  Pick<FigureDefinition, 'tenantKinds' | 'seenBy' | 'period' | 'aggregate'> & { unit: FigureDefinition['unit'] }
>;

const of = (
  code: OversightFigureCode,
  source: FigureSource,
  name: Words,
  definition: Words,
  { seenBy = [], unit = UNITS, ...more }: Extras = {},
): FigureDefinition =>
  define(
    {
      code,
      name: { zh: name[0], en: name[1] },
      definition: { zh: definition[0], en: definition[1] },
      unit,
      tenantKinds: BUREAUS,
      period: 'year',
      source,
      aggregate: 'count',
      ...more,
    },
    { seenBy },
  );

const RATED: Extras = { period: 'cumulative', unit: HOUSES };
const digitalArchives = (code: OversightFigureCode, zh: string, en: string): FigureDefinition =>
  of(
    code,
    'rating',
    [`创成${zh}数字档案馆家数`, `Archives with ${en} digital-archives status`],
    [
      `截止日有效的数字档案馆等级中，最高一级为${zh}的档案馆，一馆计一次；等级更高的计在更高一级，已撤销和过期的不计。`,
      `Archives whose best valid rating as a digital archives at the cut-off is ${en}, each once; better ones are counted there. Withdrawn and expired ratings are left out.`,
    ],
    RATED,
  );

const OWN_HOUSE: Extras = { tenantKinds: ARCHIVES, seenBy: BUREAUS, unit: HOUSES };

export const OVERSIGHT_FIGURES: Readonly<Record<OversightFigureCode, FigureDefinition>> = {
  'S1-02': of(
    'S1-02',
    'inspection_campaign',
    ['联合人大开展执法调研天数', 'Days of the joint enforcement survey with the People’s Congress'],
    [
      '开始日期在本年度内、联合人大开展并已办结的执法检查，首尾两天都计；几批重叠的日子只计一次。',
      'Calendar days, first and last included, of closed enforcement campaigns held with the People’s Congress that began in the year. Days that overlap are counted once.',
    ],
    { aggregate: 'sum', unit: { zh: '天', en: 'days' } },
  ),
  'S1-14': of(
    'S1-14',
    'rating_target',
    ['计划创建省三级及以上档案室家数', 'Target: records offices to reach provincial grade 3 or better'],
    [
      '次年的创建目标里，机关档案室省三级及以上的家数；完成进度看“评级台账”。',
      'The target of the coming year for records offices of provincial grade 3 or better; progress stands in the ledger of ratings.',
    ],
    { period: 'plan_year', aggregate: 'stated' },
  ),
  'S2-38': of(
    'S2-38',
    'storage_room_version',
    ['新增永久库、专业库、图书资料库个数', 'New stacks: permanent, special and library'],
    [
      '启用日期在本年度内、期末仍在用的三种库房合计，一间一个；各种的个数见 S2-38P、S2-38S、S2-38L，三个数相等才能写“各几个”。',
      'Stacks of the three kinds that came into use in the year and still are at its end, together. Of each kind see S2-38P, S2-38S, S2-38L; "N of each" may only be written when those are equal.',
    ],
    { tenantKinds: ARCHIVES, seenBy: BUREAUS, unit: { zh: '个', en: 'rooms' } },
  ),
  'S3-57': of(
    'S3-57',
    'inspection_campaign',
    ['档案数字化外包服务检查轮数', 'Rounds of inspection of outsourced digitisation'],
    [
      '结束日期在本年度内、已经办结的外包服务检查和外包专题检查，一批为一轮。',
      'Closed campaigns over outsourced services, or with outsourcing as their theme, that ended in the year; one campaign is one round.',
    ],
    { tenantKinds: ['bureau', 'repository'], unit: { zh: '轮', en: 'rounds' } },
  ),
  'S4-10': of(
    'S4-10',
    'accession',
    ['完成“两类档案”归集的综合档案馆家数', 'Archives that hold both special kinds'],
    [
      '截止日前疫情防控、脱贫攻坚（扶贫）两类档案都已接收进馆的，计一家；明细是使两类凑齐的那一批。全市数看报送汇总。',
      'One where deliveries of both kinds, epidemic control and poverty relief, were accepted by the cut-off; the row is the delivery by which both were there. The district’s number is in the roll-up.',
    ],
    { ...OWN_HOUSE, period: 'cumulative' },
  ),
  'S4-32': of(
    'S4-32',
    'inspection',
    ['归档工作检查机关单位家数', 'Departments whose filing was inspected'],
    [
      '归档专题检查中，本年度内实地检查过的机关单位，一家计一次；取消的不计。',
      'Departments really visited in the year in campaigns with filing as their theme, each once. Cancelled inspections are left out.',
    ],
  ),
  'S4-34': of(
    'S4-34',
    'rating',
    ['获评省示范档案馆家数', 'Archives rated provincial model archives'],
    [
      '截止日业务评价为省示范、仍有效的档案馆，一馆计一次；已撤销和过期的不计。',
      'Archives with a valid business rating as provincial model at the cut-off, each once. Withdrawn and expired ratings are left out.',
    ],
    RATED,
  ),
  'S4-35': of(
    'S4-35',
    'rating',
    ['被评定为省示范、规范档案室家数', 'Records offices rated model or standard'],
    [
      '截止日业务评价为省示范或省规范、仍有效的档案室（档案馆不计），一室计一次，两个等级都有的按高的一级。',
      'Records offices, archives left out, with a valid business rating as model or standard at the cut-off, each once by its better one.',
    ],
    { ...RATED, unit: UNITS },
  ),
  'S4-36': of(
    'S4-36',
    'inspection',
    ['全覆盖检查乡镇（街道）个数', 'Townships and sub-districts inspected in full coverage'],
    [
      '去年全覆盖检查中实地检查过的乡镇（街道），一个计一次；要写“全覆盖”，须等于名录里的总数。',
      'Townships really visited last year in campaigns that cover all, each once. "Full coverage" may be written when it equals the number on the list.',
    ],
    { period: 'last_year', unit: { zh: '个', en: 'townships' } },
  ),
  'S4-38': digitalArchives('S4-38', '国家级', 'national'),
  'S4-40': digitalArchives('S4-40', '省5A级', 'provincial 5A'),
  'S4-42': digitalArchives('S4-42', '省4A级', 'provincial 4A'),
  'S4-43': of(
    'S4-43',
    'model_case',
    ['档案信息化建设优秀案例个数', 'Model cases of archives informatisation'],
    [
      '截止日前评定为优秀、类别为信息化的案例；已撤下的不计。',
      'Cases on informatisation judged excellent by the cut-off; those taken down are left out.',
    ],
    { period: 'cumulative', unit: { zh: '个', en: 'cases' } },
  ),
  'S4-44': of(
    'S4-44',
    'inspection',
    ['开展安全评估的档案馆家数', 'Archives whose safety was assessed'],
    [
      '安全专题检查中，本年度内实地评估、结论已出（整改中或已办结）的档案馆，一馆计一次。',
      'Archives visited in the year in campaigns with safety as their theme whose conclusion is there, being rectified or closed; each once.',
    ],
    { unit: HOUSES },
  ),
  'S4-46': of(
    'S4-46',
    'emergency_drill',
    ['开展实战应急演练的综合档案馆家数', 'Archives that held a real-site drill'],
    [
      '本年度内至少开展一次实战演练并已复盘的，计一家，明细是第一次；桌面推演不计。全市数看报送汇总。',
      'One where at least one drill on the spot was held and reviewed in the year; the row is the first. Table-top drills are left out. The district’s number is in the roll-up.',
    ],
    OWN_HOUSE,
  ),
  'S4-47': of(
    'S4-47',
    'emergency_drill',
    ['开展实战应急演练的机关档案室家数', 'Records offices with large holdings that held a real-site drill'],
    [
      `室藏${LARGE_ROOM_ITEMS}卷（件、册）以上、本年度内至少开展一次实战演练并已复盘的，计一家，明细是第一次；桌面推演不计。`,
      `One that holds ${LARGE_ROOM_ITEMS} volumes, registers and pieces or more and held and reviewed at least one drill on the spot in the year; the row is the first. Table-top drills are left out.`,
    ],
    { tenantKinds: ['department', 'township', 'institution'] },
  ),
};
