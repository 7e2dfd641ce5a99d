import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 馆藏分析. Sums over the whole catalogue of one tenant: one walk over its records, whatever they are grouped by. */

export interface HoldingsSumRow {
  key: string;
  name: string | null;
  detail: string | null;
  held: number;
  entries: number;
  added: number;
  scanned: number;
  linked: number;
  texted: number;
  incomplete: number;
}

/** 卷、册 and 件 outside volumes; photographs by 张. */
export const UNIT = sql`(i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP')))`;
export const CARRIER = sql`case when i.category_code = 'ZP' then 'photo' when i.category_code = 'LY' then 'audio' when i.category_code = 'LX' then 'video'
  when i.category_code = 'SW' then 'object' when i.category_code in ('SJ', 'YJ', 'WY', 'MT') then 'electronic' else 'paper' end`;
/** Of the single documents those without who, when or how many pages. */
export const INCOMPLETE = sql`(i.level = 'piece' and (i.responsible_party is null or i.document_date is null or (i.page_count is null and ${CARRIER} = 'paper')))`;
export const addedIn = (year: number) =>
  sql`coalesce(i.accessioned_on, i.archived_on) between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`;
const NONE = sql`null::text`;

const AXES = {
  category: { key: sql`i.category_code`, name: NONE, detail: NONE, from: sql`` },
  fonds: {
    key: sql`f.id::text`,
    name: sql`f.name`,
    detail: sql`f.number`,
    from: sql`join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id`,
  },
  carrier: { key: CARRIER, name: NONE, detail: NONE, from: sql`` },
  // A record with several topics stands under each of them.
  topic: {
    key: sql`coalesce(t.topic, '')`,
    name: NONE,
    detail: NONE,
    from: sql`left join lateral unnest(i.topics) as t(topic) on true`,
  },
  period: { key: sql`(i.filing_year / 10 * 10)::text`, name: NONE, detail: NONE, from: sql`` },
} as const;
export type SummedAxis = keyof typeof AXES;

export const sumHoldingsBy = async (
  tdb: TenantDb,
  tenantId: number,
  by: SummedAxis,
  year: number,
): Promise<HoldingsSumRow[]> => {
  const axis = AXES[by];
  const { rows } = await sql<HoldingsSumRow>`
    select ${axis.key} as key, ${axis.name} as name, ${axis.detail} as detail,
      count(*) filter (where ${UNIT})::int as held, count(*)::int as entries,
      count(*) filter (where ${UNIT} and ${addedIn(year)})::int as added,
      count(*) filter (where ${UNIT} and s.done_on is not null)::int as scanned,
      count(*) filter (where ${UNIT} and d.item_id is not null)::int as linked,
      count(*) filter (where ${UNIT} and p.item_id is not null)::int as texted,
      count(*) filter (where ${INCOMPLETE})::int as incomplete
    from archive_item i ${axis.from}
    left join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
    left join (select distinct item_id from digital_file where tenant_id = ${tenantId} and state = 'stored') d on d.item_id = i.id
    left join (select distinct item_id from page_text where tenant_id = ${tenantId}) p on p.item_id = i.id
    where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null
    group by 1, 2, 3 order by 3, 1`.execute(tdb);
  return rows;
};

export interface DeliverySumRow extends HoldingsSumRow {
  expected: number;
  days: number | null;
}

/** 著录进度 of what was taken in during a year: said to be so much, catalogued so much, after so many days. */
export const sumDeliveries = async (tdb: TenantDb, tenantId: number, year: number): Promise<DeliverySumRow[]> => {
  const { rows } = await sql<DeliverySumRow>`
    select a.id::text as key, a.source_name as name, a.accession_number as detail,
      coalesce(r.held, 0) as held, coalesce(r.entries, 0) as entries, coalesce(r.held, 0) as added, coalesce(r.scanned, 0) as scanned,
      coalesce(r.linked, 0) as linked, 0 as texted, coalesce(r.incomplete, 0) as incomplete,
      coalesce((select sum(l.quantity) from accession_line l where l.tenant_id = a.tenant_id and l.accession_id = a.id
        and l.unit in ('volume', 'piece', 'sheet', 'book')), 0)::float8 as expected, r.days
    from accession a left join lateral (
      select count(*) filter (where ${UNIT})::int as held, count(*)::int as entries,
        count(*) filter (where ${UNIT} and s.done_on is not null)::int as scanned,
        count(*) filter (where ${UNIT} and exists (select 1 from digital_file d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.state = 'stored'))::int as linked,
        count(*) filter (where ${INCOMPLETE})::int as incomplete,
        round(avg(greatest(0, (i.created_at at time zone 'Asia/Shanghai')::date - a.received_on)))::int as days
      from archive_item i left join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
      where i.tenant_id = ${tenantId} and i.accession_id = a.id and i.state = 'filed') r on true
    where a.tenant_id = ${tenantId} and a.state = 'accepted' and a.received_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by a.number, a.id`.execute(tdb);
  return rows;
};

export const listPriorityTopics = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ topicCode: string; target: number | null }[]> =>
  tdb
    .selectFrom('priorityTopic')
    .select(['topicCode', 'target'])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .orderBy('topicCode')
    .execute();

export const setPriorityTopic = async (
  tdb: TenantDb,
  row: { tenantId: number; year: number; topicCode: string; target: number | null; setByName: string },
): Promise<void> => {
  await tdb
    .insertInto('priorityTopic')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'year', 'topicCode']).doUpdateSet({ target: row.target, setByName: row.setByName }),
    )
    .execute();
};

export const dropPriorityTopic = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
  topicCode: string,
): Promise<void> => {
  await tdb
    .deleteFrom('priorityTopic')
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .where('topicCode', '=', topicCode)
    .execute();
};
