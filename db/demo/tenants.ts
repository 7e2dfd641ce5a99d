import type { Role } from '../../server/domain/tenancy/permission.ts';
import type { TenantKind } from '../../server/domain/tenancy/tenant.ts';

/* The invented district: a city bureau, two districts with a bureau and an archives each, and the units below them. */
export interface DemoPerson {
  login: string;
  name: string;
  position: string;
  roles: Role[];
}
export interface DemoTenant {
  slug: string;
  kind: TenantKind;
  name: string;
  shortName: string;
  region: string;
  supervisor: string | null;
  fondsNumber: string;
  people: DemoPerson[];
  /** How many catalogue entries it keeps. */
  items: number;
}

const SURNAMES = '陈何周林许方顾沈叶江钱孙吴郑冯蒋韩杨朱秦'.split('');
const GIVEN = [
  '以宁',
  '砚秋',
  '文澜',
  '岚',
  '知秋',
  '临川',
  '一鸣',
  '如一',
  '青禾',
  '砺',
  '怀瑾',
  '望舒',
  '静远',
  '晓棠',
  '牧之',
  '清越',
  '思源',
  '若水',
  '云帆',
  '景行',
];
let serial = 0;
const nextName = (): string => {
  serial += 1;
  return `${SURNAMES[serial % SURNAMES.length]}${GIVEN[(serial * 7) % GIVEN.length]}`;
};
const person = (login: string, position: string, ...roles: Role[]): DemoPerson => ({
  login,
  name: nextName(),
  position,
  roles,
});

const officers = (slug: string): DemoPerson[] => [
  person(`${slug}.sys`, '系统管理员', 'sys_admin'),
  person(`${slug}.sec`, '安全保密员', 'sec_admin'),
  person(`${slug}.audit`, '安全审计员', 'audit_admin'),
];

const bureau = (slug: string, region: string, supervisor: string | null): DemoTenant => ({
  slug,
  kind: 'bureau',
  name: `${region}档案局`,
  shortName: `${region}档案局`,
  region,
  supervisor,
  fondsNumber: 'A001',
  items: 120,
  people: [
    person(`${slug}.lead`, '分管领导', 'bureau_lead'),
    person(`${slug}.insp1`, '监督指导科科长', 'bureau_inspector'),
    person(`${slug}.insp2`, '监督指导科科员', 'bureau_inspector'),
    person(`${slug}.appr`, '法规科科员', 'bureau_approver'),
    person(`${slug}.arch`, '档案员', 'unit_archivist'),
    ...officers(slug),
  ],
});

const repository = (slug: string, region: string, supervisor: string): DemoTenant => ({
  slug,
  kind: 'repository',
  name: `${region}档案馆`,
  shortName: `${region}档案馆`,
  region,
  supervisor,
  fondsNumber: 'A002',
  items: 1500,
  people: [
    person(`${slug}.dir`, '馆长', 'archives_director'),
    person(`${slug}.recv`, '接收征集科科员', 'archives_receiver'),
    person(`${slug}.keep`, '保管利用科科员', 'archives_keeper'),
    person(`${slug}.desk`, '查阅大厅工作人员', 'archives_service'),
    person(`${slug}.rev`, '开放审核员', 'archives_reviewer'),
    ...officers(slug),
  ],
});

const unit = (
  kind: TenantKind,
  slug: string,
  name: string,
  region: string,
  supervisor: string,
  fondsNumber: string,
  items: number,
): DemoTenant => ({
  slug,
  kind,
  name,
  shortName: name.replace(/人民政府$/, ''),
  region,
  supervisor,
  fondsNumber,
  items,
  people: [
    ...(kind === 'village'
      ? [person(`${slug}.arch`, '档案员', 'village_archivist')]
      : [
          person(`${slug}.arch`, '档案员', 'unit_archivist'),
          person(`${slug}.lead`, '分管领导', 'unit_lead'),
          person(`${slug}.dept`, '兼职档案员', 'unit_dept'),
        ]),
    ...(kind === 'township' ? [person(`${slug}.super`, '档案监督员', 'town_supervisor')] : []),
    ...officers(slug),
  ],
});

const DEPARTMENTS = [
  ['water', '水利局', 'B028'],
  ['civil', '民政局', 'B011'],
  ['edu', '教育局', 'B016'],
  ['health', '卫生健康局', 'B021'],
  ['finance', '财政局', 'B009'],
  ['farm', '农业农村局', 'B031'],
] as const;
const ENTERPRISES = [
  ['transit', '公共交通有限公司', 'E101'],
  ['waterco', '自来水有限公司', 'E102'],
  ['invest', '城市建设投资有限公司', 'E103'],
  ['textile', '纺织有限公司', 'E104'],
] as const;
const TOWNSHIPS: Record<string, readonly (readonly [string, string, string, readonly string[]])[]> = {
  qinghe: [
    ['liuxi', '柳溪镇人民政府', 'C012', ['柳塘村', '圩东村', '新桥村', '沙渚村']],
    ['songling', '松岭乡人民政府', 'C013', ['松下村', '石门村', '竹坞村']],
    ['baisha', '白沙镇人民政府', 'C014', ['白沙村', '渡口村', '南浦村']],
  ],
  linjiang: [
    ['meiwu', '梅坞镇人民政府', 'C021', ['梅坞村', '清溪村', '上陈村', '下陈村']],
    ['guqiao', '古桥镇人民政府', 'C022', ['古桥村', '安丰村', '荷塘村']],
    ['yunxi', '云溪乡人民政府', 'C023', ['云溪村', '后坞村', '茶园村']],
  ],
};
const VILLAGE_SLUGS = ['cun1', 'cun2', 'cun3', 'cun4'];

const district = (key: string, region: string): DemoTenant[] => {
  const bureauSlug = `${key}-bureau`;
  const below = [
    repository(`${key}-archives`, region, bureauSlug),
    ...DEPARTMENTS.map(([slug, name, fonds]) =>
      unit('department', `${key}-${slug}`, `${region}${name}`, region, bureauSlug, fonds, 500),
    ),
    ...ENTERPRISES.map(([slug, name, fonds]) =>
      unit('enterprise', `${key}-${slug}`, `${region}${name}`, region, bureauSlug, fonds, 200),
    ),
  ];
  const towns = (TOWNSHIPS[key] ?? []).flatMap(([slug, name, fonds, villages]) => [
    unit('township', slug, name, region, bureauSlug, fonds, 1200),
    ...villages.map((village, index) =>
      unit(
        'village',
        `${slug}-${VILLAGE_SLUGS[index]}`,
        `${name.slice(0, 3)}${village}民委员会`,
        region,
        slug,
        `V${fonds.slice(2)}${index + 1}`.slice(0, 4),
        60,
      ),
    ),
  ]);
  return [bureau(bureauSlug, region, 'yunzhou-bureau'), ...below, ...towns];
};

/** 服务外包单位: scans for the units, and keeps no archives of theirs. */
const vendor = (slug: string, name: string, region: string, supervisor: string): DemoTenant => ({
  slug,
  kind: 'vendor',
  name,
  shortName: name,
  region,
  supervisor,
  fondsNumber: 'W001',
  items: 0,
  people: [person(`${slug}.scan`, '扫描员', 'vendor_staff'), person(`${slug}.lead`, '项目经理', 'unit_lead')],
});

/** Supervisors stand before their units. */
export const listDemoTenants = (): DemoTenant[] => {
  serial = 0;
  return [
    bureau('yunzhou-bureau', '云州市', null),
    repository('yunzhou-archives', '云州市', 'yunzhou-bureau'),
    ...district('qinghe', '清河区'),
    ...district('linjiang', '临江区'),
    vendor('mingjing', '明镜数字化加工有限公司', '清河区', 'qinghe-bureau'),
  ];
};

export const DEMO_PASSWORD = 'Lantai-2026-demo';
