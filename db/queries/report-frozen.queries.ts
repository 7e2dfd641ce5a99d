import { sql } from 'kysely';
import type { FigureParam } from '@/server/domain/figure/figure-params';
import type { SystemDb, TenantDb } from '../client.ts';
import type { FigureQuestion, FigureRows } from './figures/figure-rows.ts';
import { stackArea, stackAreaBefore } from './figures/storage-figures.ts';
import type { ReportKey } from './report.queries.ts';

/* Figures that were frozen with a report, and what the records say differently since. */
export interface FrozenFigureRow {
  chipKey: string;
  figureCode: string;
  period: string;
  /** What it was narrowed to. */
  params: FigureParam[];
  fromOn: string;
  toOn: string;
  value: number | null;
  state: string;
  rowCount: number | null;
  sha256: string | null;
  definitionVersion: number;
}

/* A report that was opened again has an edition more; what was frozen with an earlier one stays with it. */
const current = ({ tenantId, reportId }: ReportKey) =>
  sql<number>`(select a.edition from annual_report a where a.tenant_id = ${tenantId} and a.id = ${reportId})`;

export const insertFrozenFigures = async (
  tdb: TenantDb,
  key: ReportKey,
  rows: readonly (FrozenFigureRow & { rowIds: unknown; countedIds: string[] | null })[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('reportFrozenFigure')
    .values(
      rows.map((row) => ({
        ...key,
        ...row,
        edition: current(key),
        params: JSON.stringify(row.params),
        value: row.value === null ? null : String(row.value),
        rowIds: row.rowIds === null ? null : JSON.stringify(row.rowIds),
      })),
    )
    .execute();
};

/** The ids that a figure was frozen with, wherever they are kept; undefined where it was not or they were not kept. */
export const findFrozenIds = async (
  tdb: TenantDb,
  key: ReportKey,
  chipKey: string,
): Promise<readonly string[] | undefined> => {
  const row = await tdb
    .selectFrom('reportFrozenFigure')
    .select(['rowIds', 'countedIds'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('edition', '=', current(key))
    .where('chipKey', '=', chipKey)
    .executeTakeFirst();
  if (!row) return undefined;
  return row.countedIds ?? (Array.isArray(row.rowIds) ? (row.rowIds as string[]) : undefined);
};

/** Of the rows of a figure, those with these ids. */
export const onlyRows = (figureRows: FigureRows, ids: readonly string[]): FigureRows =>
  sql`(select r.* from ${figureRows} where r.id = any (${[...ids]}::uuid[]))`.as('r') as unknown as FigureRows;

export const listFrozenFigures = async (tdb: TenantDb, key: ReportKey): Promise<FrozenFigureRow[]> => {
  const rows = await tdb
    .selectFrom('reportFrozenFigure')
    .select([
      'chipKey',
      'figureCode',
      'period',
      'params',
      'fromOn',
      'toOn',
      'value',
      'state',
      'rowCount',
      'sha256',
      'definitionVersion',
    ])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('edition', '=', current(key))
    .orderBy('chipKey')
    .limit(2000)
    .$castTo<Omit<FrozenFigureRow, 'value'> & { value: string | null }>()
    .execute();
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
};

export interface EarlierFigureRow {
  edition: number;
  chipKey: string;
  figureCode: string;
  period: string;
  toOn: string;
  value: number | null;
  state: string;
}

/** What was frozen with editions before the present one, the newest first. */
export const listEarlierFigures = async (tdb: TenantDb, key: ReportKey): Promise<EarlierFigureRow[]> => {
  const rows = await tdb
    .selectFrom('reportFrozenFigure')
    .select(['edition', 'chipKey', 'figureCode', 'period', 'toOn', 'value', 'state'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('edition', '<', current(key))
    .orderBy('edition', 'desc')
    .orderBy('chipKey')
    .limit(2000)
    .execute();
  return rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) }));
};

export interface DifferenceRow {
  chipKey: string;
  kind: string;
  valueNow: number | null;
  rowsNow: number | null;
}

/** What differs and is not settled. */
export const listDifferences = async (tdb: TenantDb, key: ReportKey): Promise<DifferenceRow[]> => {
  const rows = await tdb
    .selectFrom('reportDifference')
    .select(['chipKey', 'kind', 'valueNow', 'rowsNow'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('edition', '=', current(key))
    .where('settledAt', 'is', null)
    .orderBy('chipKey')
    .limit(2000)
    .execute();
  return rows.map((row) => ({ ...row, valueNow: row.valueNow === null ? null : Number(row.valueNow) }));
};

export const putDifference = async (tdb: TenantDb, key: ReportKey, row: DifferenceRow): Promise<void> => {
  const said = {
    kind: row.kind,
    valueNow: row.valueNow === null ? null : String(row.valueNow),
    rowsNow: row.rowsNow,
  };
  await tdb
    .insertInto('reportDifference')
    .values({ ...key, edition: current(key), chipKey: row.chipKey, ...said })
    .onConflict((oc) =>
      oc
        .columns(['tenantId', 'reportId', 'edition', 'chipKey'])
        .doUpdateSet({ ...said, noticedAt: sql<string>`now()`, settledAt: null }),
    )
    .execute();
};

/** The records say again what was frozen. */
export const settleDifferences = async (tdb: TenantDb, key: ReportKey, chipKeys: readonly string[]): Promise<void> => {
  if (chipKeys.length === 0) return;
  await tdb
    .updateTable('reportDifference')
    .set({ settledAt: sql`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('edition', '=', current(key))
    .where('chipKey', 'in', [...chipKeys])
    .execute();
};

/** Frozen reports whose figures are still looked at: those of the last years. */
export const listWatchedReports = (
  tdb: TenantDb,
  tenantId: number,
  fromYear: number,
): Promise<{ id: string; year: number; title: string }[]> =>
  tdb
    .selectFrom('annualReport')
    .select(['id', 'year', 'title'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'frozen')
    .where('year', '>=', fromYear)
    .orderBy('year')
    .orderBy('id')
    .limit(100)
    .execute();

export const listTenantsWithFrozenReports = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from annual_report r where r.tenant_id = t.id and r.state = 'frozen')
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'report.check-differences' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};

/** What came into the holdings and left them in a period, by the life dates of the records. */
export const readHoldingsMovement = async (
  tdb: TenantDb,
  question: { tenantId: number; from: string; to: string },
): Promise<{ entered: number; left: number }> => {
  const { rows } = await sql<{ entered: number; left: number }>`
    select count(*) filter (where accessioned_on between ${question.from}::date and ${question.to}::date)::int as entered,
      count(*) filter (where left_on between ${question.from}::date and ${question.to}::date and accessioned_on <= ${question.to}::date)::int as left
    from archive_item
    where tenant_id = ${question.tenantId} and state <> 'void'
      and (level in ('volume', 'register') or (level = 'piece' and (parent_id is null or category_code = 'ZP')))
      and (accessioned_on between ${question.from}::date and ${question.to}::date or left_on between ${question.from}::date and ${question.to}::date)`.execute(
    tdb,
  );
  return rows[0] ?? { entered: 0, left: 0 };
};

/** Area of the rooms that are stacks on the last day and were none before the first change of the period. */
export const sumRoomsGained = async (tdb: TenantDb, question: FigureQuestion): Promise<number> => {
  const roomsOf = (rows: FigureRows) => tdb.selectFrom(rows).select(['r.openId', 'r.amount']).limit(10_000).execute();
  const before = new Set((await roomsOf(stackAreaBefore(tdb, question))).map(({ openId }) => openId));
  const gained = (await roomsOf(stackArea(tdb, question))).filter(({ openId }) => !before.has(openId));
  return gained.reduce((sum, { amount }) => sum + Number(amount), 0);
};
