import { type Expression, type SqlBool, sql } from 'kysely';
import type { CodedRecord } from '@/server/domain/fonds/coded-record';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';

export interface CodeConditions {
  fondsId: string;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  orgCode?: string | undefined;
  codeState?: 'provisional' | undefined;
}

const CODED = [
  'i.id',
  'i.parentId',
  'i.level',
  'f.number as fondsNumber',
  'i.categoryCode',
  'i.subcategoryCode',
  'i.filingYear',
  'i.retentionCode',
  'i.orgCode',
  'i.itemNumber',
  'i.catalogueNumber',
  'i.fileNumber',
  'i.documentNumber',
  'i.dateSort',
  'i.referenceCode',
  'i.codeSort',
  'i.codeTemplate',
  'i.codeState',
  'i.title',
] as const;

const codedItems = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('archiveItem as i')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'i.tenantId').onRef('f.id', '=', 'i.fondsId'))
    .select(CODED)
    .select(sql<string | null>`i.details ->> 'projectNumber'`.as('projectNumber'))
    .where('i.tenantId', '=', tenantId)
    .where('i.state', '=', 'filed')
    // What has left with a transfer keeps its code: it is evidence.
    .where('i.leftOn', 'is', null)
    .$castTo<CodedRecord>();

const DIMENSIONS = ['fondsId', 'filingYear', 'retentionCode', 'orgCode', 'codeState'] as const;

/** A step through the records of a selection, in the order of their codes. */
export const listCodedRecords = (
  tdb: TenantDb,
  tenantId: number,
  conditions: CodeConditions,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<CodedRecord[]> =>
  codedItems(tdb, tenantId)
    .where((eb) =>
      eb.and(
        DIMENSIONS.flatMap((column): Expression<SqlBool>[] => {
          const value = conditions[column];
          return value === undefined ? [] : [eb(`i.${column}`, '=', value as never)];
        }),
      ),
    )
    .$if(conditions.categoryCode !== undefined, (query) => query.where(inCategory(conditions.categoryCode ?? '', 'i')))
    .$if(after !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('i.codeSort', 'i.id'), '>', eb.tuple(after?.[0] ?? '', after?.[1] ?? ''))),
    )
    .orderBy('i.codeSort')
    .orderBy('i.id')
    .limit(limit)
    .execute();

/** What lies inside the given volumes: it is renumbered with them, whatever it was filtered by. */
export const listInside = (
  tdb: TenantDb,
  tenantId: number,
  parentIds: readonly string[],
  limit: number,
): Promise<CodedRecord[]> =>
  codedItems(tdb, tenantId)
    .where(sql<boolean>`i.parent_id = any (${parentIds as string[]}::uuid[])`)
    .orderBy('i.codeSort')
    .orderBy('i.id')
    .limit(limit)
    .execute();

export interface TakenNumber {
  scope: string;
  number: number;
  /** Null: retired. */
  itemId: string | null;
}

/** Every number that stands or stood in the scopes, struck out records included: nobody else gets one of them. */
export const listTakenNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  scopes: readonly { scope: string; prefix: string }[],
): Promise<TakenNumber[]> => {
  if (scopes.length === 0) return [];
  const { rows } = await sql<TakenNumber>`
    with s as (select * from unnest(${scopes.map((one) => one.scope)}::text[], ${scopes.map((one) => one.prefix)}::text[]) as s (scope, prefix))
    select scope, substring(digits from '^[0-9]{8}')::int as number, "itemId" from (
      select s.scope, substring(i.code_sort from length(s.prefix) + 1) as digits, i.id as "itemId" from s
        join archive_item i on i.tenant_id = ${tenantId} and i.code_sort > s.prefix collate "C" and i.code_sort < (s.prefix || ':') collate "C"
      union all
      select s.scope, substring(h.old_sort from length(s.prefix) + 1), null from s
        join archive_code_history h on h.tenant_id = ${tenantId} and h.old_sort > s.prefix collate "C" and h.old_sort < (s.prefix || ':') collate "C"
    ) taken where digits ~ '^[0-9]{8}' order by 1, 2, 3`.execute(tdb);
  return rows;
};

export interface RetiredCodeRow {
  oldCode: string;
  newCode: string;
  reason: string;
  renumberingId: string | null;
  changedByName: string;
  changedAt: string;
}

/** Codes that a record had, oldest first. */
export const listRetiredCodes = (tdb: TenantDb, tenantId: number, itemId: string): Promise<RetiredCodeRow[]> =>
  tdb
    .selectFrom('archiveCodeHistory')
    .select(['oldCode', 'newCode', 'reason', 'renumberingId', 'changedByName', 'changedAt'])
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId)
    .orderBy('changedAt')
    .orderBy('oldCode')
    .limit(200)
    .execute();

/** Whether a code was given up: then it is nobody's. */
export const isRetiredCode = async (tdb: TenantDb, tenantId: number, code: string): Promise<boolean> =>
  (await tdb
    .selectFrom('archiveCodeHistory')
    .select('oldCode')
    .where('tenantId', '=', tenantId)
    .where('oldCode', '=', code)
    .executeTakeFirst()) !== undefined;

export interface ChildRow {
  id: string;
  referenceCode: string;
  title: string;
  pageCount: number | null;
  documentDate: string | null;
  state: string;
}

/** A page of what lies inside a volume, by code. */
export const listChildren = (
  tdb: TenantDb,
  tenantId: number,
  parentId: string,
  walk: { direction: 'after' | 'before'; after: readonly [string, string] | undefined; limit: number },
): Promise<(ChildRow & { codeSort: string })[]> => {
  const order = walk.direction === 'after' ? ('asc' as const) : ('desc' as const);
  return tdb
    .selectFrom('archiveItem')
    .select(['id', 'referenceCode', 'codeSort', 'title', 'pageCount', 'documentDate', 'state'])
    .where('tenantId', '=', tenantId)
    .where('parentId', '=', parentId)
    .where('state', '!=', 'void')
    .$if(walk.after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('codeSort', 'id'),
          order === 'asc' ? '>' : '<',
          eb.tuple(walk.after?.[0] ?? '', walk.after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(walk.limit)
    .execute();
};

/** How much lies inside a volume. */
export const countChildren = async (
  tdb: TenantDb,
  tenantId: number,
  parentId: string,
): Promise<{ count: number; pages: number }> => {
  const row = await tdb
    .selectFrom('archiveItem')
    .select([sql<number>`count(*)::int`.as('count'), sql<number>`coalesce(sum(page_count), 0)::int`.as('pages')])
    .where('tenantId', '=', tenantId)
    .where('parentId', '=', parentId)
    .where('state', '!=', 'void')
    .executeTakeFirstOrThrow();
  return row;
};
