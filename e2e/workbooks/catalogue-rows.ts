/** Invented 文书 catalogue rows of a township: the same seed gives the same rows, and wrong ones are known. */

export const CATALOGUE_HEADINGS = [
  '序号',
  '档号',
  '文号',
  '责任者',
  '题名',
  '日期',
  '密级',
  '页数',
  '保管期限',
  '机构（问题）',
  '件号',
  '年度',
  '盒号',
  '备注',
] as const;
const COLUMN = {
  code: 1,
  documentNumber: 2,
  responsible: 3,
  title: 4,
  date: 5,
  pages: 7,
  retention: 8,
  org: 9,
  item: 10,
  year: 11,
  remarks: 13,
} as const;

export const WRONG_KINDS = [
  'missing_title',
  'impossible_date',
  'negative_pages',
  'unknown_retention',
  'secrecy_marking',
  'year_not_date',
  'duplicate_code',
  'malformed_code',
  'document_number_style',
  'future_date',
] as const;
export type WrongKind = (typeof WRONG_KINDS)[number];

export type PlantedProblem = {
  /** Index of the data row, from 0. */
  index: number;
  kind: WrongKind;
  /** The problem code and field that a reader must report for this row, and no other. */
  code: string;
  field: string;
};

export type Catalogue = { headings: readonly string[]; rows: string[][]; planted: PlantedProblem[] };
export type CatalogueOptions = { rows: number; wrong?: number; seed?: number; fondsNumber?: string; lastYear?: number };

const EXPECTED: Record<WrongKind, [code: string, field: string]> = {
  missing_title: ['FIELD_MISSING', 'title'],
  impossible_date: ['DATE_FORMAT', 'documentDate'],
  negative_pages: ['PAGE_ZERO', 'pageCount'],
  unknown_retention: ['RETENTION_UNKNOWN', 'retentionCode'],
  secrecy_marking: ['SECURITY_BLOCK', 'remarks'],
  year_not_date: ['YEAR_DATE', 'filingYear'],
  duplicate_code: ['CODE_UNIQUE', 'referenceCode'],
  malformed_code: ['CODE_FORMAT', 'referenceCode'],
  document_number_style: ['DOCNO_STYLE', 'documentNumber'],
  future_date: ['DATE_FORMAT', 'documentDate'],
};

const TOWNSHIP = '柳溪镇人民政府';
const ORGS = [
  ['DZB', '党政'],
  ['NYB', '农业农村'],
  ['CJB', '村镇建设'],
  ['MZB', '民政'],
  ['YJB', '应急管理'],
] as const;
const VILLAGES = [
  '上沟村',
  '下湾村',
  '石桥村',
  '竹林村',
  '前营村',
  '后营村',
  '龙潭村',
  '枫树村',
  '新塘村',
  '古渡村',
  '桃源村',
  '双井村',
];
const TOPICS = [
  '高标准农田建设',
  '农村人居环境整治',
  '饮用水水源保护',
  '防汛抗旱责任落实',
  '森林防火巡查',
  '村级道路硬化',
  '宅基地审批管理',
  '殡葬改革',
  '安全生产隐患排查',
  '春季动物防疫',
  '网格员选聘',
  '秸秆综合利用',
  '电动自行车停放治理',
  '困难群众临时救助',
  '退役军人走访慰问',
  '农村公路养护',
  '粮食种植补贴发放',
  '河道清淤',
];
const GENRES = ['通知', '请示', '批复', '报告', '函', '意见', '通报', '会议纪要', '方案', '决定'];
const RETENTIONS = [
  ['Y', ['永久', 'Y']],
  ['D30', ['30年', '定期30年', 'D30', '３０年']],
  ['D10', ['10年', '定期10年', 'D10']],
] as const;

/** Mulberry32: numbers in [0, 1) that depend on the seed only. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

/** A day as different people write it. All forms mean the same. */
function writeDate(random: Random, year: number, month: number, day: number): string {
  const mm = String(month).padStart(2, '0');
  const dd = String(day).padStart(2, '0');
  return pick(random, [
    `${year}${mm}${dd}`,
    `${year}${mm}${dd}`,
    `${year}.${month}.${day}`,
    `${year}-${mm}-${dd}`,
    `${year}年${month}月${day}日`,
  ]);
}

function makeRow(
  random: Random,
  index: number,
  fondsNumber: string,
  lastYear: number,
  counters: Map<string, number>,
): string[] {
  const year = lastYear - Math.floor(random() * 5);
  const [retention, retentionForms] = pick(random, RETENTIONS);
  const [org, orgName] = pick(random, ORGS);
  const scope = `${fondsNumber}-WS·${year}-${retention}-${org}`;
  const item = (counters.get(scope) ?? 0) + 1;
  counters.set(scope, item);
  const topic = pick(random, TOPICS);
  const genre = pick(random, GENRES);
  const village = pick(random, VILLAGES);
  // The running number makes every title and document number unique, so that no row looks like a repeat of another.
  const title = `${TOWNSHIP}关于${village}${topic}（第${index + 1}批）有关事项的${genre}`;
  const hasNumber = random() < 0.8;
  return [
    String(index + 1),
    `${scope}-${String(item).padStart(4, '0')}`,
    hasNumber ? `柳${orgName.slice(0, 1)}发〔${year}〕${index + 1}号` : '',
    TOWNSHIP,
    random() < 0.05 ? `[${title}]` : title,
    writeDate(random, year, 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)),
    pick(random, ['', '', '', '无']),
    random() < 0.95 ? String(1 + Math.floor(random() ** 3 * 120)) : '',
    pick(random, retentionForms),
    org,
    String(item),
    random() < 0.9 ? String(year) : `${year}年`,
    String(1 + Math.floor(item / 40)),
    pick(random, ['', '', '', '附件1份', '含定稿', '题名自拟', '=附表2', '复印件']),
  ];
}

/** Makes one row wrong in one way. `model` is a good earlier row, for duplicates. */
function spoil(row: string[], kind: WrongKind, index: number, model: readonly string[]): void {
  const year = Number.parseInt(row[COLUMN.year] ?? '', 10);
  if (kind === 'missing_title') row[COLUMN.title] = '';
  if (kind === 'impossible_date') row[COLUMN.date] = `${year}0230`;
  if (kind === 'future_date') row[COLUMN.date] = '20991231';
  if (kind === 'future_date') row[COLUMN.title] = `${TOWNSHIP}2099年第${index + 1}号工作总结`;
  if (kind === 'negative_pages') row[COLUMN.pages] = '-3';
  if (kind === 'unknown_retention') row[COLUMN.retention] = '20年';
  if (kind === 'secrecy_marking') row[COLUMN.remarks] = '机密★10年';
  if (kind === 'year_not_date') row[COLUMN.date] = `${year - 7}0615`;
  if (kind === 'malformed_code') row[COLUMN.code] = `WS${year}第${index + 1}号`;
  if (kind === 'document_number_style') row[COLUMN.documentNumber] = `柳党发[${year}]${index + 1}号`;
  if (kind === 'duplicate_code') {
    for (const column of [COLUMN.code, COLUMN.date, COLUMN.retention, COLUMN.org, COLUMN.item, COLUMN.year]) {
      row[column] = model[column] ?? '';
    }
  }
}

/** Makes a catalogue. Wrong rows are spread evenly, kinds in turn; row 0 is always right. */
export function makeCatalogue(options: CatalogueOptions): Catalogue {
  const random = makeRandom(options.seed ?? 1);
  const counters = new Map<string, number>();
  const rows = Array.from({ length: options.rows }, (_unused, index) =>
    makeRow(random, index, options.fondsNumber ?? 'B031', options.lastYear ?? 2024, counters),
  );
  const wrong = Math.min(options.wrong ?? 0, Math.max(0, options.rows - 1));
  const planted: PlantedProblem[] = [];
  for (let position = 0; position < wrong; position += 1) {
    const index = 1 + Math.floor((position * (options.rows - 1)) / wrong);
    const kind = WRONG_KINDS[position % WRONG_KINDS.length] as WrongKind;
    spoil(rows[index] ?? [], kind, index, rows[0] ?? []);
    const [code, field] = EXPECTED[kind];
    planted.push({ index, kind, code, field });
  }
  return { headings: CATALOGUE_HEADINGS, rows, planted };
}
