import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { define, type FigureCode, PIECES, RECORDS_OFFICES, VOLUMES } from './figure-definition.ts';

/*
 * 接收、移交、征集、开放: figures of the register of deliveries. They count what was delivered and accepted, by the day of
 * acceptance; what later leaves or is destroyed does not reduce them, and a line struck out counts nowhere.
 */

interface Words {
  zh: string;
  en: string;
}
const ARCHIVES: readonly TenantKind[] = ['repository'];
const UNITS = { zh: '家', en: 'units' };
const BOXES = { zh: '盒', en: 'boxes' };
const SEEN = { seenBy: ['bureau'] as readonly TenantKind[] };
const NOT_COPIES = {
  zh: '作废登记和只有数字化副本的不计。',
  en: 'Lines struck out and deliveries of digital copies alone are left out.',
};

const both = (words: Words): Words => ({ zh: `${words.zh}${NOT_COPIES.zh}`, en: `${words.en} ${NOT_COPIES.en}` });

/** A figure over the lines of the register: the sum of what was delivered, or one for each that delivered. */
const delivered = (code: FigureCode, name: Words, definition: Words, unit: Words, aggregate: 'sum' | 'count') =>
  define(
    {
      code,
      name,
      definition: both(definition),
      unit,
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'accession',
      aggregate,
    },
    SEEN,
  );

/** 归档入室 in the year, by category and level. */
const filed = (code: FigureCode, name: Words, definition: Words, unit: Words) =>
  define({
    code,
    name,
    definition,
    unit,
    tenantKinds: RECORDS_OFFICES,
    period: 'year',
    source: 'archive_item',
    aggregate: 'count',
  });

const PARTS = [
  { unit: PIECES, zh: '件数', en: 'pieces' },
  { unit: VOLUMES, zh: '卷数', en: 'volumes' },
  { unit: BOXES, zh: '盒数', en: 'boxes' },
] as const;

const administrative = (code: FigureCode, part: (typeof PARTS)[number]) =>
  delivered(
    code,
    { zh: `接收文书档案${part.zh}`, en: `Administrative records accessioned (${part.en})` },
    {
      zh: `本年度接收的乡镇（街道）、区直单位文书档案，按${part.unit.zh}计；卷内文件不另计，盒不并入件、卷。`,
      en: `Administrative records of townships and district units accepted in the year, in ${part.en}. What lies inside volumes is not added; boxes are never added to pieces or volumes.`,
    },
    part.unit,
    'sum',
  );

const twoKinds = (code: FigureCode, part: (typeof PARTS)[number]) =>
  delivered(
    code,
    { zh: `接收两类档案${part.zh}`, en: `Epidemic and poverty-relief records accessioned (${part.en})` },
    {
      zh: `本年度接收的疫情防控、脱贫攻坚（扶贫）档案，按${part.unit.zh}计；两个专题都有的只计一次。`,
      en: `Deliveries of epidemic-control and poverty-relief records accepted in the year, in ${part.en}; one with both topics counts once.`,
    },
    part.unit,
    'sum',
  );

const retireeUnits = (code: FigureCode, zh: string, en: string) =>
  delivered(
    code,
    { zh: `移交退休人员档案的${zh}家数`, en: `Retirees' files: ${en} that delivered` },
    {
      zh: `本年度移交国企退休人员档案并已接收的${zh}，同一企业只计一次，分支机构各算一家。`,
      en: `Distinct ${en} with an accepted delivery of retirees' files in the year; a branch is its own enterprise.`,
    },
    UNITS,
    'count',
  );

const retireeVolumes = (code: FigureCode, zh: string, en: string) =>
  delivered(
    code,
    { zh: `接收${zh}退休人员档案卷数`, en: `Retirees' files of ${en} (volumes)` },
    {
      zh: `本年度接收的${zh}退休人员人事档案卷数，一人可有几卷；四级之和等于总卷数。`,
      en: `Volumes of retirees' files of ${en} accepted in the year; a person may have several. The four levels add up to the whole.`,
    },
    VOLUMES,
    'sum',
  );

export const DELIVERY_FIGURES = {
  'S0-03': filed(
    'S0-03',
    { zh: '接收并整理归档科技档案卷数', en: 'Scientific and technical records filed (volumes)' },
    {
      zh: '归档入室日期在本年度内的科技档案（科研、基建、设备），按卷计；卷内文件和作废条目不计。',
      en: 'Volumes of scientific and technical records that came into the records office in the year; void entries are left out.',
    },
    VOLUMES,
  ),
  'S0-04': filed(
    'S0-04',
    { zh: '接收并整理归档业务档案卷数', en: 'Specialised records filed (volumes)' },
    {
      zh: '归档入室日期在本年度内的专业（业务）档案，按卷计；按件整理的不计，作废条目不计。',
      en: 'Volumes of specialised records that came into the records office in the year. What is arranged by piece is left out; void entries are left out.',
    },
    VOLUMES,
  ),
  'S0-05': filed(
    'S0-05',
    { zh: '接收并整理归档特种载体档案件数', en: 'Special-carrier records filed (pieces)' },
    {
      zh: '归档入室日期在本年度内的照片、录音、录像、实物档案，按件（张）计，组内照片逐张计；作废条目不计。',
      en: 'Photographs, audio, video and objects that came into the records office in the year, by piece, photographs of a group one by one; void entries are left out.',
    },
    PIECES,
  ),
  'S1-03': delivered(
    'S1-03',
    { zh: '接收区委办、区政府办及民政婚姻档案件数', en: 'Accessioned from the two offices and of marriages (pieces)' },
    {
      zh: '本年度接收的党委办公室、政府办公室移交的档案，加上其他单位移交的婚姻登记档案，按件计；按卷的婚姻档案不并入件。',
      en: 'Pieces accepted in the year from the party and government offices, and pieces of marriage records from other units. Marriage files kept as volumes are not mixed in.',
    },
    PIECES,
    'sum',
  ),
  'S2-10': delivered(
    'S2-10',
    { zh: '移交文书档案的单位家数', en: 'Units that transferred administrative records' },
    {
      zh: '本年度移交文书档案并已接收的乡镇（街道）、区直单位，同一单位只计一次。',
      en: 'Distinct townships and district units with an accepted delivery of administrative records in the year.',
    },
    UNITS,
    'count',
  ),
  'S2-11': administrative('S2-11', PARTS[0]),
  'S2-12': administrative('S2-12', PARTS[1]),
  'S2-13': administrative('S2-13', PARTS[2]),
  'S2-14': delivered(
    'S2-14',
    { zh: '移交两类档案的单位家数', en: 'Units that transferred epidemic and poverty-relief records' },
    {
      zh: '本年度移交疫情防控或脱贫攻坚（扶贫）档案并已接收的单位，同一单位只计一次；可与移交文书档案的单位重复。',
      en: 'Distinct units with an accepted delivery of epidemic-control or poverty-relief records in the year. A unit may also stand among those of administrative records.',
    },
    UNITS,
    'count',
  ),
  'S2-15': twoKinds('S2-15', PARTS[0]),
  'S2-16': twoKinds('S2-16', PARTS[1]),
  'S2-17': twoKinds('S2-17', PARTS[2]),
  'S2-18': define(
    {
      code: 'S2-18',
      name: { zh: '年初馆藏档案数量', en: 'Holdings at the start of the year' },
      definition: {
        zh: '上年末在馆的案卷、册，以及不在卷内的件；当时已移出、销毁的和作废条目不计，盒不计。',
        en: 'Volumes, registers and pieces outside volumes that were held at the end of the year before. What had left and void entries are left out; boxes never count.',
      },
      unit: { zh: '万卷（件、册）', en: '10 000 volumes, pieces and registers' },
      tenantKinds: ARCHIVES,
      period: 'point_in_time',
      source: 'archive_item',
      aggregate: 'count',
    },
    { ...SEEN, divisor: 10_000, decimals: 2 },
  ),
  'S3-22': retireeVolumes('S3-22', '国企', 'state-owned enterprises'),
  'S3-23': retireeUnits('S3-23', '中央企业', 'central enterprises'),
  'S3-24': retireeVolumes('S3-24', '中央企业', 'central enterprises'),
  'S3-25': retireeUnits('S3-25', '省属企业', 'enterprises of the province'),
  'S3-26': retireeVolumes('S3-26', '省属企业', 'enterprises of the province'),
  'S3-27': retireeUnits('S3-27', '市属企业', 'enterprises of the city'),
  'S3-28': retireeVolumes('S3-28', '市属企业', 'enterprises of the city'),
  'S3-29': retireeUnits('S3-29', '区（市、县）属企业', 'enterprises of the district'),
  'S3-30': retireeVolumes('S3-30', '区（市、县）属企业', 'enterprises of the district'),
  'S3-33': retireeUnits('S3-33', '企业', 'enterprises'),
  'S3-34': define(
    {
      code: 'S3-34',
      name: { zh: '接收企业退休人员档案卷（人）数', en: "Retirees' files by the list of persons (volumes)" },
      definition: {
        zh: '本年度接收的退休人员名册上的卷数；明细一行是一人，行数就是人数。作废登记不计。',
        en: 'Volumes on the lists of persons of deliveries accepted in the year; each row is a person, so the rows are the persons. Lines struck out are left out.',
      },
      unit: { zh: '卷（人）', en: 'volumes (persons)' },
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'retiree',
      aggregate: 'sum',
    },
    SEEN,
  ),
  'S4-17': define(
    {
      code: 'S4-17',
      name: { zh: '征集红色档案件数', en: 'Red records collected (items)' },
      definition: {
        zh: '去年1月1日以来征集并入藏、专题为“红色”的档案数量之和；婉拒的和作废登记不计。',
        en: 'Items with the topic 红色 that were collected and taken in since 1 January of last year; what was declined and lines struck out are left out.',
      },
      unit: PIECES,
      tenantKinds: ARCHIVES,
      period: 'since_last_year',
      source: 'donation',
      aggregate: 'sum',
    },
    SEEN,
  ),
  'A-01': define({
    code: 'A-01',
    name: { zh: '移交进馆档案数量', en: 'Records transferred to the archives' },
    definition: {
      zh: '本年度登记回执、移交档案馆的案卷、册和不在卷内的件；移交不减少以前年度的归档数和室藏数。',
      en: 'Volumes, registers and pieces outside volumes that went to the archives in the year, by the day of the receipt. Figures of earlier years stay as they were.',
    },
    unit: { zh: '卷（件、册）', en: 'volumes, pieces and registers' },
    tenantKinds: RECORDS_OFFICES,
    period: 'year',
    source: 'transfer_item',
    aggregate: 'count',
  }),
  'A-02': define(
    {
      code: 'A-02',
      name: { zh: '决定开放档案数量', en: 'Holdings decided to be open' },
      definition: {
        zh: '本年度作出开放决定的馆藏，同一档案只计一次；控制、延期的不计。以后的决定不改变本数。',
        en: 'Holdings on which a decision to open was taken in the year, each once. Controlled and delayed ones are left out; a later decision changes nothing.',
      },
      unit: { zh: '卷（件、册）', en: 'volumes, pieces and registers' },
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'opening_decision_item',
      aggregate: 'count',
    },
    SEEN,
  ),
  'A-03': define(
    {
      code: 'A-03',
      name: { zh: '征集入藏批次', en: 'Collections taken in' },
      definition: {
        zh: '本年度征集（捐赠、购买、复制、寄存）并入藏的批次；作废登记不计。',
        en: 'Gifts, purchases, copies and deposits taken in during the year, one for each; lines struck out are left out.',
      },
      unit: { zh: '批', en: 'lots' },
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'donation',
      aggregate: 'count',
    },
    SEEN,
  ),
};
