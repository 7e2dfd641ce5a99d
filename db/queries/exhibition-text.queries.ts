import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 展陈文稿: the texts, and the steps that each of them went through. */

export interface ExhibitionTextRow {
  id: string;
  title: string;
  place: string;
  exhibitionId: string | null;
  exhibitionTitle: string | null;
  state: string;
  version: number;
  approvedVersion: number | null;
  draftedBy: string;
  draftedByName: string;
  changedAt: string;
  rowVersion: number;
}
export interface TextListRow extends ExhibitionTextRow {
  sortKey: string;
}
export interface TextListFilter {
  state?: string | undefined;
  exhibitionId?: string | undefined;
  q?: string | undefined;
}

const texts = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('exhibitionText as x')
    .leftJoin('registerEntry as e', (join) =>
      join.onRef('e.tenantId', '=', 'x.tenantId').onRef('e.id', '=', 'x.exhibitionId'),
    )
    .where('x.tenantId', '=', tenantId);
const COLUMNS = [
  'x.id',
  'x.title',
  'x.place',
  'x.exhibitionId',
  'e.title as exhibitionTitle',
  'x.state',
  'x.version',
  'x.approvedVersion',
  'x.draftedBy',
  'x.draftedByName',
  'x.changedAt',
  'x.rowVersion',
] as const;

const filtered = (tdb: TenantDb, tenantId: number, filter: TextListFilter) => {
  let query = texts(tdb, tenantId);
  if (filter.state) query = query.where('x.state', '=', filter.state);
  if (filter.exhibitionId) query = query.where('x.exhibitionId', '=', filter.exhibitionId);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('x.title', 'ilike', pattern), eb('x.place', 'ilike', pattern)]));
  }
  return query;
};

/** What a list is ordered by, as text, so that one key serves every order; a state by how far it has come. */
const SORT_KEYS = {
  changed: sql<string>`to_char(x.changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') collate "C"`,
  title: sql<string>`x.title collate "C"`,
  place: sql<string>`x.place collate "C"`,
  state: sql<string>`coalesce(array_position(array['returned', 'draft', 'submitted', 'checked', 'approved'], x.state), 0)::text collate "C"`,
} as const;
export interface TextOrder {
  by: keyof typeof SORT_KEYS;
  order: 'asc' | 'desc';
}

/** In the order asked for. One more than asked for. */
export const listExhibitionTexts = (
  tdb: TenantDb,
  tenantId: number,
  filter: TextListFilter,
  sort: TextOrder,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<TextListRow[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder(sort.order, direction);
  const key = SORT_KEYS[sort.by];
  let query = filtered(tdb, tenantId, filter).select(COLUMNS).select(key.as('sortKey'));
  if (cursor)
    query = query.where(
      sql<boolean>`(${key}, x.id) ${sql.raw(beyond(sort.order, direction))} (${cursor[0]}, ${cursor[1]}::uuid)`,
    );
  return query
    .orderBy(key, order)
    .orderBy('x.id', order)
    .limit(limit + 1)
    .execute();
};

export const countExhibitionTexts = (tdb: TenantDb, tenantId: number, filter: TextListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('x.id'));

export const findExhibitionText = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ExhibitionTextRow | undefined> => {
  const query = texts(tdb, tenantId).select(COLUMNS).where('x.id', '=', id);
  return (options.lock ? query.forUpdate('x') : query).executeTakeFirst();
};

export const insertExhibitionText = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    title: string;
    place: string;
    exhibitionId: string | null;
    draftedBy: string;
    draftedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('exhibitionText').values(row).execute();
};

/** The next standing of a text that is locked. */
export const changeExhibitionText = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  change: {
    state: string;
    version?: number;
    approvedVersion?: number;
    draftedBy?: string;
    draftedByName?: string;
  },
): Promise<void> => {
  await tdb
    .updateTable('exhibitionText')
    .set({ ...change, changedAt: sql<string>`now()`, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface TextStepRow {
  id: string;
  version: number;
  act: string;
  words: string;
  byName: string;
  at: string;
}
export const insertTextStep = async (
  tdb: TenantDb,
  row: Omit<TextStepRow, 'at'> & { tenantId: number; textId: string; byAccountId: string },
): Promise<void> => {
  await tdb.insertInto('exhibitionTextStep').values(row).execute();
};

/** Oldest first. */
export const listTextSteps = (tdb: TenantDb, tenantId: number, textId: string): Promise<TextStepRow[]> =>
  tdb
    .selectFrom('exhibitionTextStep')
    .select(['id', 'version', 'act', 'words', 'byName', 'at'])
    .where('tenantId', '=', tenantId)
    .where('textId', '=', textId)
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute();

/** Exhibitions of the register, the youngest first. */
export const listExhibitions = async (tdb: TenantDb, tenantId: number): Promise<{ id: string; title: string }[]> =>
  tdb
    .selectFrom('registerEntry')
    .select(['id', 'title'])
    .where('tenantId', '=', tenantId)
    .where('registerCode', '=', 'exhibition')
    .where('state', '=', 'current')
    .orderBy('entryOn', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
