import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

/** S0-09, S1-07, S2-03, S3-47: one figure under the names of several reports. */
export const readersReceived = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('readingVisit')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'subject as label',
      'visitorName as detail',
      'visitedOn as on',
      'personCount as amount',
      sql<string>`visited_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('visitedOn', '>=', from)
    .where('visitedOn', '<=', to)
    .where('state', '=', 'served')
    .where('channel', '=', 'onsite')
    .as('r');

/** S2-32 */
export const studySessionsHeld = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('courseSession')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'title as label',
      'place as detail',
      'heldOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`held_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('heldOn', '>=', from)
    .where('heldOn', '<=', to)
    .where('kind', '=', 'business_study')
    .where('organiserKind', '=', 'own')
    .where('state', '=', 'held')
    .as('r');
