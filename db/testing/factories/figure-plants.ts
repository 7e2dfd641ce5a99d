import { v7 as uuidv7 } from 'uuid';
import type { FigureCode } from '@/server/domain/figure/figures';
import type { TenantDb } from '../../client.ts';

/*
 * Rows just inside and just outside the predicate of every figure. A test or a proof plants them one by one and looks
 * whether the value moves by exactly what the row adds.
 */
export interface PlantOwner {
  tenantId: number;
  accountId: string;
  /** A tenant that no earlier row was about: a figure that counts units must not pass by having counted it already. */
  nextSubject(): number;
}
type Fields = Record<string, string | number | string[] | null>;
type Plant = (tdb: TenantDb, owner: PlantOwner, fields: Fields) => Promise<void>;

export interface Variant {
  what: string;
  fields: Fields;
}
export interface FigurePlants {
  plant: Plant;
  /** What an inside row adds to the figure before it is put in the unit of the report. */
  adds: number;
  inside: readonly Variant[];
  outside: readonly Variant[];
}

/** A year that is over, so that its last day lies before any cut-off. */
export const PLANT_YEAR = 2024;
const FIRST = `${PLANT_YEAR}-01-01`;
const LAST = `${PLANT_YEAR}-12-31`;
const BEFORE = `${PLANT_YEAR - 1}-12-31`;
const AFTER = `${PLANT_YEAR + 1}-01-01`;

const variants = (field: string, ...values: (string | number | string[] | null)[]): Variant[] =>
  values.map((value) => ({ what: `${field} = ${value}`, fields: { [field]: value } }));

/** The two ends of a year, and the two days beyond them. */
const inYear = (column: string): Variant[] => variants(column, FIRST, LAST);
const offYear = (column: string): Variant[] => variants(column, BEFORE, AFTER);

const plantFonds = async (tdb: TenantDb, owner: PlantOwner): Promise<string> => {
  const id = uuidv7();
  const number = `F${id.slice(-10)}`;
  await tdb.insertInto('fonds').values({ tenantId: owner.tenantId, id, number, name: 'fonds' }).execute();
  return id;
};

const insertItem = async (tdb: TenantDb, owner: PlantOwner, fondsId: string, fields: Fields): Promise<string> => {
  const id = uuidv7();
  const fixed = { tenantId: owner.tenantId, id, fondsId, createdBy: owner.accountId };
  const described = { referenceCode: `R-${id}`, codeSort: `R-${id}`, codeTemplate: 'DAT22_2015', title: '试验条目' };
  const search = { searchText: '', searchTokens: '' };
  const base = { level: 'piece', categoryCode: 'WS', filingYear: PLANT_YEAR, retentionCode: 'Y' };
  await tdb
    .insertInto('archiveItem')
    .values({ ...fixed, ...described, ...search, ...base, ...fields })
    .execute();
  return id;
};

/** `parentId: 'volume'` puts the row in a volume that counts nowhere by itself: it has no dates. */
const plantItem =
  (base: Fields): Plant =>
  async (tdb, owner, fields) => {
    const fondsId = await plantFonds(tdb, owner);
    const row = { ...base, ...fields };
    if (row.parentId === 'volume')
      row.parentId = await insertItem(tdb, owner, fondsId, { level: 'volume', categoryCode: 'QT' });
    await insertItem(tdb, owner, fondsId, row);
  };

const plantVisit: Plant = async (tdb, owner, fields) => {
  const who = { visitorName: '李某某', handlerName: '周某', createdBy: owner.accountId };
  const what = { purpose: 'proof', subject: '婚姻登记', result: 'found', channel: 'onsite', personCount: 3 };
  await tdb
    .insertInto('readingVisit')
    .values({ tenantId: owner.tenantId, id: uuidv7(), ...who, ...what, visitedOn: FIRST, ...fields })
    .execute();
};

const plantSession: Plant = async (tdb, owner, fields) => {
  const what = { title: '业务学习', kind: 'business_study', mode: 'onsite', hours: '2', state: 'held' };
  await tdb
    .insertInto('courseSession')
    .values({
      tenantId: owner.tenantId,
      id: uuidv7(),
      checkInCode: '123456',
      createdBy: owner.accountId,
      heldOn: FIRST,
      ...what,
      ...fields,
    })
    .execute();
};

const plantGuidance: Plant = async (tdb, owner, fields) => {
  const what = { subjectName: '某单位', mode: 'onsite', topic: '档号编制', guidedOn: FIRST };
  await tdb
    .insertInto('guidanceEvent')
    .values({
      tenantId: owner.tenantId,
      id: uuidv7(),
      subjectTenantId: owner.nextSubject(),
      createdBy: owner.accountId,
      ...what,
      ...fields,
    })
    .execute();
};

const CAMPAIGN_FIELDS = ['kind', 'jointPartners', 'endOn', 'campaignState'];

/** A campaign of its own for each row; fields named after the campaign go there. */
const plantCampaign = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
  const [checklistId, id] = [uuidv7(), uuidv7()];
  const { tenantId } = owner;
  await tdb
    .insertInto('checklist')
    .values({ tenantId, id: checklistId, code: checklistId, name: '检查表', items: '[]' })
    .execute();
  const { campaignState = 'closed', ...own } = Object.fromEntries(
    Object.entries(fields).filter(([name]) => CAMPAIGN_FIELDS.includes(name)),
  );
  const what = { kind: 'administrative', title: '联合检查', jointPartners: ['某区国家保密局'], endOn: FIRST };
  const how = { year: PLANT_YEAR, subjectKind: 'department', selectedBy: 'random', createdBy: owner.accountId };
  await tdb
    .insertInto('inspectionCampaign')
    .values({ tenantId, id, checklistId, ...what, ...how, ...own, state: String(campaignState) })
    .execute();
  return id;
};

const plantInspection = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
  const campaignId = await plantCampaign(tdb, owner, fields);
  const id = uuidv7();
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !CAMPAIGN_FIELDS.includes(name)));
  const subject = {
    subjectTenantId: owner.nextSubject(),
    subjectName: '某局',
    subjectKind: 'department',
    selectedBy: 'random',
  };
  const inspectors = { inspectorAccountIds: [owner.accountId], inspectorNames: ['何某'] };
  await tdb
    .insertInto('inspection')
    .values({
      tenantId: owner.tenantId,
      id,
      campaignId,
      ...subject,
      ...inspectors,
      inspectedOn: FIRST,
      state: 'closed',
      ...own,
    })
    .execute();
  return id;
};

const plantFinding: Plant = async (tdb, owner, fields) => {
  const campaign = Object.fromEntries(Object.entries(fields).filter(([name]) => CAMPAIGN_FIELDS.includes(name)));
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !CAMPAIGN_FIELDS.includes(name)));
  const inspectionId = await plantInspection(tdb, owner, campaign);
  const words = { fact: '事实', basis: '依据', requirement: '限期整改', legalItem: 'LI1', checklistCode: 'A1' };
  const state = { severity: 'MINOR', state: 'issued', issuedOn: FIRST, dueOn: LAST };
  await tdb
    .insertInto('finding')
    .values({
      tenantId: owner.tenantId,
      id: uuidv7(),
      inspectionId,
      number: 1,
      createdBy: owner.accountId,
      ...words,
      ...state,
      ...own,
    })
    .execute();
};

const HELD: Fields = { accessionedOn: FIRST };
const HELD_INSIDE: Variant[] = [...variants('accessionedOn', BEFORE, LAST), ...variants('leftOn', AFTER)];
const HELD_OUTSIDE: Variant[] = [
  ...variants('accessionedOn', AFTER, null),
  ...variants('leftOn', LAST),
  ...variants('state', 'void'),
];

export const FIGURE_PLANTS: Readonly<Record<FigureCode, FigurePlants>> = {
  'S0-01': {
    plant: plantItem({ archivedOn: FIRST }),
    adds: 1,
    inside: [...inYear('archivedOn'), ...variants('filingYear', PLANT_YEAR - 1), ...variants('leftOn', LAST)],
    outside: [
      ...offYear('archivedOn'),
      ...variants('archivedOn', null),
      ...variants('state', 'void'),
      ...variants('categoryCode', 'KU', 'ZP'),
      ...variants('level', 'volume', 'register'),
      ...variants('parentId', 'volume'),
    ],
  },
  'S0-02': {
    plant: plantItem({ archivedOn: FIRST, categoryCode: 'KU', level: 'volume' }),
    adds: 1,
    inside: inYear('archivedOn'),
    outside: [
      ...offYear('archivedOn'),
      ...variants('state', 'void'),
      ...variants('categoryCode', 'WS'),
      ...variants('level', 'piece', 'register'),
    ],
  },
  'S0-09': {
    plant: plantVisit,
    adds: 3,
    inside: inYear('visitedOn'),
    outside: [
      ...offYear('visitedOn'),
      ...variants('state', 'open', 'void'),
      ...variants('channel', 'phone', 'online', 'cross', 'agent'),
    ],
  },
  'S2-07': {
    plant: async (tdb, owner, fields) => void (await plantInspection(tdb, owner, fields)),
    adds: 1,
    inside: [
      ...inYear('inspectedOn'),
      ...variants('state', 'rectifying'),
      ...variants('jointPartners', ['公安局', '国家保密局']),
    ],
    outside: [
      ...offYear('inspectedOn'),
      ...variants('inspectedOn', null),
      ...variants('state', 'cancelled'),
      ...variants('kind', 'enforcement', 'special', 'revisit'),
      ...variants('jointPartners', [], ['公安局']),
      ...variants('subjectKind', 'township'),
      ...variants('selectedBy', 'named'),
    ],
  },
  'S2-08': {
    plant: plantFinding,
    adds: 1,
    inside: [...inYear('issuedOn'), ...variants('state', 'answered', 'verified', 'returned')],
    outside: [
      ...offYear('issuedOn'),
      ...variants('state', 'draft', 'withdrawn'),
      ...variants('kind', 'enforcement'),
      ...variants('jointPartners', ['公安局']),
    ],
  },
  'S2-19': {
    plant: plantItem(HELD),
    adds: 1,
    inside: [...HELD_INSIDE, ...variants('level', 'volume', 'register'), ...variants('categoryCode', 'KU')],
    outside: [...HELD_OUTSIDE, ...variants('parentId', 'volume')],
  },
  'S2-30': {
    plant: plantItem({ publishedOn: FIRST }),
    adds: 1,
    inside: [
      ...variants('publishedOn', BEFORE, LAST),
      ...variants('leftOn', AFTER),
      ...variants('parentId', 'volume'),
      ...variants('categoryCode', 'SW'),
    ],
    outside: [
      ...variants('publishedOn', AFTER, null),
      ...variants('leftOn', LAST),
      ...variants('state', 'void'),
      ...variants('level', 'volume', 'register'),
    ],
  },
  'S2-32': {
    plant: plantSession,
    adds: 1,
    inside: [...inYear('heldOn'), ...variants('mode', 'online')],
    outside: [
      ...offYear('heldOn'),
      ...variants('state', 'planned', 'open', 'cancelled'),
      ...variants('kind', 'onboarding', 'continuing', 'special', 'lecture'),
      ...variants('organiserKind', 'superior', 'other'),
    ],
  },
  'S3-35': {
    plant: plantGuidance,
    adds: 1,
    inside: inYear('guidedOn'),
    outside: [
      ...offYear('guidedOn'),
      ...variants('state', 'draft', 'void'),
      ...variants('mode', 'phone', 'oral', 'online', 'model'),
      ...variants('programme', 'retired_staff'),
    ],
  },
  'S3-56': {
    plant: async (tdb, owner, fields) => void (await plantCampaign(tdb, owner, { kind: 'enforcement', ...fields })),
    adds: 1,
    inside: inYear('endOn'),
    outside: [
      ...offYear('endOn'),
      ...variants('endOn', null),
      ...variants('campaignState', 'planned', 'inspecting', 'cancelled'),
      ...variants('kind', 'administrative', 'special'),
    ],
  },
  'S3-60': {
    plant: plantItem({ ...HELD, level: 'volume' }),
    adds: 1,
    inside: HELD_INSIDE,
    outside: [...HELD_OUTSIDE, ...variants('level', 'piece', 'register')],
  },
  'S3-61': {
    plant: plantItem(HELD),
    adds: 1,
    inside: HELD_INSIDE,
    outside: [...HELD_OUTSIDE, ...variants('level', 'volume', 'register'), ...variants('parentId', 'volume')],
  },
};
