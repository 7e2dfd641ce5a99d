import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 开放决定. A holding is what was accessioned and has not left. */

export interface OpeningConditions {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  onlyUnreviewed: boolean;
  itemIds?: readonly string[] | undefined;
}

const held = (tenantId: number) =>
  sql`i.tenant_id = ${tenantId} and i.accessioned_on is not null and i.left_on is null and i.state = 'filed'`;

const chosen = (tenantId: number, selection: OpeningConditions) => {
  const [top = '', sub = ''] = (selection.categoryCode ?? '').split('·');
  const ids = (selection.itemIds ?? null) as string[] | null;
  return sql`${held(tenantId)}
    and (${selection.fondsId ?? null}::uuid is null or i.fonds_id = ${selection.fondsId ?? null}::uuid)
    and (${top} = '' or i.category_code = ${top}) and (${sub} = '' or i.subcategory_code = ${sub})
    and (${selection.yearFrom ?? null}::int is null or i.filing_year >= ${selection.yearFrom ?? null}::int)
    and (${selection.yearTo ?? null}::int is null or i.filing_year <= ${selection.yearTo ?? null}::int)
    and (${ids}::uuid[] is null or i.id = any (${ids}::uuid[]))
    and (${!selection.onlyUnreviewed} or i.open_flag = 'unreviewed')`;
};

export const countOpeningItems = async (
  tdb: TenantDb,
  tenantId: number,
  selection: OpeningConditions,
): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from archive_item i where ${chosen(tenantId, selection)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

export interface DecisionInsert {
  tenantId: number;
  id: string;
  decisionNumber: string;
  outcome: string;
  reasonCode: string | null;
  reason: string | null;
  delayedUntil: string | null;
  approvedBy: string | null;
  decidedOn: string;
  publishedOn: string | null;
  selection: string;
  createdBy: string;
  createdByName: string;
}
export const insertDecision = async (tdb: TenantDb, row: DecisionInsert): Promise<void> => {
  await tdb.insertInto('openingDecision').values(row).execute();
};

export interface DecisionRow {
  id: string;
  decisionNumber: string;
  outcome: string;
  reasonCode: string | null;
  reason: string | null;
  delayedUntil: string | null;
  approvedBy: string | null;
  decidedOn: string;
  publishedOn: string | null;
  selection: unknown;
  state: string;
  itemCount: number;
  jobId: string | null;
  createdByName: string;
}
const DECISION = [
  'id',
  'decisionNumber',
  'outcome',
  'reasonCode',
  'reason',
  'delayedUntil',
  'approvedBy',
  'decidedOn',
  'publishedOn',
  'selection',
  'state',
  'itemCount',
  'jobId',
  'createdByName',
] as const;
const decisions = (tdb: TenantDb, tenantId: number, outcome?: string) => {
  const query = tdb.selectFrom('openingDecision').where('tenantId', '=', tenantId);
  return outcome ? query.where('outcome', '=', outcome) : query;
};
export const findDecision = (tdb: TenantDb, tenantId: number, id: string): Promise<DecisionRow | undefined> =>
  decisions(tdb, tenantId).select(DECISION).where('id', '=', id).executeTakeFirst();
export const lockDecision = (tdb: TenantDb, tenantId: number, id: string): Promise<DecisionRow | undefined> =>
  decisions(tdb, tenantId).select(DECISION).where('id', '=', id).forUpdate().executeTakeFirst();
export const listDecisionRows = (
  tdb: TenantDb,
  tenantId: number,
  outcome: string | undefined,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DecisionRow[]> => {
  let query = decisions(tdb, tenantId, outcome).select(DECISION);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('decidedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('decidedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countDecisionRows = (tdb: TenantDb, tenantId: number, outcome: string | undefined): Promise<number> =>
  countUpToCap(tdb, decisions(tdb, tenantId, outcome).select('id'));

/** Applies a decision to everything that its selection finds, and keeps what each record was before. */
export const applyDecision = async (
  tdb: TenantDb,
  tenantId: number,
  decision: { id: string; outcome: string; publishedOn: string | null },
  selection: OpeningConditions,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    with found as (
      select i.id, i.open_flag, i.published_on from archive_item i where ${chosen(tenantId, selection)} order by i.id for update
    ), kept as (
      insert into opening_decision_item (tenant_id, decision_id, item_id, flag_before, published_before)
      select ${tenantId}::int, ${decision.id}::uuid, f.id, f.open_flag, f.published_on from found f
      on conflict do nothing returning item_id
    ), changed as (
      update archive_item i set open_flag = ${decision.outcome}, published_on = ${decision.publishedOn}::date,
        row_version = i.row_version + 1, updated_at = now()
      from kept k where i.tenant_id = ${tenantId} and i.id = k.item_id returning i.id
    ) select count(*)::int as n from changed`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** 公布: the day on which the open ones of a decision were published. A later decision on a record keeps its word. */
export const publishDecisionItems = async (
  tdb: TenantDb,
  tenantId: number,
  decisionId: string,
  publishedOn: string,
): Promise<number> => {
  const { rows } = await sql<{
    id: string;
  }>`update archive_item i set published_on = ${publishedOn}::date, row_version = i.row_version + 1, updated_at = now()
    from opening_decision_item d
    where d.tenant_id = ${tenantId} and d.decision_id = ${decisionId}::uuid and i.tenant_id = ${tenantId} and i.id = d.item_id
      and i.open_flag = 'open' and i.published_on is null and i.left_on is null
    returning i.id`.execute(tdb);
  return rows.length;
};

export const updateDecision = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  change: { state?: string; itemCount?: number; publishedOn?: string; jobId?: string },
): Promise<void> => {
  await tdb.updateTable('openingDecision').set(change).where('tenantId', '=', tenantId).where('id', '=', id).execute();
};

export interface OpenYearRow {
  year: number;
  held: number;
  undecided: number;
  unpublished: number;
}
/** Years of the holdings with what is not yet decided or not yet published in them. */
export const listOpenYears = async (tdb: TenantDb, tenantId: number, yearTo: number): Promise<OpenYearRow[]> => {
  const { rows } = await sql<OpenYearRow>`select i.filing_year as year, count(*)::int as held,
      count(*) filter (where i.open_flag = 'unreviewed')::int as undecided,
      count(*) filter (where i.open_flag = 'open' and i.published_on is null)::int as unpublished
    from archive_item i where ${held(tenantId)} and i.filing_year <= ${yearTo}
    group by i.filing_year order by i.filing_year limit 2000`.execute(tdb);
  return rows;
};

export interface BlockingRow {
  id: string;
  codeSort: string;
  referenceCode: string;
  title: string;
  categoryCode: string;
  filingYear: number;
  openFlag: string;
}
export interface BlockingConditions {
  yearTo: number;
  year?: number | undefined;
  kind?: 'undecided' | 'unpublished' | undefined;
}
const blocking = (tdb: TenantDb, tenantId: number, { yearTo, year, kind }: BlockingConditions) =>
  tdb
    .selectFrom('archiveItem')
    .where('tenantId', '=', tenantId)
    .where('accessionedOn', 'is not', null)
    .where('leftOn', 'is', null)
    .where('state', '=', 'filed')
    .where('filingYear', '<=', yearTo)
    .$if(year !== undefined, (query) => query.where('filingYear', '=', year ?? 0))
    .$if(kind !== undefined, (query) => query.where('openFlag', '=', kind === 'undecided' ? 'unreviewed' : 'open'))
    .where(sql<boolean>`(open_flag = 'unreviewed' or (open_flag = 'open' and published_on is null))`);

/** What stands in the way of opening up to a year, oldest first. */
export const listBlockingRows = (
  tdb: TenantDb,
  tenantId: number,
  conditions: BlockingConditions,
  page: { cursor: [number, string, string] | undefined; direction: Walk; limit: number },
): Promise<BlockingRow[]> => {
  let query = blocking(tdb, tenantId, conditions).select([
    'id',
    'codeSort',
    'referenceCode',
    'title',
    'categoryCode',
    'filingYear',
    'openFlag',
  ]);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('filingYear', 'codeSort', 'id'), beyond('asc', direction), eb.tuple(...cursor)),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('filingYear', order)
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countBlockingRows = (tdb: TenantDb, tenantId: number, conditions: BlockingConditions): Promise<number> =>
  countUpToCap(tdb, blocking(tdb, tenantId, conditions).select('id'));

export interface OpenedItemRow {
  referenceCode: string;
  title: string;
  responsibleParty: string | null;
  documentDate: string | null;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
}
/** 开放档案目录 of one decision. */
export const listDecisionItems = (
  tdb: TenantDb,
  tenantId: number,
  decisionId: string,
  limit: number,
): Promise<OpenedItemRow[]> =>
  tdb
    .selectFrom('openingDecisionItem as d')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'd.tenantId').onRef('i.id', '=', 'd.itemId'))
    .select(['i.referenceCode', 'i.title', 'i.responsibleParty', 'i.documentDate', 'i.filingYear', 'i.retentionCode'])
    .select('i.pageCount')
    .where('d.tenantId', '=', tenantId)
    .where('d.decisionId', '=', decisionId)
    .orderBy('i.codeSort')
    .orderBy('i.id')
    .limit(limit)
    .execute();

export interface DecidedRow {
  id: string;
  codeSort: string;
  referenceCode: string;
  title: string;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
  boxNumber: string | null;
  flagBefore: string;
  /** As it stands now: a later decision may have changed it. */
  openFlag: string;
}
export interface DecidedConditions {
  decisionId: string;
  q?: string | undefined;
}
const decided = (tdb: TenantDb, tenantId: number, { decisionId, q }: DecidedConditions) => {
  const query = tdb
    .selectFrom('openingDecisionItem as d')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'd.tenantId').onRef('i.id', '=', 'd.itemId'))
    .where('d.tenantId', '=', tenantId)
    .where('d.decisionId', '=', decisionId);
  if (!q) return query;
  const pattern = containing(q);
  return query.where((eb) => eb.or([eb('i.title', 'ilike', pattern), eb('i.referenceCode', 'ilike', pattern)]));
};

/** What a decision was about, in the order of the codes. One more than asked for. */
export const listDecidedRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: DecidedConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DecidedRow[]> => {
  let query = decided(tdb, tenantId, filter).select([
    'i.id',
    'i.codeSort',
    'i.referenceCode',
    'i.title',
    'i.filingYear',
    'i.retentionCode',
    'i.pageCount',
    'i.boxNumber',
    'd.flagBefore',
    'i.openFlag',
  ]);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('i.codeSort', 'i.id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('i.codeSort', order)
    .orderBy('i.id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countDecidedRows = (tdb: TenantDb, tenantId: number, filter: DecidedConditions): Promise<number> =>
  countUpToCap(tdb, decided(tdb, tenantId, filter).select('i.id'));

export interface OpeningHistoryRow {
  decisionId: string;
  decisionNumber: string;
  outcome: string;
  decidedOn: string;
  publishedOn: string | null;
  flagBefore: string;
}
export const listItemOpenings = (tdb: TenantDb, tenantId: number, itemId: string): Promise<OpeningHistoryRow[]> =>
  tdb
    .selectFrom('openingDecisionItem as d')
    .innerJoin('openingDecision as o', (join) =>
      join.onRef('o.tenantId', '=', 'd.tenantId').onRef('o.id', '=', 'd.decisionId'),
    )
    .select(['d.decisionId', 'o.decisionNumber', 'o.outcome', 'o.decidedOn', 'o.publishedOn', 'd.flagBefore'])
    .where('d.tenantId', '=', tenantId)
    .where('d.itemId', '=', itemId)
    .orderBy('o.createdAt', 'desc')
    .orderBy('d.decisionId', 'desc')
    .limit(200)
    .execute();
