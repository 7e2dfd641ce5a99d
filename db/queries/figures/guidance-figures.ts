import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

/** What was done of guidance in the period. */
const guided = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion) =>
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
    .where('state', '=', 'done');

/** S2-20. One row for a department: its first guidance of the period. One without a workspace counts by its name. */
export const departmentsGuided = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  guided(tdb, question)
    .distinctOn(sql`coalesce(subject_tenant_id::text, subject_name)`)
    .where('subjectKind', '=', 'department')
    .orderBy(sql`coalesce(subject_tenant_id::text, subject_name)`)
    .orderBy('guidedOn')
    .orderBy('id')
    .as('r');

/** S3-35 */
export const onsiteGuidance = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  guided(tdb, question).where('mode', '=', 'onsite').where('programme', '=', 'general').as('r');

/** S3-40 */
export const modelVillageGuidance = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  guided(tdb, question)
    .where('programme', '=', 'model_village')
    .where('subjectKind', 'in', ['township', 'village'])
    .as('r');

/** S3-43 and S3-44: the enterprise comes to the archives, or is guided in any other way. */
export const retiredStaffGuidance =
  (isVisit: boolean) =>
  (tdb: TenantDb, question: FigureQuestion): FigureRows =>
    guided(tdb, question)
      .where('programme', '=', 'retired_staff')
      .where('mode', isVisit ? '=' : '<>', 'visit')
      .as('r');

/** S3-58 */
export const guidanceOnFindings = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  guided(tdb, question).where('mode', '=', 'onsite').where('findingId', 'is not', null).as('r');

/** S3-20 */
export const observationSites = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('demonstrationSite')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'name as label',
      'townshipName as detail',
      'formedOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`formed_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'observation')
    .where('stage', '=', 'formed')
    .where('formedOn', '>=', from)
    .where('formedOn', '<=', to)
    .as('r');
