import type { FigureCode } from '@/server/domain/figure/figures';
import { ASSESSMENT_PLANTS } from './assessment-plants.ts';
import { DESK_PLANTS } from './desk-plants.ts';
import { DIGITISATION_PLANTS } from './digitisation-plants.ts';
import {
  FIRST,
  type Fields,
  LAST,
  PLANT_YEAR,
  plantCampaign,
  plantFinding,
  plantInspection,
  plantItem,
  plantSession,
  plantVisit,
} from './figure-plant-rows.ts';

import { DELIVERY_PLANTS } from './figure-plants-of-deliveries.ts';
import { AFTER, BEFORE, type FigurePlants, inYear, offYear, type Variant, variants } from './figure-variants.ts';
import { GUIDANCE_PLANTS } from './guidance-plants.ts';
import { OVERSIGHT_PLANTS } from './oversight-plants.ts';
import { REGISTER_PLANTS } from './register-plants.ts';
import { STORAGE_PLANTS } from './storage-plants.ts';
import { TRAINING_PLANTS } from './training-plants.ts';

export { PLANT_YEAR, type PlantOwner } from './figure-plant-rows.ts';
export { isSilentWithoutRows, type Variant, valueAfter } from './figure-variants.ts';
export { ELIGIBLE_YEAR } from './storage-plants.ts';

/*
 * Rows just inside and just outside the predicate of every figure. A test or a proof plants them one by one and looks
 * whether the value moves by exactly what the row adds.
 */
const HELD: Fields = { accessionedOn: FIRST };
const HELD_INSIDE: Variant[] = [...variants('accessionedOn', BEFORE, LAST), ...variants('leftOn', AFTER)];
const HELD_OUTSIDE: Variant[] = [
  ...variants('accessionedOn', AFTER, null),
  ...variants('leftOn', LAST),
  ...variants('state', 'void'),
];

export const FIGURE_PLANTS: Readonly<Record<FigureCode, FigurePlants>> = {
  ...ASSESSMENT_PLANTS,
  ...DELIVERY_PLANTS,
  ...DESK_PLANTS,
  ...DIGITISATION_PLANTS,
  ...OVERSIGHT_PLANTS,
  ...GUIDANCE_PLANTS,
  ...REGISTER_PLANTS,
  ...STORAGE_PLANTS,
  ...TRAINING_PLANTS,
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
