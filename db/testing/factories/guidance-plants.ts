import { v7 as uuidv7 } from 'uuid';
import { FIRST, type Fields, type Plant, plantFinding, plantGuidance } from './figure-plant-rows.ts';
import { type FigurePlants, inYear, offYear, variants } from './figure-variants.ts';

/* Rows just inside and just outside the figures of guidance and of demonstration sites. */

const based =
  (base: Fields): Plant =>
  (tdb, owner, fields) =>
    plantGuidance(tdb, owner, { ...base, ...fields });

/** `findingId` is a demand of its own for each row, unless the variant takes it away. */
const plantOnFinding: Plant = async (tdb, owner, fields) => {
  const findingId = uuidv7();
  await plantFinding(tdb, owner, { id: findingId });
  await plantGuidance(tdb, owner, { findingId, ...fields });
};

const plantSite: Plant = async (tdb, owner, fields) => {
  const site = { kind: 'observation', name: '某村档案室', townshipName: '柳溪镇', stage: 'formed', formedOn: FIRST };
  await tdb
    .insertInto('demonstrationSite')
    .values({ tenantId: owner.tenantId, id: uuidv7(), createdBy: owner.accountId, ...site, ...fields })
    .execute();
};

const NOT_DONE = variants('state', 'draft', 'void');
const MODES = ['onsite', 'phone', 'oral', 'online', 'model'];

export const GUIDANCE_PLANTS: Readonly<
  Record<'S2-20' | 'S3-20' | 'S3-35' | 'S3-40' | 'S3-43' | 'S3-44' | 'S3-58', FigurePlants>
> = {
  'S2-20': {
    plant: based({ subjectKind: 'department' }),
    adds: 1,
    inside: [...inYear('guidedOn'), ...variants('mode', 'phone', 'visit'), ...variants('programme', 'retired_staff')],
    outside: [...offYear('guidedOn'), ...NOT_DONE, ...variants('subjectKind', 'township', 'village', 'other')],
  },
  'S3-20': {
    plant: plantSite,
    adds: 1,
    inside: inYear('formedOn'),
    outside: [
      ...offYear('formedOn'),
      ...variants('kind', 'model_village'),
      { what: 'applied for', fields: { stage: 'applied', formedOn: null } },
      ...variants('stage', 'revoked'),
    ],
  },
  'S3-35': {
    plant: plantGuidance,
    adds: 1,
    inside: inYear('guidedOn'),
    outside: [
      ...offYear('guidedOn'),
      ...NOT_DONE,
      ...variants('mode', 'phone', 'oral', 'online', 'visit', 'model'),
      ...variants('programme', 'retired_staff', 'model_village'),
    ],
  },
  'S3-40': {
    plant: based({ programme: 'model_village', subjectKind: 'village' }),
    adds: 1,
    inside: [...inYear('guidedOn'), ...variants('subjectKind', 'township'), ...variants('mode', 'phone', 'online')],
    outside: [
      ...offYear('guidedOn'),
      ...NOT_DONE,
      ...variants('programme', 'general', 'village'),
      ...variants('subjectKind', 'department', 'other'),
    ],
  },
  'S3-43': {
    plant: based({ programme: 'retired_staff', mode: 'visit', subjectKind: 'enterprise' }),
    adds: 1,
    inside: inYear('guidedOn'),
    outside: [
      ...offYear('guidedOn'),
      ...NOT_DONE,
      ...variants('mode', ...MODES),
      ...variants('programme', 'general', 'transfer'),
    ],
  },
  'S3-44': {
    plant: based({ programme: 'retired_staff', subjectKind: 'enterprise' }),
    adds: 1,
    inside: [...inYear('guidedOn'), ...variants('mode', ...MODES)],
    outside: [
      ...offYear('guidedOn'),
      ...NOT_DONE,
      ...variants('mode', 'visit'),
      ...variants('programme', 'general', 'transfer'),
    ],
  },
  'S3-58': {
    plant: plantOnFinding,
    adds: 1,
    inside: [...inYear('guidedOn'), ...variants('programme', 'retired_staff')],
    outside: [
      ...offYear('guidedOn'),
      ...NOT_DONE,
      ...variants('findingId', null),
      ...variants('mode', 'phone', 'visit', 'model'),
    ],
  },
};
