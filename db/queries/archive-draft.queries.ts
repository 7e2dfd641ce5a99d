import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 著录草稿. A draft is one person's: every question names the person. */

export interface DraftSummaryRow {
  id: string;
  kind: string;
  fondsId: string;
  categoryCode: string;
  /** The 卷 or 组 that the rows are filed into. */
  parentId: string | null;
  rowCount: number;
  createdAt: string;
  updatedAt: string;
  discardedAt: string | null;
  rowVersion: number;
}
export type DraftRowRecord = DraftSummaryRow & { rows: unknown };

export interface DraftKey {
  tenantId: number;
  accountId: string;
  id: string;
}

const SUMMARY = [
  'id',
  'kind',
  'fondsId',
  'categoryCode',
  'parentId',
  'rowCount',
  'createdAt',
  'updatedAt',
  'discardedAt',
  'rowVersion',
] as const;

export const insertDraft = async (
  tdb: TenantDb,
  draft: DraftKey & {
    kind: string;
    fondsId: string;
    categoryCode: string;
    parentId?: string | undefined;
    rows: readonly unknown[];
  },
): Promise<void> => {
  await tdb
    .insertInto('catalogueDraft')
    .values({ ...draft, rows: JSON.stringify(draft.rows), rowCount: draft.rows.length })
    .execute();
};

export const findDraft = (tdb: TenantDb, key: DraftKey): Promise<DraftRowRecord | undefined> =>
  tdb
    .selectFrom('catalogueDraft')
    .select([...SUMMARY, 'rows'])
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .executeTakeFirst();

/** A person's drafts that hold something, or those in their bin, newest first. */
export const listDrafts = (
  tdb: TenantDb,
  key: Omit<DraftKey, 'id'>,
  options: { isDiscarded: boolean; limit: number },
): Promise<DraftSummaryRow[]> =>
  tdb
    .selectFrom('catalogueDraft')
    .select(SUMMARY)
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('rowCount', '>', 0)
    .where('discardedAt', options.isDiscarded ? 'is not' : 'is', null)
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit)
    .execute();

/** The new version; nothing when another window was quicker, or the draft lies in the bin. */
export const updateDraft = async (
  tdb: TenantDb,
  key: DraftKey & { rowVersion: number },
  values: { fondsId?: string; categoryCode?: string; rows: readonly unknown[] },
): Promise<number | null> => {
  const row = await tdb
    .updateTable('catalogueDraft')
    .set({
      ...(values.fondsId === undefined ? {} : { fondsId: values.fondsId }),
      ...(values.categoryCode === undefined ? {} : { categoryCode: values.categoryCode }),
      rows: JSON.stringify(values.rows),
      rowCount: values.rows.length,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('discardedAt', 'is', null)
    .returning('rowVersion')
    .executeTakeFirst();
  return row?.rowVersion ?? null;
};

/** Into the bin, or back out of it. */
export const setDraftDiscarded = async (tdb: TenantDb, key: DraftKey, isDiscarded: boolean): Promise<boolean> => {
  const row = await tdb
    .updateTable('catalogueDraft')
    .set({ discardedAt: isDiscarded ? sql<string>`now()` : null, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .where('discardedAt', isDiscarded ? 'is' : 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** What has lain in the bin for longer than the days. */
export const purgeDrafts = async (tdb: TenantDb, key: Omit<DraftKey, 'id'>, days: number): Promise<void> => {
  await tdb
    .deleteFrom('catalogueDraft')
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where(sql<boolean>`discarded_at < now() - make_interval(days => ${days})`)
    .execute();
};
