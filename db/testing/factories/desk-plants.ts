import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '../../client.ts';
import { FIRST, type Fields, type Plant, type PlantOwner, plantVisit } from './figure-plant-rows.ts';
import { type FigurePlants, inYear, offYear, variants } from './figure-variants.ts';

const insertLine = async (tdb: TenantDb, owner: PlantOwner, fields: Fields): Promise<[visit: string, line: string]> => {
  const [visitId, id] = [uuidv7(), uuidv7()];
  const { tenantId } = owner;
  await plantVisit(tdb, owner, { id: visitId });
  const what = { title: '婚姻登记', unit: 'volume', basis: 'not_catalogued', state: 'delivered', deliveredOn: FIRST };
  const line = fields.state === 'refused' ? { ...what, ...fields, deliveredOn: null } : { ...what, ...fields };
  await tdb
    .insertInto('retrieval')
    .values({ tenantId, id, visitId, position: 0, ...line })
    .execute();
  return [visitId, id];
};

const plantLine: Plant = async (tdb, owner, fields) => void (await insertLine(tdb, owner, fields));

const plantCopy: Plant = async (tdb, owner, fields) => {
  const [visitId, retrievalId] = await insertLine(tdb, owner, {});
  const what = { pages: 4, copies: 3, state: 'delivered', deliveredOn: FIRST };
  const copy = fields.state === 'refused' ? { ...what, ...fields, deliveredOn: null } : { ...what, ...fields };
  await tdb
    .insertInto('copyRequest')
    .values({ tenantId: owner.tenantId, id: uuidv7(), visitId, retrievalId, ...copy })
    .execute();
};

/** Answers are written by a function of the database alone, on the day itself: only the administrator can plant one. */
const plantAnswer: Plant = async (_tdb, owner, fields) => {
  const title = String(fields.title ?? '区档案法治情况调查问卷');
  const returnedOn = String(fields.returnedOn ?? FIRST);
  await owner.administer(
    `with asked as (insert into questionnaire (tenant_id, id, title, questions, is_anonymous, closes_on, asked, created_by, created_by_name)
       values ($1, $2, $3, '[]', true, '2099-01-01', 1, $4, '何某') returning tenant_id, id)
     insert into questionnaire_return (tenant_id, questionnaire_id, answers, returned_on) select $1, $2, '[]', $5 from asked`,
    [owner.tenantId, uuidv7(), title, owner.accountId, returnedOn],
  );
};

const visits: FigurePlants = {
  plant: plantVisit,
  adds: 3,
  inside: [...inYear('visitedOn'), ...variants('visitorKind', 'internal', 'citizen')],
  outside: [
    ...offYear('visitedOn'),
    ...variants('state', 'open', 'void'),
    ...variants('channel', 'phone', 'letter', 'online', 'cross', 'agent'),
  ],
};
const lines = (inside: string[], outside: string[]): FigurePlants => ({
  plant: plantLine,
  adds: 1,
  inside: [...inYear('deliveredOn'), ...variants('unit', ...inside)],
  outside: [...offYear('deliveredOn'), ...variants('state', 'refused', 'void'), ...variants('unit', ...outside)],
});
const copies = (adds: number): FigurePlants => ({
  plant: plantCopy,
  adds,
  inside: inYear('deliveredOn'),
  outside: [...offYear('deliveredOn'), ...variants('state', 'refused', 'void')],
});

/** Rows just inside and just outside the figures of the reading room. */
export const DESK_PLANTS = {
  'S1-07': visits,
  'S1-08': lines(['volume'], ['piece', 'material']),
  'S2-03': visits,
  'S2-04': lines(['volume', 'piece'], ['material']),
  'S2-05': copies(12),
  'S2-09': {
    plant: plantAnswer,
    adds: 1,
    inside: inYear('returnedOn'),
    outside: [...offYear('returnedOn'), ...variants('title', '档案安全调查')],
  },
  'S3-47': visits,
  'S3-48': lines(['volume', 'piece', 'material'], []),
  'S3-49': copies(3),
} satisfies Record<string, FigurePlants>;
