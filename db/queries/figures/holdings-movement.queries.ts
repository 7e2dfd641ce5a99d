import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';

/*
 * 馆藏变动. Every record has one day on which it came and at most one on which it left, so that what was there at the
 * beginning, plus what came, less what left, is what is there at the end, whatever the days.
 */
export interface MovementQuestion {
  tenantId: number;
  /** An archives counts from the day it took a record in; a records office from the day it was filed. */
  isArchives: boolean;
  from: string;
  to: string;
}
export interface MovementRow {
  category: string;
  opening: number;
  intake: number;
  transferred: number;
  destroyed: number;
  otherOut: number;
  closing: number;
}
export type MovementPart = Exclude<keyof MovementRow, 'category'>;

const came = ({ isArchives }: MovementQuestion): RawBuilder<unknown> =>
  isArchives ? sql`i.accessioned_on` : sql`coalesce(i.accessioned_on, i.archived_on)`;

/** 卷, 册 and 件 outside volumes; photographs by 张; nothing that was entered by mistake. */
const moved = (question: MovementQuestion): RawBuilder<unknown> => sql`(
  select i.id, i.title, i.reference_code, i.code_sort, i.category_code, ${came(question)} as came_on,
    case when i.left_on is not null then greatest(i.left_on, ${came(question)}) end as gone_on,
    i.left_how is not distinct from 'destroyed' as is_destroyed,
    i.left_on is not null and i.left_how is null and exists (select 1 from transfer_item x where x.tenant_id = ${question.tenantId} and x.item_id = i.id
      and x.state = 'accepted') as is_transfer
  from archive_item i
  where i.tenant_id = ${question.tenantId} and i.state <> 'void' and ${came(question)} <= ${question.to}::date
    and (i.left_on is null or greatest(i.left_on, ${came(question)}) >= ${question.from}::date)
    and (i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP')))) m`;

const PARTS: Record<MovementPart, (question: MovementQuestion) => RawBuilder<unknown>> = {
  opening: ({ from }) => sql`m.came_on < ${from}::date`,
  intake: ({ from }) => sql`m.came_on >= ${from}::date`,
  transferred: ({ to }) => sql`m.gone_on <= ${to}::date and m.is_transfer`,
  destroyed: ({ to }) => sql`m.gone_on <= ${to}::date and m.is_destroyed`,
  otherOut: ({ to }) => sql`m.gone_on <= ${to}::date and not m.is_transfer and not m.is_destroyed`,
  closing: ({ to }) => sql`(m.gone_on is null or m.gone_on > ${to}::date)`,
};

export const sumMovement = async (tdb: TenantDb, question: MovementQuestion): Promise<MovementRow[]> => {
  const count = (part: MovementPart) => sql`count(*) filter (where ${PARTS[part](question)})::int`;
  const { rows } = await sql<MovementRow>`
    select m.category_code as category, ${count('opening')} as opening, ${count('intake')} as intake,
      ${count('transferred')} as transferred, ${count('destroyed')} as destroyed, ${count('otherOut')} as other_out, ${count('closing')} as closing
    from ${moved(question)} group by m.category_code order by m.category_code`.execute(tdb);
  return rows;
};

export interface MovementRecord {
  id: string;
  label: string;
  detail: string;
  cameOn: string;
  goneOn: string | null;
  sortKey: string;
}

/** The records behind one number. One more than asked for. */
export const listMovement = async (
  tdb: TenantDb,
  question: MovementQuestion & { part: MovementPart; category: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MovementRecord[]> => {
  const { part, category } = question;
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (m.code_sort, m.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<MovementRecord>`
    select m.id, m.title as label, m.reference_code as detail, m.came_on, m.gone_on, m.code_sort as sort_key
    from ${moved(question)}
    where ${PARTS[part](question)} ${category === undefined ? sql`` : sql`and m.category_code = ${category}`} ${past}
    order by m.code_sort ${order}, m.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export interface HoldingsCloseRow {
  year: number;
  lines: unknown;
  note: string | null;
  closedByName: string;
  closedAt: string;
}

/** Whether the year was still open. */
export const insertHoldingsClose = async (
  tdb: TenantDb,
  close: {
    tenantId: number;
    year: number;
    lines: readonly MovementRow[];
    note: string | null;
    closedBy: string;
    closedByName: string;
  },
): Promise<boolean> => {
  const row = await tdb
    .insertInto('holdingsClose')
    .values({ ...close, lines: JSON.stringify(close.lines) })
    .onConflict((oc) => oc.columns(['tenantId', 'year']).doNothing())
    .returning('year')
    .executeTakeFirst();
  return row !== undefined;
};

/** Closed years, the newest first. */
export const listHoldingsCloses = (tdb: TenantDb, tenantId: number): Promise<HoldingsCloseRow[]> =>
  tdb
    .selectFrom('holdingsClose')
    .select(['year', 'lines', 'note', 'closedByName', 'closedAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('year', 'desc')
    .limit(100)
    .execute();
