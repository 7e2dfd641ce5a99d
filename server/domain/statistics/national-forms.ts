import { RECORDS_OFFICES } from '@/server/domain/figure/figure-definition';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { CellRule, FormPart, StatisticalForm } from './form.ts';
import { type IndicatorCode, indicatorOf } from './indicators.ts';

/* The national forms by the codes of the domain list `statistical_form`. Columns and balances are this product's. */

type Words = readonly [zh: string, en: string];
const said = ([zh, en]: Words) => ({ zh, en });
const NUMBER: Words = ['数量', 'Number'];
const ENTERED: CellRule = { by: 'entered' };

const cellOf = (code: IndicatorCode): CellRule =>
  indicatorOf(code).source.by === 'entered' ? ENTERED : { by: 'indicator', code };

/** One line for each indicator, with one column. */
const lines = (key: string, title: Words, ...codes: IndicatorCode[]): FormPart => ({
  key,
  title: said(title),
  columns: [{ key: 'n', title: said(NUMBER) }],
  rows: codes.map((code) => ({
    key: code,
    title: said(indicatorOf(code).name),
    unit: said(indicatorOf(code).unit),
    cells: { n: cellOf(code) },
  })),
});

/** A table in which the last column adds up the others, and all of it is entered. */
const enteredTable = (
  key: string,
  title: Words,
  unit: Words,
  columns: readonly (readonly [key: string, title: Words])[],
  rows: readonly (readonly [key: string, title: Words])[],
): FormPart => ({
  key,
  title: said(title),
  columns: [
    ...columns.map(([column, name]) => ({ key: column, title: said(name) })),
    { key: 'total', title: said(['合计', 'Total']) },
  ],
  rows: rows.map(([row, name]) => ({
    key: row,
    title: said(name),
    unit: said(unit),
    cells: {
      ...Object.fromEntries(columns.map(([column]) => [column, ENTERED])),
      total: { by: 'sum', of: columns.map(([column]) => `${row}.${column}`) },
    },
  })),
});

const STAFF: Words = ['机构和人员', 'Offices and staff'];
const staffCodes: IndicatorCode[] = ['S003', 'S005', 'S006', 'S007', 'S008', 'S009', 'S010'];
const relation = (
  key: string,
  op: 'equal' | 'at_most',
  left: readonly string[],
  right: readonly string[],
  text: Words,
): StatisticalForm['checks'][number] => ({ key, op, left: [...left], right: [...right], text: said(text) });
const STAFF_CHECKS = [
  relation(
    'ages',
    'equal',
    ['S006.n', 'S007.n', 'S008.n'],
    ['S003.n'],
    ['三个年龄段人数之和等于专职人员数', 'The three age groups add up to the full-time staff'],
  ),
  relation(
    'women',
    'at_most',
    ['S005.n'],
    ['S003.n'],
    ['女性人数不大于专职人员数', 'Women are not more than all staff'],
  ),
  relation(
    'degrees',
    'at_most',
    ['S009.n'],
    ['S003.n'],
    ['本科及以上人数不大于专职人员数', 'Graduates are not more than all staff'],
  ),
];

/** Opening, in, out, destroyed, closing. */
const holdings = (receivedVolumes: IndicatorCode, receivedPieces: IndicatorCode): FormPart => ({
  key: 'holdings',
  title: said(['馆（室）藏变动', 'Holdings and how they changed']),
  columns: [
    { key: 'start', title: said(['年初', 'At the start']) },
    { key: 'in', title: said(['本年收进', 'Taken in']) },
    { key: 'out', title: said(['本年移出', 'Moved out']) },
    { key: 'destroyed', title: said(['本年销毁', 'Destroyed']) },
    { key: 'end', title: said(['年末现存', 'At the end']) },
  ],
  rows: (
    [
      ['S012', receivedVolumes, 'OUT-V', 'DES-V'],
      ['S013', receivedPieces, 'OUT-P', 'DES-P'],
    ] as const
  ).map(([code, received, gone, destroyed]) => ({
    key: code,
    title: said(indicatorOf(code).name),
    unit: said(indicatorOf(code).unit),
    cells: {
      start: { by: 'indicator', code, yearsBack: 1 },
      in: { by: 'indicator', code: received },
      out: { by: 'indicator', code: gone },
      destroyed: { by: 'indicator', code: destroyed },
      end: { by: 'indicator', code },
    },
  })),
});
const HOLDING_CHECKS = (['S012', 'S013'] as const).map((code) =>
  relation(
    `balance${code}`,
    'equal',
    [`${code}.start`, `${code}.in`],
    [`${code}.out`, `${code}.destroyed`, `${code}.end`],
    [
      `${indicatorOf(code).name[0]}：年初加本年收进等于移出加销毁加年末现存`,
      `${indicatorOf(code).name[1]}: start plus taken in equals moved out plus destroyed plus end`,
    ],
  ),
);
const TERMS: Words = ['保管期限', 'Retention'];
const TERM_CHECK = relation(
  'terms',
  'at_most',
  ['S023.n', 'S024.n', 'S025.n'],
  ['S013.end'],
  ['各保管期限件数之和不大于现存件数', 'The pieces of all retention periods are not more than the pieces held'],
);
const CARRIERS: Words = ['照片、录音录像和实物', 'Photographs, recordings, objects'];
const DIGITAL: Words = ['电子档案和数字化', 'Electronic and digitised records'];
const HOUSE: Words = ['库房和设备', 'Stacks and shelving'];
const SAFETY: Words = ['培训和安全', 'Training and safety'];

const form = (
  key: string,
  name: Words,
  fillers: readonly TenantKind[],
  parts: FormPart[],
  checks: StatisticalForm['checks'] = [],
): StatisticalForm => ({ key, name: said(name), fillers: [...fillers], parts, checks });

const LEVELS = [
  ['nation', ['国家级', 'National']],
  ['province', ['省部级', 'Provincial']],
  ['city', ['市级及以下', 'City and below']],
] as const;
const DEGREES = [
  ['diploma', ['专科', 'Diploma']],
  ['bachelor', ['本科', 'Bachelor']],
  ['master', ['硕士', 'Master']],
  ['doctor', ['博士', 'Doctor']],
] as const;

export const NATIONAL_FORMS: readonly StatisticalForm[] = [
  form(
    'DJ1',
    ['档案主管部门基本情况', 'Archives authorities'],
    ['bureau'],
    [
      lines('staff', STAFF, 'S001', ...staffCodes),
      lines('law', ['监督检查', 'Supervision'], 'S050', 'S051', 'S052', 'S053', 'S054', 'S058'),
      lines('guidance', ['指导和培训', 'Guidance and training'], 'S055', 'S056', 'S057'),
      lines('safety', ['安全', 'Safety'], 'S060', 'S061'),
    ],
    [
      ...STAFF_CHECKS,
      relation(
        'orders',
        'at_most',
        ['S052.n'],
        ['S051.n'],
        ['责令整改通知书份数不大于发现问题数', 'Orders are not more than findings'],
      ),
      relation(
        'leaks',
        'at_most',
        ['S061.n'],
        ['S060.n'],
        ['泄密事件不大于安全事件', 'Leaks are not more than incidents'],
      ),
    ],
  ),
  form(
    'DJ2',
    ['国家综合档案馆基本情况', 'Comprehensive archives'],
    ['repository'],
    [
      lines('staff', STAFF, 'S002', ...staffCodes),
      lines('fonds', ['全宗', 'Fonds'], 'S011'),
      holdings('S021', 'S022'),
      lines('terms', TERMS, 'S023', 'S024', 'S025'),
      lines('carriers', CARRIERS, 'S014', 'S015', 'S016', 'S036'),
      lines('open', ['开放', 'Opening'], 'S026', 'S027', 'S028', 'S029'),
      lines('use', ['利用', 'Use'], 'S030', 'S031', 'S032', 'S033', 'S034', 'S035', 'S045'),
      lines('publicity', ['宣传和编研', 'Publicity and compilation'], 'S040', 'S041', 'S042', 'S043', 'S044'),
      lines('digital', DIGITAL, 'S017', 'S018', 'S046', 'S047', 'S048', 'S049'),
      lines('house', HOUSE, 'S037', 'S038', 'S039'),
      lines('safety', SAFETY, 'S055', 'S056', 'S057', 'S059', 'S060', 'S061'),
    ],
    [...STAFF_CHECKS, ...HOLDING_CHECKS, TERM_CHECK],
  ),
  form(
    'DJ3',
    ['档案室基本情况', 'Records offices'],
    RECORDS_OFFICES,
    [
      lines('staff', STAFF, 'S003', 'S004', ...staffCodes.slice(1)),
      {
        key: 'filed',
        title: said(['本年归档', 'Filed in the year']),
        columns: [
          { key: 'pieces', title: said(['件', 'Pieces']) },
          { key: 'volumes', title: said(['卷', 'Volumes']) },
        ],
        rows: (
          [
            ['WS', ['文书档案', 'Administrative'], { pieces: 'S0-01' }],
            ['KU', ['会计档案', 'Accounting'], { volumes: 'S0-02' }],
            ['KJ', ['科技档案', 'Science and engineering'], { volumes: 'S0-03' }],
            ['ZY', ['业务档案', 'Business'], { volumes: 'S0-04' }],
            ['ALL', ['本年新增归档', 'All that was filed'], { pieces: 'S019', volumes: 'S020' }],
          ] as const
        ).map(([key, title, codes]) => ({
          key,
          title: said(title),
          unit: said(['', '']),
          cells: Object.fromEntries(
            Object.entries(codes).map(([column, code]): [string, CellRule] => [column, { by: 'indicator', code }]),
          ),
        })),
      },
      lines('fonds', ['全宗', 'Fonds'], 'S011'),
      holdings('S020', 'S019'),
      lines('terms', TERMS, 'S023', 'S024', 'S025'),
      lines('carriers', CARRIERS, 'S014', 'S015', 'S016', 'S036'),
      lines('use', ['利用', 'Use'], 'S030', 'S031', 'S032'),
      lines('digital', DIGITAL, 'S017', 'S018', 'S048', 'S049'),
      lines('house', HOUSE, 'S037', 'S038', 'S039'),
      lines('safety', SAFETY, 'S055', 'S056', 'S059', 'S060', 'S061'),
    ],
    [
      ...STAFF_CHECKS,
      ...HOLDING_CHECKS,
      TERM_CHECK,
      relation(
        'pieces',
        'at_most',
        ['WS.pieces'],
        ['ALL.pieces'],
        ['文书档案件数不大于本年新增归档件数', 'Administrative pieces are not more than all pieces filed'],
      ),
      relation(
        'volumes',
        'at_most',
        ['KU.volumes', 'KJ.volumes', 'ZY.volumes'],
        ['ALL.volumes'],
        [
          '会计、科技、业务档案卷数之和不大于本年新增归档卷数',
          'Volumes of the three categories are not more than all volumes filed',
        ],
      ),
    ],
  ),
  form(
    'DJ4',
    ['档案专业教育', 'Archival education'],
    ['institution'],
    [
      enteredTable('students', ['学生', 'Students'], ['人', 'persons'], DEGREES, [
        ['admitted', ['本年招生', 'Admitted in the year']],
        ['enrolled', ['在校学生', 'Enrolled']],
        ['graduated', ['本年毕业', 'Graduated in the year']],
      ]),
      {
        key: 'teachers',
        title: said(['教师', 'Teachers']),
        columns: [{ key: 'n', title: said(NUMBER) }],
        rows: [
          {
            key: 'teachers',
            title: said(['专任教师', 'Full-time teachers']),
            unit: said(['人', 'persons']),
            cells: { n: ENTERED },
          },
          {
            key: 'professors',
            title: said(['其中：高级职称', 'Of these: senior']),
            unit: said(['人', 'persons']),
            cells: { n: ENTERED },
          },
        ],
      },
    ],
    [
      relation(
        'admitted',
        'at_most',
        ['admitted.total'],
        ['enrolled.total'],
        ['本年招生人数不大于在校学生人数', 'Students admitted are not more than those enrolled'],
      ),
      relation(
        'senior',
        'at_most',
        ['professors.n'],
        ['teachers.n'],
        ['高级职称人数不大于专任教师人数', 'Senior teachers are not more than all'],
      ),
    ],
  ),
  form(
    'DJ5',
    ['档案科技', 'Archival science and technology'],
    ['repository', 'institution', 'enterprise'],
    [
      enteredTable('projects', ['科技项目', 'Projects'], ['项', 'projects'], LEVELS, [
        ['begun', ['本年立项', 'Begun in the year']],
        ['running', ['在研项目', 'Running']],
        ['finished', ['本年结项', 'Finished in the year']],
        ['awarded', ['本年获奖', 'Awarded in the year']],
      ]),
      {
        key: 'money',
        title: said(['投入', 'Funds']),
        columns: [{ key: 'n', title: said(NUMBER) }],
        rows: [
          {
            key: 'funds',
            title: said(['科技经费', 'Funds']),
            unit: said(['万元', '10 000 CNY']),
            cells: { n: ENTERED },
          },
          { key: 'people', title: said(['科技人员', 'People']), unit: said(['人', 'persons']), cells: { n: ENTERED } },
        ],
      },
    ],
  ),
  form(
    'DJ6',
    ['档案馆基本建设', 'Construction of archives'],
    ['repository'],
    [
      {
        key: 'building',
        title: said(['馆舍', 'Buildings']),
        columns: [
          { key: 'now', title: said(['现有', 'Existing']) },
          { key: 'works', title: said(['在建', 'Under construction']) },
        ],
        rows: [
          {
            key: 'floor',
            title: said(['建筑面积', 'Floor area']),
            unit: said(['㎡', 'm²']),
            cells: { now: ENTERED, works: ENTERED },
          },
          {
            key: 'stack',
            title: said(['其中：库房面积', 'Of these: stacks']),
            unit: said(['㎡', 'm²']),
            cells: { now: { by: 'indicator', code: 'S037' }, works: ENTERED },
          },
          {
            key: 'funds',
            title: said(['本年完成投资', 'Invested in the year']),
            unit: said(['万元', '10 000 CNY']),
            cells: { works: ENTERED },
          },
        ],
      },
    ],
    [
      relation(
        'stackNow',
        'at_most',
        ['stack.now'],
        ['floor.now'],
        ['现有库房面积不大于建筑面积', 'Stacks are not larger than the building'],
      ),
      relation(
        'stackWorks',
        'at_most',
        ['stack.works'],
        ['floor.works'],
        ['在建库房面积不大于在建面积', 'Stacks under construction are not larger than the works'],
      ),
    ],
  ),
];

export const nationalForm = (key: string): StatisticalForm | undefined => NATIONAL_FORMS.find((one) => one.key === key);
/** DJ4 and DJ5 concern few offices: they are owed only where they are called for. */
export const isAlwaysOwed = (key: string): boolean => key !== 'DJ4' && key !== 'DJ5';
