/* Words of 十防, without zod: screens import them. */

export const PROTECTIONS = [
  'fire',
  'theft',
  'damp',
  'water',
  'light',
  'dust',
  'gas',
  'organisms',
  'temperature',
  'magnetism',
] as const;
export type Protection = (typeof PROTECTIONS)[number];
/** 八防: the ten without temperature and magnetism. */
export const EIGHT_PROTECTIONS: readonly Protection[] = PROTECTIONS.slice(0, 8);

export const STANDINGS = ['covered', 'partly', 'uncovered'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a device of a type protects against by itself. A server and a scanner protect nothing. */
const SERVED_BY_TYPE = {
  air_conditioner: ['temperature', 'damp'],
  magnetic_cabinet: ['magnetism'],
  access_control: ['theft'],
  camera: ['theft'],
  humidity_controller: ['damp'],
  air_purifier: ['dust', 'gas'],
  protection_unit: ['dust', 'gas', 'organisms'],
  leak_detector: ['water'],
  infrared_detector: ['theft'],
  cloud_meter: ['temperature', 'damp'],
  gas_extinguisher: ['fire'],
  smoke_detector: ['fire'],
  extinguisher: ['fire'],
  curtain: ['light'],
  uv_lamp: ['light'],
  water_barrier: ['water'],
  pest_repeller: ['organisms'],
  door_seal: ['dust', 'organisms'],
  server: [],
  scanner: [],
  other: [],
} as const satisfies Readonly<Record<string, readonly Protection[]>>;
export type EquipmentType = keyof typeof SERVED_BY_TYPE;

/** How people write a protection into 对应防护. */
const WORDS: readonly (readonly [Protection, RegExp])[] = [
  ['fire', /防火|消防/],
  ['theft', /防盗|安防/],
  ['damp', /防潮/],
  ['water', /防水/],
  ['light', /防光|防日光|防紫外线|防晒/],
  ['dust', /防尘/],
  ['gas', /防污染|有害气体/],
  ['organisms', /有害生物|防虫|防霉|防鼠/],
  ['temperature', /防高温|防低温|控温|恒温/],
  ['magnetism', /防磁|强磁/],
];

/** What somebody wrote down takes the place of what the type says. */
export const protectionsOf = (type: EquipmentType, serves: string): readonly Protection[] => {
  const written = WORDS.flatMap(([protection, word]) => (word.test(serves) ? [protection] : []));
  return written.length > 0 ? written : (SERVED_BY_TYPE[type] ?? []);
};
