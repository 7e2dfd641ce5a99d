import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { define, type FigureCode, RECORDS_OFFICES } from './figure-definition.ts';

/* 开放至某年, and what the rooms and shelves are: area, racks, metres. */

const ARCHIVES: readonly TenantKind[] = ['repository'];
const SEEN = { seenBy: ['bureau'] as readonly TenantKind[] };
const SQUARE_METRES = { zh: '㎡', en: 'm²' };
const METRES = { zh: '米', en: 'm' };
const ROOMS = { zh: '个', en: 'rooms' };

const newRooms = (code: FigureCode, zh: string, en: string) =>
  define(
    {
      code,
      name: { zh: `新增${zh}个数`, en: `New stacks: ${en}` },
      definition: {
        zh: `启用日期在本年度内、期末仍在用的${zh}，一间一个。三种库房的个数相等时才能写“各几个”。`,
        en: `Stacks of this kind that came into use in the year and are still in use at its end. "N of each" may only be written when the three counts are equal.`,
      },
      unit: ROOMS,
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'storage_room_version',
      aggregate: 'count',
    },
    SEEN,
  );

const racks = (
  code: FigureCode,
  words: { zh: string; en: string; unit: { zh: string; en: string } },
  decimals: 0 | 2 = 0,
) =>
  define(
    {
      code,
      name: { zh: `新增密集架${words.zh}`, en: `Mobile shelving added (${words.en})` },
      definition: {
        zh: '启用日期在本年度内、没有停用的新增密集架；替换旧架的不计。列、组、立方米是同一批架的三种量法，不能相加。',
        en: 'Mobile shelving that came into service in the year as an addition and is not retired; what replaces old racks is left out. Rows, groups and cubic metres measure the same goods and are never added.',
      },
      unit: words.unit,
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'storage_rack',
      aggregate: 'sum',
    },
    { ...SEEN, decimals },
  );

export const STORAGE_FIGURES = {
  'S1-06': define(
    {
      code: 'S1-06',
      name: { zh: '馆藏档案已开放至年份', en: 'Year up to which all eligible holdings are open' },
      definition: {
        zh: '最近的一个年份：形成于该年及以前的在馆档案都已作出开放决定，决定开放的都已公布。有一件未定或未公布就停在它的上一年；最多到满25年的年份。明细就是挡住的档案。',
        en: 'The latest year for which every holding formed in it or before has an opening decision, and what was decided open is published. One undecided or unpublished record stops it at the year before; never beyond the year that is 25 years back. The rows are what stands in the way.',
      },
      unit: { zh: '年', en: '' },
      tenantKinds: ARCHIVES,
      period: 'point_in_time',
      source: 'archive_item',
      aggregate: 'year_before',
    },
    SEEN,
  ),
  'S2-36': define(
    {
      code: 'S2-36',
      name: { zh: '改造前档案库房面积', en: 'Stack area before the rebuilding' },
      definition: {
        zh: '本年度库房第一次变动（启用、停用、改用途、改面积）前一日在用的库房面积之和；年内没有变动的，就是截止日的面积。档案库房面积减去它，是改造增加的面积。',
        en: 'Sum of the area of the stacks in use on the day before the first change of the year (taken into use, closed, other use, other area); without a change, on the cut-off day. The stack area less this is what the rebuilding added.',
      },
      unit: SQUARE_METRES,
      tenantKinds: [...ARCHIVES, ...RECORDS_OFFICES],
      period: 'year',
      source: 'storage_room_version',
      aggregate: 'sum',
    },
    { ...SEEN, decimals: 2 },
  ),
  'S2-37': define(
    {
      code: 'S2-37',
      name: { zh: '档案库房面积', en: 'Stack area' },
      definition: {
        zh: '截止日在用的库房面积之和，按当时的用途和面积计；停用的不计。改造前的面积是 S2-36。',
        en: 'Sum of the area of the stacks in use on the cut-off day, by their use and area of that day. The area before a rebuilding is S2-36.',
      },
      unit: SQUARE_METRES,
      tenantKinds: [...ARCHIVES, ...RECORDS_OFFICES],
      period: 'point_in_time',
      source: 'storage_room_version',
      aggregate: 'sum',
    },
    { ...SEEN, decimals: 2 },
  ),
  'S2-38P': newRooms('S2-38P', '永久档案库', 'permanent records'),
  'S2-38S': newRooms('S2-38S', '专业档案库', 'special records'),
  'S2-38L': newRooms('S2-38L', '图书资料库', 'library'),
  'S2-39': racks('S2-39', { zh: '列数', en: 'rows', unit: { zh: '列', en: 'rows' } }),
  'S2-40': racks('S2-40', { zh: '组数', en: 'groups', unit: { zh: '组', en: 'groups' } }),
  'S2-41': racks('S2-41', { zh: '立方米数', en: 'm³', unit: { zh: 'm³', en: 'm³' } }, 2),
  'A-04': define(
    {
      code: 'A-04',
      name: { zh: '上架档案排架长度', en: 'Shelf length taken by boxes' },
      definition: {
        zh: '现在架上的盒，按脊厚合计。未上架的、撤销的不计；数是查看当时的数。',
        en: 'Spines of the boxes on shelves now, added up. Boxes without a place and discarded ones are left out. It is the number of the moment.',
      },
      unit: METRES,
      tenantKinds: [...ARCHIVES, ...RECORDS_OFFICES],
      period: 'point_in_time',
      source: 'box',
      aggregate: 'sum',
    },
    { decimals: 2 },
  ),
  'A-05': define(
    {
      code: 'A-05',
      name: { zh: '库房可放排架长度', en: 'Shelf length there is' },
      definition: {
        zh: '现在能放盒的库位，可用长度合计；停用的库位不计。减去上架档案排架长度就是空余。',
        en: 'Usable length of the places that hold boxes now. Closed places are left out. Less the length that is taken, it is what is free.',
      },
      unit: METRES,
      tenantKinds: [...ARCHIVES, ...RECORDS_OFFICES],
      period: 'point_in_time',
      source: 'storage_place',
      aggregate: 'sum',
    },
    { decimals: 2 },
  ),
};
