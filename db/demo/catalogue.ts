import { sql } from 'kysely';
import { codeSort, formatReferenceCode, sequenceScope } from '../../server/domain/archive/reference-code.ts';
import type { CodePart } from '../../server/domain/archive/reference-code-template.ts';
import { countRetention } from '../../server/domain/archive/retention.ts';
import { searchText, searchTokens } from '../../server/domain/shared/chinese-text.ts';
import { titleInitials } from '../../server/domain/shared/pinyin-initials.ts';
import type { TenantKind } from '../../server/domain/tenancy/tenant.ts';
import type { TenantDb } from '../client.ts';
import { instant, plusDays } from './calendar.ts';
import type { Random } from './random.ts';

export interface CatalogueOwner {
  tenantId: number;
  kind: TenantKind;
  shortName: string;
  fondsId: string;
  fondsNumber: string;
  archivistId: string;
}

const ORGS = ['DZB', 'DJB', 'JJB', 'FZB', 'NYB', 'BGS'];
const TOPICS = [
  '防汛抗旱',
  '安全生产',
  '农村饮水安全',
  '河长制',
  '土地综合整治',
  '高标准农田建设',
  '村级财务审计',
  '退休人员社会化管理',
  '疫情防控',
  '档案业务培训',
  '婚姻登记',
  '林权改革',
  '危房改造',
  '校园安全',
  '预算执行',
  '工程竣工验收',
  '森林防火',
  '乡村振兴示范',
  '小微权力监督',
  '公共交通线路调整',
];
const PLACES = [
  '柳溪片区',
  '松岭水库',
  '白沙渡口',
  '梅坞茶园',
  '古桥老街',
  '云溪流域',
  '城东新区',
  '北圩泵站',
  '南浦码头',
  '新桥闸',
];
const FORMS = ['通知', '请示', '报告', '批复', '函', '方案', '总结', '会议纪要', '意见', '决定'];
const ACTS = ['关于印发', '关于做好', '关于调整', '关于开展', '关于报送', '关于加强'];
const PEOPLE = ['王某', '李某', '张某', '赵某'];

const RETENTIONS = ['Y', 'D30', 'D30', 'D10', 'D10', 'D10'] as const;

export interface ItemDraft {
  template: 'DAT22_2015' | 'DAT13_ACC' | 'DAT13_PROJECT' | 'DAT13_PHOTO';
  parts: Partial<Record<CodePart, string | number>>;
  level: 'piece' | 'volume';
  category: string;
  subcategory: string | null;
  year: number;
  retention: string;
  org: string | null;
  number: number;
  title: string;
  documentNumber: string | null;
  documentDate: string;
  pages: number;
  details?: Record<string, string>;
}

const pad = (value: number): string => String(value).padStart(2, '0');

const documentTitle = (random: Random, owner: CatalogueOwner, year: number): string => {
  const topic = `${random.pick(PLACES)}${random.pick(TOPICS)}`;
  if (random.chance(0.08)) return `[${year}年${topic}工作会议记录]`;
  if (random.chance(0.06)) return `${owner.shortName}关于${random.pick(PEOPLE)}等同志职务调整的通知`;
  return `${owner.shortName}${random.pick(ACTS)}${topic}工作的${random.pick(FORMS)}`;
};

const documentDraft = (
  random: Random,
  owner: CatalogueOwner,
  year: number,
  take: (scope: string) => number,
): ItemDraft => {
  const retention = random.pick(RETENTIONS);
  const org = random.pick(owner.kind === 'village' ? ORGS.slice(0, 2) : ORGS);
  const number = take(`WS/${year}/${retention}/${org}`);
  return {
    template: 'DAT22_2015',
    parts: { fonds: owner.fondsNumber, category: 'WS', year: String(year), retention, org, item: String(number) },
    level: 'piece',
    category: 'WS',
    subcategory: null,
    year,
    retention,
    org,
    number,
    title: documentTitle(random, owner, year),
    documentNumber: random.chance(0.85)
      ? `${owner.shortName.slice(0, 2)}发〔${year}〕${random.between(1, 180)}号`
      : null,
    documentDate: `${year}${pad(random.between(1, 12))}${pad(random.between(1, 28))}`,
    pages: random.between(1, 60),
  };
};

const accountingDraft = (
  random: Random,
  owner: CatalogueOwner,
  year: number,
  take: (scope: string) => number,
): ItemDraft => {
  const sub = random.pick(['PZ', 'ZB', 'BB', 'QT']);
  const number = take(`KU/${sub}/${year}`);
  const word = { PZ: '记账凭证', ZB: '总账与明细账', BB: '部门决算报告', QT: '银行对账单' }[sub];
  return {
    template: 'DAT13_ACC',
    parts: { fonds: owner.fondsNumber, category: 'KU', sub, year: String(year), volume: String(number) },
    level: 'volume',
    category: 'KU',
    subcategory: sub,
    year,
    retention: sub === 'BB' ? 'Y' : 'D30',
    org: null,
    number,
    title: `${owner.shortName}${year}年${word}（${number}）`,
    documentNumber: null,
    documentDate: `${year}1231`,
    pages: random.between(40, 220),
  };
};

const PROJECT_PARTS = [
  ['可行性研究报告及批复', 'LX'],
  ['初步设计文件', 'SJ'],
  ['施工组织设计', 'SG'],
  ['监理日志', 'JL'],
  ['竣工图', 'JG'],
  ['竣工验收文件', 'JG'],
] as const;

const projectDraft = (
  random: Random,
  owner: CatalogueOwner,
  year: number,
  take: (scope: string) => number,
): ItemDraft => {
  const project = String(year).slice(2) + pad(random.between(1, 4));
  const number = take(`KJ/${project}`);
  const retention = random.pick(['Y', 'D30'] as const);
  const section = PLACES.indexOf(random.pick(PLACES));
  const [part, phase] = random.pick(PROJECT_PARTS);
  const projectName = `${PLACES[Number(project) % PLACES.length]}更新改造工程`;
  return {
    template: 'DAT13_PROJECT',
    parts: { fonds: owner.fondsNumber, category: 'KJ', sub: 'JJ', project, volume: String(number) },
    level: 'volume',
    category: 'KJ',
    subcategory: 'JJ',
    year,
    retention,
    org: null,
    number,
    title: `${projectName}${part}`,
    documentNumber: null,
    documentDate: `${year}${pad(random.between(1, 12))}15`,
    pages: random.between(30, 400),
    details: {
      projectNumber: project,
      projectName,
      phase,
      ...(['SG', 'JL'].includes(phase) ? { contractPackage: `${(section % 3) + 1}标` } : {}),
    },
  };
};

/** Entries of one owner over the filing years, numbered without gaps in every scope. */
export const draftItems = (
  random: Random,
  owner: CatalogueOwner,
  count: number,
  years: readonly number[],
): ItemDraft[] => {
  const counters = new Map<string, number>();
  const take = (scope: string): number => {
    const next = (counters.get(scope) ?? 0) + 1;
    counters.set(scope, next);
    return next;
  };
  const hasVolumes = owner.kind !== 'village';
  return Array.from({ length: count }, () => {
    const year = random.pick(years);
    if (hasVolumes && random.chance(0.1)) return accountingDraft(random, owner, year, take);
    if (hasVolumes && random.chance(0.04)) return projectDraft(random, owner, year, take);
    return documentDraft(random, owner, year, take);
  });
};

const toRow = (random: Random, owner: CatalogueOwner, draft: ItemDraft, today: string) => {
  const formatted = formatReferenceCode(draft.template, draft.parts);
  if (!formatted.ok) throw new Error(`demonstration code: ${formatted.problem} ${formatted.part ?? ''}`);
  const due = `${draft.year + 1}-${pad(random.between(1, 6))}-${pad(random.between(1, 28))}`;
  const archivedOn = due < today ? due : plusDays(today, -random.between(1, 60));
  const isRepository = owner.kind === 'repository';
  const fields = [draft.title, draft.documentNumber, owner.shortName, formatted.text, titleInitials(draft.title)];
  return {
    tenantId: owner.tenantId,
    id: random.uuid(instant(archivedOn)),
    fondsId: owner.fondsId,
    level: draft.level,
    categoryCode: draft.category,
    subcategoryCode: draft.subcategory,
    filingYear: draft.year,
    retentionCode: draft.retention,
    orgCode: draft.org,
    itemNumber: draft.number,
    referenceCode: formatted.text,
    codeSort: codeSort(formatted.text),
    codeTemplate: draft.template,
    title: draft.title,
    responsibleParty: owner.shortName,
    documentNumber: draft.documentNumber,
    documentDate: draft.documentDate,
    ...countRetention({
      ...draft,
      categoryCode: draft.category,
      retentionCode: draft.retention,
      filingYear: draft.year,
    }),
    pageCount: draft.pages,
    details: JSON.stringify(draft.details ?? {}),
    openFlag: random.chance(0.3) ? 'open' : 'unreviewed',
    archivedOn,
    accessionedOn: isRepository ? archivedOn : null,
    publishedOn: isRepository && random.chance(0.9) ? archivedOn : null,
    searchText: searchText(fields),
    searchTokens: sql<string>`array_to_tsvector(${searchTokens(fields)}::text[])`,
    createdBy: owner.archivistId,
    createdAt: instant(archivedOn).toISOString(),
  };
};

/** Writes the entries and leaves the counters where numbering goes on. */
export const insertCatalogue = async (
  tdb: TenantDb,
  random: Random,
  owner: CatalogueOwner,
  drafts: readonly ItemDraft[],
  today: string,
): Promise<void> => {
  for (let start = 0; start < drafts.length; start += 500) {
    const rows = drafts.slice(start, start + 500).map((draft) => toRow(random, owner, draft, today));
    await tdb.insertInto('archiveItem').values(rows).execute();
  }
  const last = new Map<string, number>();
  for (const draft of drafts) {
    const scope = sequenceScope(draft.template, draft.parts)?.key;
    if (scope) last.set(scope, Math.max(last.get(scope) ?? 0, draft.number));
  }
  const counters = [...last].map(([scope, lastNumber]) => ({ tenantId: owner.tenantId, scope, lastNumber }));
  if (counters.length > 0) await tdb.insertInto('numberCounter').values(counters).execute();
};
