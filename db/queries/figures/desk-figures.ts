import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

const rowsOf = (query: RawBuilder<FigureRecord>): FigureRows => sql`(${query})`.as('r') as unknown as FigureRows;

/** Lines delivered in the period, of these units. */
const provided =
  (...units: string[]) =>
  (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select r.id, r.visit_id as open_id, null::uuid as parent_id, r.title as label, r.reference_code as detail, r.delivered_on as "on", 1 as amount,
        r.delivered_on::text as sort_key
      from retrieval r
      where r.tenant_id = ${tenantId} and r.state = 'delivered' and r.delivered_on between ${from} and ${to} and r.unit = any (${units}::text[])`);

/** S1-08 */
export const volumesProvided = provided('volume');
/** S2-04 */
export const volumesAndPiecesProvided = provided('volume', 'piece');
/** S3-48 */
export const recordsProvided = provided('volume', 'piece', 'material');

const copied =
  (amount: RawBuilder<number>) =>
  (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select c.id, c.visit_id as open_id, null::uuid as parent_id, r.title as label, r.reference_code as detail, c.delivered_on as "on", ${amount} as amount,
        c.delivered_on::text as sort_key
      from copy_request c join retrieval r on r.tenant_id = c.tenant_id and r.id = c.retrieval_id
      where c.tenant_id = ${tenantId} and c.state = 'delivered' and c.delivered_on between ${from} and ${to}`);

/** S2-05 */
export const pagesCopied = copied(sql<number>`c.pages * c.copies`);
/** S3-49 */
export const copiesMade = copied(sql<number>`c.copies`);

/** S2-09. An answer that came back names nobody where the questionnaire promised that. */
export const questionnairesReturned = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select a.id, q.id as open_id, null::uuid as parent_id, q.title as label, a.subject_name as detail, a.returned_on as "on", 1 as amount,
      a.returned_on::text as sort_key
    from questionnaire_return a join questionnaire q on q.tenant_id = a.tenant_id and q.id = a.questionnaire_id
    where a.tenant_id = ${tenantId} and q.title like '%档案法治情况调查%' and a.returned_on between ${from} and ${to}`);
