import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '../../client.ts';
import { FIRST, type Fields, PLANT_YEAR, type Plant, type PlantOwner, plantItemIn } from './figure-plant-rows.ts';

/* Deliveries, collections, openings and transfers, one register at a time. */

const LINE_FIELDS = ['categoryCode', 'unit'];
/** Every plant has a number of its own, as the registers ask for. */
let number = 0;

const insertDelivery = async (tdb: TenantDb, owner: PlantOwner, base: Fields, fields: Fields): Promise<string> => {
  number += 1;
  const id = uuidv7();
  const given = { ...base, ...fields };
  const { categoryCode = 'WS', unit = 'piece' } = given;
  const of = Object.fromEntries(Object.entries(given).filter(([field]) => !LINE_FIELDS.includes(field)));
  const key = { tenantId: owner.tenantId, id, createdBy: owner.accountId };
  const numbered = { year: PLANT_YEAR, number, accessionNumber: `JS${PLANT_YEAR}-${String(number).padStart(6, '0')}` };
  const who = { sourceKind: 'unit', transferorKind: 'township', sourceName: `某镇${id}`, handledBy: '周某' };
  const when = { mode: 'transfer', receivedOn: FIRST, acceptedOn: FIRST };
  const row = { ...key, ...numbered, ...who, ...when, ...of, isDigitalCopy: given.isDigitalCopy === 'yes' };
  await tdb.insertInto('accession').values(row).execute();
  const line = { tenantId: owner.tenantId, accessionId: id, position: 1, quantity: '3' };
  await tdb
    .insertInto('accessionLine')
    .values({ ...line, categoryCode: String(categoryCode), unit: String(unit) })
    .execute();
  return id;
};

/** A delivery of three of a unit of count; `isDigitalCopy: 'yes'` for one of copies alone. */
export const plantDelivery =
  (base: Fields): Plant =>
  async (tdb, owner, fields) =>
    void (await insertDelivery(tdb, owner, base, fields));

/** A delivery with one person who has two volumes. */
export const plantRetiree: Plant = async (tdb, owner, fields) => {
  const accessionId = await insertDelivery(tdb, owner, { programme: 'soe_retirees', unit: 'volume' }, fields);
  const who = { personName: '李某某', nameInitials: 'lmm', volumeCount: 2 };
  await tdb
    .insertInto('retiree')
    .values({ tenantId: owner.tenantId, id: uuidv7(), accessionId, position: 1, ...who })
    .execute();
};

const DELIVERY_OF_DONATION = ['acceptedOn', 'accessionState'];
/** Three items offered and taken in with a delivery. `accessionState` strikes its line out. */
export const plantDonation: Plant = async (tdb, owner, fields) => {
  const of = (wanted: boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => DELIVERY_OF_DONATION.includes(field) === wanted));
  const { acceptedOn = FIRST, accessionState = 'accepted' } = of(true);
  const accessionId = await insertDelivery(
    tdb,
    owner,
    { sourceKind: 'donor', mode: 'gift' },
    {
      acceptedOn,
      state: accessionState,
    },
  );
  number += 1;
  const key = { tenantId: owner.tenantId, id: uuidv7(), createdBy: owner.accountId, accessionId };
  const numbered = { year: PLANT_YEAR, number, donationNumber: `ZJ${PLANT_YEAR}-${String(number).padStart(6, '0')}` };
  const what = { mode: 'gift', donorName: '张某', title: '老照片', categoryCode: 'SW', unit: 'piece', quantity: '3' };
  const state = { topics: ['红色'], state: 'accepted', offeredOn: FIRST };
  await tdb
    .insertInto('donation')
    .values({ ...key, ...numbered, ...what, ...state, ...of(false) })
    .execute();
};

const DECISION_FIELDS = ['decidedOn', 'outcome', 'decisionState'];
/** A record on which a decision was taken. */
export const plantOpening: Plant = async (tdb, owner, fields) => {
  const { decidedOn = FIRST, outcome = 'open', decisionState = 'done' } = fields;
  const ofItem = Object.fromEntries(Object.entries(fields).filter(([field]) => !DECISION_FIELDS.includes(field)));
  const itemId = await plantItemIn(tdb, owner, { accessionedOn: FIRST, ...ofItem });
  const decisionId = uuidv7();
  await tdb
    .insertInto('openingDecision')
    .values({
      tenantId: owner.tenantId,
      id: decisionId,
      decisionNumber: decisionId,
      outcome: String(outcome),
      reasonCode: outcome === 'open' ? null : 'OTHER',
      decidedOn: String(decidedOn),
      selection: '{}',
      state: String(decisionState),
      createdBy: owner.accountId,
      createdByName: '周某',
    })
    .execute();
  await tdb
    .insertInto('openingDecisionItem')
    .values({ tenantId: owner.tenantId, decisionId, itemId, flagBefore: 'unreviewed' })
    .execute();
};

/** A record that went to the archives. `itemState` is its state on the list. */
export const plantTransfer: Plant = async (tdb, owner, fields) => {
  number += 1;
  const { itemState = 'accepted', ...ofItem } = fields;
  const itemId = await plantItemIn(tdb, owner, { archivedOn: '2010-01-01', leftOn: FIRST, ...ofItem });
  const { fondsId } = await tdb
    .selectFrom('archiveItem')
    .select('fondsId')
    .where('tenantId', '=', owner.tenantId)
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  const batchId = uuidv7();
  const numbered = { year: PLANT_YEAR, number, batchNumber: `YJ${PLANT_YEAR}-${number}`, title: '移交' };
  const to = { archivesTenantId: owner.nextSubject(), archivesName: '某档案馆', fondsId, basis: 'due' };
  await tdb
    .insertInto('transferBatch')
    .values({
      tenantId: owner.tenantId,
      id: batchId,
      ...numbered,
      ...to,
      createdBy: owner.accountId,
      createdByName: '周某',
    })
    .execute();
  await tdb
    .insertInto('transferItem')
    .values({ tenantId: owner.tenantId, batchId, itemId, sortKey: itemId, state: String(itemState) })
    .execute();
};
