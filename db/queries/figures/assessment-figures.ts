import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

/** S4-33. One row for a unit: the first confirmed result of the year of assessment, whenever it was confirmed. */
export const unitsAssessed = (tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('assessmentSheet')
    .distinctOn('subjectTenantId')
    .select([
      'id',
      'id as openId',
      'roundId as parentId',
      'subjectName as label',
      'title as detail',
      'finalOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`final_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('purpose', '=', 'annual')
    .where('subjectKind', '=', 'department')
    .where('state', '=', 'final')
    .where('year', '=', Number(to.slice(0, 4)))
    .orderBy('subjectTenantId')
    .orderBy('finalOn')
    .orderBy('id')
    .as('r');
