import { sql } from 'kysely';
import type { FigureInWords } from '@/server/domain/figure/figure-in-words';
import type { GivenRow } from '@/server/domain/figure/released-rows';
import type { FigureBasis } from '@/server/domain/figure/reporting';
import type { TenantDb } from '../../client.ts';

export interface FigureReleaseInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  figureCode: string;
  year: number;
  asOf: string;
  value: number | null;
  unitName: string;
  definitionVersion: number;
  rowIds: unknown;
  /** The ids in their order, where they are too many to stand in `rowIds`. */
  countedIds: string[] | null;
  /** 连同明细. */
  givenRows: readonly GivenRow[] | null;
  basis: FigureBasis;
  /** What the unit says to a value that is unlike last year's. */
  note: string | null;
  releasedBy: string;
  /** What it means, where it is no figure of the report. */
  said: FigureInWords | null;
}

/** Takes the earlier release of the same figure, year, basis and addressee out of force. */
export const supersedeReleases = async (
  tdb: TenantDb,
  key: { tenantId: number; addresseeTenantId: number; year: number; codes: readonly string[]; basis: FigureBasis },
): Promise<number> => {
  const result = await tdb
    .updateTable('figureRelease')
    .set({ state: 'superseded' })
    .where('tenantId', '=', key.tenantId)
    .where('addresseeTenantId', '=', key.addresseeTenantId)
    .where('year', '=', key.year)
    .where('figureCode', 'in', key.codes)
    .where('basis', '=', key.basis)
    .where('state', '<>', 'superseded')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

export const insertReleases = async (tdb: TenantDb, rows: readonly FigureReleaseInsert[]): Promise<void> => {
  await tdb
    .insertInto('figureRelease')
    .values(
      rows.map((row) => ({
        ...row,
        value: row.value === null ? null : String(row.value),
        rowIds: JSON.stringify(row.rowIds),
        givenRows: row.givenRows === null ? null : JSON.stringify(row.givenRows),
        said: row.said === null ? null : JSON.stringify(row.said),
        dispatchedAt: sql<string>`now()`,
      })),
    )
    .execute();
};

export interface OwnReleaseRow {
  figureCode: string;
  value: number | null;
  asOf: string;
  releasedAt: string;
}

/** What the tenant has released of a year and not replaced; the newest of each figure. */
export const listOwnReleases = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
  basis: FigureBasis = 'own',
): Promise<OwnReleaseRow[]> => {
  const rows = await tdb
    .selectFrom('figureRelease')
    .distinctOn('figureCode')
    .select(['figureCode', 'value', 'asOf', 'releasedAt'])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .where('basis', '=', basis)
    .where('state', '<>', 'superseded')
    .orderBy('figureCode')
    .orderBy('releasedAt', 'desc')
    .orderBy('id')
    .limit(1_000)
    .execute();
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
};

/** What the tenant released of earlier years and did not replace, by figure: the newest of each year. */
export const listReleaseHistory = async (
  tdb: TenantDb,
  tenantId: number,
  years: { from: number; before: number },
): Promise<{ figureCode: string; value: number }[]> => {
  const rows = await tdb
    .selectFrom('figureRelease')
    .distinctOn(['figureCode', 'year'])
    .select(['figureCode', 'year', 'value'])
    .where('tenantId', '=', tenantId)
    .where('year', '>=', years.from)
    .where('year', '<', years.before)
    .where('basis', '=', 'own')
    .where('state', '<>', 'superseded')
    .where('value', 'is not', null)
    .orderBy('figureCode')
    .orderBy('year')
    .orderBy('releasedAt', 'desc')
    .orderBy('id')
    .limit(5_000)
    .execute();
  return rows.map(({ figureCode, value }) => ({ figureCode, value: Number(value) }));
};

export interface ReceivedReleaseRow {
  unitTenantId: number;
  unitName: string;
  figureCode: string;
  value: number | null;
  asOf: string;
  releasedAt: string;
  definitionVersion: number;
  basis: FigureBasis;
  note: string | null;
}

/** What units have released to the tenant for a year. The unit's own tables stay closed. */
export const listReceivedReleases = async (
  tdb: TenantDb,
  key: { tenantId: number; year: number; codes: readonly string[] },
): Promise<ReceivedReleaseRow[]> => {
  if (key.codes.length === 0) return [];
  const rows = await tdb
    .selectFrom('figureRelease')
    .select(['tenantId as unitTenantId', 'unitName', 'figureCode', 'value', 'asOf', 'releasedAt', 'definitionVersion'])
    .select(['basis', 'note'])
    .where('addresseeTenantId', '=', key.tenantId)
    .where('dispatchedAt', 'is not', null)
    .where('year', '=', key.year)
    .where('figureCode', 'in', key.codes)
    .where('state', 'in', ['released', 'accepted'])
    .orderBy('figureCode')
    .orderBy('tenantId')
    .orderBy('basis')
    .orderBy('id')
    .limit(100_000)
    .$castTo<Omit<ReceivedReleaseRow, 'value'> & { value: string | null }>()
    .execute();
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
};

export interface ReceivedOwnRow extends ReceivedReleaseRow {
  said: unknown;
  /** Of a sum that was handed on: the units in it. */
  parts: unknown;
}

/** What units have released of figures that they, and not the report, define. */
export const listReceivedOwn = async (
  tdb: TenantDb,
  key: { tenantId: number; year: number },
): Promise<ReceivedOwnRow[]> => {
  const rows = await tdb
    .selectFrom('figureRelease')
    .select(['tenantId as unitTenantId', 'unitName', 'figureCode', 'value', 'asOf', 'releasedAt', 'definitionVersion'])
    .select(['basis', 'note', 'said'])
    .select(sql<unknown>`case basis when 'rolled_up' then row_ids end`.as('parts'))
    .where('addresseeTenantId', '=', key.tenantId)
    .where('dispatchedAt', 'is not', null)
    .where('year', '=', key.year)
    .where('said', 'is not', null)
    .where('state', 'in', ['released', 'accepted'])
    .orderBy('unitName')
    .orderBy('tenantId')
    .orderBy('figureCode')
    .orderBy('id')
    .limit(20_000)
    .$castTo<Omit<ReceivedOwnRow, 'value'> & { value: string | null }>()
    .execute();
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
};
