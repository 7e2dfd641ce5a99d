import { type ExpressionBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { DB } from '../../schema.gen.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

/** 与保密部门联合开展的行政监督检查. The partner is written by its full local name, which always holds the word. */
const isJointSupervision = (eb: ExpressionBuilder<DB & { c: DB['inspectionCampaign'] }, 'c'>) =>
  eb.and([
    eb('c.kind', '=', 'administrative'),
    sql<boolean>`exists (select 1 from unnest(c.joint_partners) partner where partner like '%保密%')`,
  ]);

/**
 * S2-07. One row for a unit: its first visit of the period. Visited means that the inspectors were there and the
 * inspection was not cancelled; closing it may take until the last rectification and does not change that.
 */
export const departmentsVisited = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('inspection as i')
    .innerJoin('inspectionCampaign as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.campaignId'),
    )
    .distinctOn('i.subjectTenantId')
    .select([
      'i.id',
      'i.id as openId',
      'c.id as parentId',
      'i.subjectName as label',
      'c.title as detail',
      'i.inspectedOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`i.inspected_on::text`.as('sortKey'),
    ])
    .where('i.tenantId', '=', tenantId)
    .where('i.subjectKind', '=', 'department')
    .where('i.selectedBy', '=', 'random')
    .where('i.inspectedOn', '>=', from)
    .where('i.inspectedOn', '<=', to)
    .where('i.state', '<>', 'cancelled')
    .where((eb) => isJointSupervision(eb))
    .orderBy('i.subjectTenantId')
    .orderBy('i.inspectedOn')
    .orderBy('i.id')
    .as('r');

/** S2-08 */
export const demandsIssued = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('finding as f')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.tenantId', '=', 'f.tenantId').onRef('i.id', '=', 'f.inspectionId'),
    )
    .innerJoin('inspectionCampaign as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.campaignId'),
    )
    .select([
      'f.id',
      'i.id as openId',
      'c.id as parentId',
      'f.requirement as label',
      'i.subjectName as detail',
      'f.issuedOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`f.issued_on::text`.as('sortKey'),
    ])
    .where('f.tenantId', '=', tenantId)
    .where('f.issuedOn', '>=', from)
    .where('f.issuedOn', '<=', to)
    .where('f.state', 'not in', ['draft', 'withdrawn'])
    .where((eb) => isJointSupervision(eb))
    .as('r');

/** S3-56. Rounds of the own office: a round that another office runs is in that office's figures. */
export const enforcementRounds = (tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  tdb
    .selectFrom('inspectionCampaign')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'title as label',
      sql<string | null>`array_to_string(joint_partners, '、')`.as('detail'),
      'endOn as on',
      sql<number>`1`.as('amount'),
      sql<string>`end_on::text`.as('sortKey'),
    ])
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'enforcement')
    .where('endOn', '>=', from)
    .where('endOn', '<=', to)
    .where('state', '=', 'closed')
    .as('r');
