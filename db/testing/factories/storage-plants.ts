import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '../../client.ts';
import {
  FIRST,
  type Fields,
  LAST,
  PLANT_YEAR,
  type Plant,
  type PlantOwner,
  plantFonds,
  plantItem,
} from './figure-plant-rows.ts';
import { AFTER, BEFORE, type FigurePlants, inYear, offYear, type Variant, variants } from './figure-variants.ts';

/* Rows just inside and just outside the figures of rooms, racks, shelves, and of 开放至某年. */

let number = 0;
const insertPlace = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<string> => {
  const id = uuidv7();
  number += 1;
  const named = { number: String(number), code: `${number}K`, sortKey: String(number).padStart(6, '0') };
  await tdb
    .insertInto('storagePlace')
    .values({ tenantId: owner.tenantId, id, level: 'room', label: `P-${id}`, ...named, ...fields })
    .execute();
  return id;
};

const plantRoom =
  (base: Fields): Plant =>
  async (tdb, owner, fields) => {
    const placeId = await insertPlace(tdb, owner, {});
    const version = { validFrom: FIRST, roomKind: 'permanent', areaM2: '40', ...base, ...fields };
    await tdb
      .insertInto('storageRoomVersion')
      .values({ tenantId: owner.tenantId, id: uuidv7(), placeId, ...version })
      .execute();
  };

const plantRack: Plant = async (tdb, owner, fields) => {
  const counts = { rowCount: 6, groupCount: 2, volumeM3: '31.5' };
  const row = { name: `${number}`, kind: 'compact', commissionedOn: FIRST, acquiredBy: 'new', ...counts, ...fields };
  await tdb
    .insertInto('storageRack')
    .values({ tenantId: owner.tenantId, id: uuidv7(), ...row })
    .execute();
};

const plantShelf: Plant = async (tdb, owner, fields) => {
  const parentId = await insertPlace(tdb, owner, {});
  await insertPlace(tdb, owner, { parentId, level: 'row', capacityMm: 1_000, ...fields });
};

const plantBox: Plant = async (tdb, owner, fields) => {
  const id = uuidv7();
  number += 1;
  const placeId = 'placeId' in fields ? null : await insertPlace(tdb, owner, {});
  const named = { number, boxNumber: `${number}`, sortKey: `${number}`, label: `B-${id}`, spineMm: 50 };
  const kept = { categoryCode: 'WS', filingYear: PLANT_YEAR, retentionCode: 'Y', createdBy: owner.accountId };
  const fondsId = await plantFonds(tdb, owner);
  await tdb
    .insertInto('box')
    .values({ tenantId: owner.tenantId, id, fondsId, ...named, ...kept, ...fields, placeId })
    .execute();
};

const published = (publishedOn: string): Variant => ({
  what: `open, published on ${publishedOn}`,
  fields: { openFlag: 'open', publishedOn },
});

const stack = (roomKind: string): FigurePlants => ({
  plant: plantRoom({ roomKind }),
  adds: 1,
  inside: [...inYear('validFrom'), ...variants('validTo', AFTER)],
  outside: [
    ...offYear('validFrom'),
    ...variants('validTo', LAST),
    ...variants('roomKind', 'other', roomKind === 'library' ? 'special' : 'library'),
  ],
});
const rack = (adds: number): FigurePlants => ({
  plant: plantRack,
  adds,
  inside: [...inYear('commissionedOn'), ...variants('retiredOn', AFTER)],
  outside: [
    ...offYear('commissionedOn'),
    ...variants('retiredOn', LAST),
    ...variants('acquiredBy', 'replacement'),
    ...variants('kind', 'fixed', 'cabinet', 'drawing'),
  ],
});

/** 25 years before the end of the year of the plants. */
export const ELIGIBLE_YEAR = PLANT_YEAR - 25;

export const STORAGE_PLANTS = {
  'S1-06': {
    plant: plantItem({ accessionedOn: FIRST, filingYear: 1990 }),
    adds: 1990,
    inside: [
      ...variants('accessionedOn', BEFORE, LAST),
      ...variants('leftOn', AFTER),
      ...variants('openFlag', 'open'),
      published(AFTER),
      ...variants('level', 'volume', 'register'),
    ],
    outside: [
      ...variants('accessionedOn', AFTER, null),
      ...variants('leftOn', LAST),
      ...variants('state', 'void'),
      ...variants('openFlag', 'controlled', 'delayed'),
      published(LAST),
      ...variants('filingYear', ELIGIBLE_YEAR + 1),
    ],
  },
  'S2-36': {
    plant: plantRoom({ validFrom: BEFORE }),
    adds: 40,
    inside: [...variants('validTo', AFTER, LAST, FIRST), ...variants('roomKind', 'library')],
    outside: [...variants('validFrom', FIRST, LAST, AFTER), ...variants('areaM2', null)],
  },
  'S2-37': {
    plant: plantRoom({}),
    adds: 40,
    inside: [...variants('validFrom', BEFORE, LAST), ...variants('validTo', AFTER), ...variants('roomKind', 'library')],
    outside: [...variants('validFrom', AFTER), ...variants('validTo', LAST), ...variants('areaM2', null)],
  },
  'S2-38P': stack('permanent'),
  'S2-38S': stack('special'),
  'S2-38L': stack('library'),
  'S2-39': rack(6),
  'S2-40': rack(2),
  'S2-41': rack(31.5),
  'A-04': {
    plant: plantBox,
    adds: 0.05,
    inside: variants('spineMm', 50),
    outside: [...variants('placeId', null), ...variants('state', 'discarded')],
  },
  'A-05': {
    plant: plantShelf,
    adds: 1,
    inside: variants('capacityMm', 1_000),
    outside: [...variants('capacityMm', null), ...variants('state', 'closed')],
  },
} satisfies Record<string, FigurePlants>;
