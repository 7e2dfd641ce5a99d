import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

/** S0-09 */
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

/** S3-35 */
export const onsiteGuidance = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('guidanceEvent')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'topic as label',
      'subjectName as detail',
      'guidedOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`guided_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('guidedOn', '>=', from)
    .where('guidedOn', '<=', to)
    .where('mode', '=', 'onsite')
    .where('programme', '=', 'general')
    .where('state', '=', 'done')
    .as('r');
