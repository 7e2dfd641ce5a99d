import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '../../client.ts';

/* One row of each register that figures count, with every field open to be set. */
export interface PlantOwner {
  tenantId: number;
  accountId: string;
  /** A tenant that no earlier row was about: a figure that counts units must not pass by having counted it already. */
  nextSubject(): number;
  /** Writes as the administrator what the application may not: answers that came in through a function. */
  administer(statement: string, values: readonly (string | number | null)[]): Promise<void>;
}
export type Fields = Record<string, string | number | string[] | null>;
export type Plant = (tdb: TenantDb, owner: PlantOwner, fields: Fields) => Promise<void>;

/** A year that is over, so that its last day lies before any cut-off. */
export const PLANT_YEAR = 2024;
export const FIRST = `${PLANT_YEAR}-01-01`;
export const LAST = `${PLANT_YEAR}-12-31`;

export const plantFonds = async (tdb: TenantDb, owner: PlantOwner): Promise<string> => {
  const id = uuidv7();
  const number = `F${id.slice(-10)}`;
  await tdb.insertInto('fonds').values({ tenantId: owner.tenantId, id, number, name: 'fonds' }).execute();
  return id;
};

export const insertItem = async (
  tdb: TenantDb,
  owner: PlantOwner,
  fondsId: string,
  fields: Fields,
): Promise<string> => {
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
export const plantItemIn = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
  const fondsId = await plantFonds(tdb, owner);
  const row = { ...fields };
  if (row.parentId === 'volume')
    row.parentId = await insertItem(tdb, owner, fondsId, { level: 'volume', categoryCode: 'QT' });
  return insertItem(tdb, owner, fondsId, row);
};
export const plantItem =
  (base: Fields): Plant =>
  async (tdb, owner, fields) =>
    void (await plantItemIn(tdb, owner, { ...base, ...fields }));

export const plantVisit: Plant = async (tdb, owner, fields) => {
  const who = { visitorName: '李某某', handlerName: '周某', createdBy: owner.accountId };
  const what = { purpose: 'proof', subject: '婚姻登记', result: 'found', channel: 'onsite', personCount: 3 };
  await tdb
    .insertInto('readingVisit')
    .values({ tenantId: owner.tenantId, id: uuidv7(), ...who, ...what, visitedOn: FIRST, ...fields })
    .execute();
};

export const plantSession: Plant = async (tdb, owner, fields) => {
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

export const plantGuidance: Plant = async (tdb, owner, fields) => {
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

const CAMPAIGN_FIELDS = ['kind', 'theme', 'jointPartners', 'startOn', 'endOn', 'campaignState'];

/** A campaign of its own for each row; fields named after the campaign go there. */
export const plantCampaign = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
  const [checklistId, id] = [uuidv7(), uuidv7()];
  const { tenantId } = owner;
  await tdb
    .insertInto('checklist')
    .values({ tenantId, id: checklistId, code: `plant-${checklistId}`, name: '检查表', items: '[]' })
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

export const plantInspection = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
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

export const plantFinding: Plant = async (tdb, owner, fields) => {
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
