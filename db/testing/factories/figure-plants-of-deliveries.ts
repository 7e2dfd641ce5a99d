import type { FigureCode } from '@/server/domain/figure/figures';
import { plantDelivery, plantDonation, plantOpening, plantRetiree, plantTransfer } from './figure-plant-deliveries.ts';
import { type Fields, PLANT_YEAR, plantItem } from './figure-plant-rows.ts';
import { type FigurePlants, inYear, offYear, type Variant, variants } from './figure-variants.ts';

/* Just inside and just outside the figures of deliveries, collections, openings and transfers. */

/** What keeps any delivery out. */
const STRUCK: Variant[] = [...variants('state', 'void'), ...variants('isDigitalCopy', 'yes')];
const WHEN = inYear('acceptedOn');
const OFF: Variant[] = [...offYear('acceptedOn'), ...STRUCK];

const delivery = (base: Fields, adds: number, inside: Variant[], outside: Variant[]): FigurePlants => ({
  plant: plantDelivery(base),
  adds,
  inside: [...WHEN, ...inside],
  outside: [...OFF, ...outside],
});

const administrative = (unit: string, adds: number, others: string[]): FigurePlants =>
  delivery(
    { unit },
    adds,
    [...variants('transferorKind', 'department', 'institution'), ...variants('categoryCode', 'WS·DQ')],
    [
      ...variants('transferorKind', 'enterprise', 'village', 'person', 'internal'),
      ...variants('categoryCode', 'KU', 'ZY'),
    ].concat(variants('unit', ...others)),
  );

const twoKinds = (unit: string, adds: number, others: string[]): FigurePlants =>
  delivery(
    { unit, topics: ['疫情防控'] },
    adds,
    [...variants('topics', ['脱贫攻坚'], ['精准扶贫', '疫情防控']), ...variants('transferorKind', 'village')],
    [...variants('topics', [], ['红色']), ...variants('unit', ...others)],
  );

const SOE = { programme: 'soe_retirees', sourceKind: 'enterprise', transferorKind: 'enterprise', unit: 'volume' };
const LEVELS = ['central', 'province', 'city', 'district'];
const retirees = (level: string | null, adds: number, isVolumes: boolean): FigurePlants =>
  delivery(
    { ...SOE, transferorOwnership: level ?? 'central' },
    adds,
    level === null ? variants('transferorOwnership', 'district') : [],
    [
      ...variants('programme', null),
      ...(level === null ? [] : variants('transferorOwnership', ...LEVELS.filter((one) => one !== level))),
      ...(isVolumes ? variants('unit', 'person', 'box') : []),
    ],
  );

const filedVolumes = (categoryCode: string): FigurePlants => ({
  plant: plantItem({ archivedOn: `${PLANT_YEAR}-01-01`, categoryCode, level: 'volume' }),
  adds: 1,
  inside: [...inYear('archivedOn'), ...variants('leftOn', `${PLANT_YEAR}-12-31`)],
  outside: [
    ...offYear('archivedOn'),
    ...variants('state', 'void'),
    ...variants('categoryCode', 'WS'),
    ...variants('level', 'piece', 'register'),
  ],
});

const START = `${PLANT_YEAR - 1}-12-31`;

export const DELIVERY_PLANTS = {
  'S0-03': filedVolumes('KJ'),
  'S0-04': filedVolumes('ZY'),
  'S0-05': {
    plant: plantItem({ archivedOn: `${PLANT_YEAR}-01-01`, categoryCode: 'LX' }),
    adds: 1,
    inside: [...inYear('archivedOn'), ...variants('categoryCode', 'LY', 'SW', 'ZP')],
    outside: [
      ...offYear('archivedOn'),
      ...variants('categoryCode', 'WS', 'KU'),
      ...variants('state', 'void'),
      ...variants('level', 'volume', 'group'),
      ...variants('parentId', 'volume'),
    ],
  },
  'S1-03': delivery(
    { transferorKind: 'department', sourceName: '某区人民政府办公室' },
    3,
    [
      ...variants('sourceName', '中共某区委办公室', '某区委办', '中国共产党某区委员会办公室'),
      { what: 'marriage', fields: { sourceName: '某区民政局', categoryCode: 'ZY·HY' } },
      { what: 'marriage topic', fields: { sourceName: '某区民政局', topics: ['婚姻登记'] } },
    ],
    [
      ...variants('sourceName', '某区民政局', '某区委宣传部'),
      ...variants('transferorKind', 'township'),
      ...variants('unit', 'volume', 'box'),
    ],
  ),
  'S2-10': delivery({}, 1, variants('unit', 'volume'), [
    ...variants('transferorKind', 'enterprise', 'person'),
    ...variants('categoryCode', 'KU'),
  ]),
  'S2-11': administrative('piece', 3, ['volume', 'box', 'sheet']),
  'S2-12': administrative('volume', 3, ['piece', 'box']),
  'S2-13': administrative('box', 3, ['piece', 'volume']),
  'S2-14': delivery({ topics: ['脱贫攻坚'] }, 1, variants('topics', ['疫情防控']), variants('topics', [], ['红色'])),
  'S2-15': twoKinds('piece', 3, ['volume', 'box']),
  'S2-16': twoKinds('volume', 3, ['piece', 'box']),
  'S2-17': twoKinds('box', 3, ['piece', 'volume']),
  'S2-18': {
    plant: plantItem({ accessionedOn: START }),
    adds: 1,
    inside: [
      ...variants('accessionedOn', START),
      ...variants('leftOn', `${PLANT_YEAR}-01-01`),
      ...variants('level', 'volume'),
    ],
    outside: [
      ...variants('accessionedOn', `${PLANT_YEAR}-01-01`, null),
      ...variants('leftOn', START),
      ...variants('state', 'void'),
      ...variants('parentId', 'volume'),
    ],
  },
  'S3-22': retirees(null, 3, true),
  'S3-23': retirees('central', 1, false),
  'S3-24': retirees('central', 3, true),
  'S3-25': retirees('province', 1, false),
  'S3-26': retirees('province', 3, true),
  'S3-27': retirees('city', 1, false),
  'S3-28': retirees('city', 3, true),
  'S3-29': retirees('district', 1, false),
  'S3-30': retirees('district', 3, true),
  'S3-33': retirees(null, 1, false),
  'S3-34': { plant: plantRetiree, adds: 2, inside: WHEN, outside: OFF },
  'S4-17': {
    plant: plantDonation,
    adds: 3,
    inside: [...WHEN, ...variants('acceptedOn', `${PLANT_YEAR - 1}-01-01`), ...variants('topics', ['红色资源'])],
    outside: [
      ...variants('acceptedOn', `${PLANT_YEAR - 2}-12-31`, `${PLANT_YEAR + 1}-01-01`),
      ...variants('accessionState', 'void'),
      ...variants('topics', [], ['非遗']),
      ...variants('state', 'agreed'),
    ],
  },
  'A-01': {
    plant: plantTransfer,
    adds: 1,
    inside: [...inYear('leftOn'), ...variants('level', 'volume', 'register')],
    outside: [
      ...offYear('leftOn'),
      ...variants('leftOn', null),
      ...variants('itemState', 'sent', 'returned', 'listed'),
      ...variants('parentId', 'volume'),
      ...variants('state', 'void'),
    ],
  },
  'A-02': {
    plant: plantOpening,
    adds: 1,
    inside: [...inYear('decidedOn'), ...variants('level', 'volume', 'register')],
    outside: [
      ...offYear('decidedOn'),
      ...variants('outcome', 'controlled', 'delayed'),
      ...variants('decisionState', 'applying'),
      ...variants('parentId', 'volume'),
    ],
  },
  'A-03': {
    plant: plantDonation,
    adds: 1,
    inside: [...WHEN, ...variants('mode', 'purchase'), ...variants('topics', [])],
    outside: [
      ...offYear('acceptedOn'),
      ...variants('accessionState', 'void'),
      ...variants('state', 'agreed', 'declined'),
    ],
  },
} satisfies Partial<Record<FigureCode, FigurePlants>>;
