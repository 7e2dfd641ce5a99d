import { v7 as uuidv7 } from 'uuid';
import type { DigitisationFigureCode } from '@/server/domain/figure/digitisation-figures';
import type { TenantDb } from '../../client.ts';
import {
  FIRST,
  type Fields,
  insertItem,
  LAST,
  PLANT_YEAR,
  type Plant,
  type PlantOwner,
  plantFonds,
} from './figure-plant-rows.ts';

/* Rows just inside and just outside the figures of digitisation. Fields that begin with `item.` are the record's. */
const BEFORE = `${PLANT_YEAR - 1}-12-31`;
const AFTER = `${PLANT_YEAR + 1}-01-01`;
type Value = string | number | null;
const variants = (field: string, ...values: Value[]) =>
  values.map((value) => ({ what: `${field} = ${value}`, fields: { [field]: value } }));

const part = (fields: Fields, prefix: string): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
const own = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !name.includes('.')));

let number = 0;
const insertBatch = async (tdb: TenantDb, owner: PlantOwner, fields: Fields = {}): Promise<string> => {
  const id = uuidv7();
  number += 1;
  const name = { year: PLANT_YEAR, number, batchNumber: `SZH-${id}`, name: '试验批次' };
  const planned = { plannedFrom: FIRST, plannedTo: LAST, createdBy: owner.accountId, createdByName: '周某' };
  await tdb
    .insertInto('digitisationBatch')
    .values({ tenantId: owner.tenantId, id, ...name, ...planned, ...fields })
    .execute();
  return id;
};

const plantBatch: Plant = async (tdb, owner, fields) => {
  const row = { state: 'done', doneOn: FIRST, ...fields };
  await insertBatch(tdb, owner, { ...row, doneOn: row.state === 'done' ? row.doneOn : null });
};

const plantScanned =
  (base: Fields): Plant =>
  async (tdb, owner, fields) => {
    const item = { ...base, ...part(fields, 'item.') };
    const itemId = await insertItem(tdb, owner, await plantFonds(tdb, owner), item);
    const doneOn = 'doneOn' in fields ? fields.doneOn : BEFORE;
    if (doneOn !== null && doneOn !== undefined)
      await tdb
        .insertInto('itemScan')
        .values({ tenantId: owner.tenantId, itemId, doneOn: String(doneOn) })
        .execute();
  };

const insertFile = async (tdb: TenantDb, owner: PlantOwner, itemId: string): Promise<string> => {
  const id = uuidv7();
  const digests = { sha512: id, sha256: id, sm3: id, sizeBytes: 1 };
  const names = { fileName: '1.jpg', logicalPath: '00001-1.jpg', mediaType: 'image/jpeg', sequence: 1 };
  await tdb
    .insertInto('digitalFile')
    .values({ tenantId: owner.tenantId, id, itemId, ...digests, ...names, createdBy: owner.accountId })
    .execute();
  return id;
};

const plantFrame: Plant = async (tdb, owner, fields) => {
  const { tenantId } = owner;
  const item = { accessionedOn: BEFORE, ...part(fields, 'item.') };
  const itemId = await insertItem(tdb, owner, await plantFonds(tdb, owner), item);
  const batchId = await insertBatch(tdb, owner);
  await tdb.insertInto('digitisationItem').values({ tenantId, batchId, itemId, sortKey: itemId }).execute();
  const fileId = await insertFile(tdb, owner, itemId);
  const states = { qcState: 'passed', qcPassedOn: FIRST, linkState: 'linked', linkedOn: FIRST, ...own(fields) };
  const place = { filePage: 1, sequence: 1, pagesCovered: 2 };
  await tdb
    .insertInto('scanPage')
    .values({ tenantId, id: uuidv7(), batchId, itemId, fileId, ...place, ...states })
    .execute();
};

const HELD_OUTSIDE = [
  ...variants('item.accessionedOn', AFTER, null),
  ...variants('item.leftOn', LAST),
  ...variants('item.state', 'void'),
];
const UNLINKED = { what: 'not linked', fields: { linkState: 'open', linkedOn: null } };
const FAILED = {
  what: 'failed',
  fields: { linkState: 'open', linkedOn: null, qcState: 'failed', qcPassedOn: null },
};

interface DigitisationPlants {
  plant: Plant;
  adds: number;
  inside: readonly { what: string; fields: Fields }[];
  outside: readonly { what: string; fields: Fields }[];
}
export const DIGITISATION_PLANTS: Readonly<Record<DigitisationFigureCode, DigitisationPlants>> = {
  'DIG-01': {
    plant: plantBatch,
    adds: 1,
    inside: variants('doneOn', FIRST, LAST),
    outside: [...variants('doneOn', BEFORE, AFTER), ...variants('state', 'running', 'cancelled')],
  },
  'S1-04': {
    plant: plantScanned({ accessionedOn: FIRST, publishedOn: FIRST }),
    adds: 1,
    inside: [
      ...variants('item.accessionedOn', FIRST, LAST),
      ...variants('doneOn', LAST),
      ...variants('item.level', 'volume'),
      ...variants('item.publishedOn', BEFORE, LAST),
    ],
    outside: [
      ...variants('item.accessionedOn', BEFORE, AFTER),
      ...variants('doneOn', AFTER, null),
      ...variants('item.publishedOn', AFTER, null),
      ...variants('item.state', 'void'),
    ],
  },
  'S1-05': {
    plant: plantFrame,
    adds: 1,
    inside: [...variants('linkedOn', FIRST, LAST), ...variants('pagesCovered', 1)],
    outside: [
      ...variants('linkedOn', BEFORE, AFTER),
      ...variants('pagesCovered', 0),
      ...variants('item.state', 'void'),
      UNLINKED,
      FAILED,
    ],
  },
  'S2-28': {
    plant: plantFrame,
    adds: 2,
    inside: [...variants('qcPassedOn', BEFORE, LAST), UNLINKED, ...variants('item.leftOn', AFTER)],
    outside: [...variants('qcPassedOn', AFTER), ...variants('pagesCovered', 0), FAILED, ...HELD_OUTSIDE],
  },
  'S2-29': {
    plant: plantScanned({ accessionedOn: BEFORE, retentionCode: 'Y' }),
    adds: 1,
    inside: [...variants('doneOn', BEFORE, LAST), ...variants('item.level', 'volume')],
    outside: [
      ...HELD_OUTSIDE,
      ...variants('item.retentionCode', 'D30'),
      ...variants('item.categoryCode', 'ZP', 'LY', 'SW'),
    ],
  },
  'S3-62': {
    plant: plantScanned({ accessionedOn: BEFORE }),
    adds: 1,
    inside: [
      ...variants('doneOn', BEFORE, LAST),
      ...variants('item.retentionCode', 'D30'),
      ...variants('item.categoryCode', 'ZP'),
    ],
    outside: HELD_OUTSIDE,
  },
};
