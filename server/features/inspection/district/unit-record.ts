import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countGivenLooks, countReceivedLooks } from '@/db/queries/access-grant.queries';
import {
  countRecordLines,
  listRecordLines,
  type RecordFilter,
  type RecordLineRow,
  type RecordPair,
} from '@/db/queries/supervision-record.queries';
import { type KnownTenant, listKnownTenants } from '@/db/queries/workspace.queries';
import { RECORD_GROUPS } from '@/server/domain/inspection/district-vocabulary';
import {
  groupOfLine,
  kindsOfGroup,
  type OwnRecordInput,
  type OwnRecordView,
  ownRecordView,
  type RecordFilterInput,
  type RecordLineView,
  recordLineView,
  type UnitRecordInput,
  type UnitRecordView,
  unitRecordView,
} from '@/server/domain/inspection/supervision-record';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { readDistrictUnit } from './read-table.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const filterOf = ({ group, year, search }: RecordFilterInput): RecordFilter => ({
  kinds: group ? kindsOfGroup(group) : undefined,
  year,
  search,
});

/** Looks are counted on whichever side asks: the unit's own log, or the database over the supervisor's own grants. */
const countLooks = async (
  tdb: TenantDb,
  scope: TenantScope,
  pair: RecordPair,
  rows: readonly RecordLineRow[],
): Promise<Map<string, number>> => {
  const ids = rows.filter((row) => row.source === 'grant').map((row) => row.id);
  if (ids.length === 0) return new Map();
  const counted =
    scope.tenantId === pair.supervisorId
      ? await countGivenLooks(tdb, ids)
      : await countReceivedLooks(tdb, scope.tenantId, ids);
  return new Map(counted.map(({ grantId, looks }) => [grantId, looks]));
};

/** Lines as both sides read them. */
export const readLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  pair: RecordPair,
  filter: RecordFilterInput,
  page: { cursor: [string, string] | undefined; direction: 'after' | 'before'; limit: number },
): Promise<RecordLineView[]> => {
  const rows = await listRecordLines(tdb, pair, filterOf(filter), page);
  const looks = await countLooks(tdb, scope, pair, rows);
  return rows.map((row) =>
    recordLineView.parse({
      ...row,
      group: groupOfLine(row.source as RecordLineView['source'], row.kind),
      looks: row.source === 'grant' ? (looks.get(row.id) ?? 0) : null,
    }),
  );
};

/** All lines of each group and year, and how many the filters leave. */
const countLines = async (tdb: TenantDb, pair: RecordPair, filter: RecordFilterInput) => {
  const all = await countRecordLines(tdb, pair);
  const chosen =
    filter.group || filter.year || filter.search ? await countRecordLines(tdb, pair, filterOf(filter)) : all;
  const sums = new Map<string, number>();
  for (const row of all) {
    const group = groupOfLine(row.source as RecordLineView['source'], row.kind);
    sums.set(group, (sums.get(group) ?? 0) + row.lines);
  }
  return {
    total: chosen.reduce((sum, row) => sum + row.lines, 0),
    groups: RECORD_GROUPS.flatMap((group) => (sums.has(group) ? [{ group, lines: sums.get(group) ?? 0 }] : [])),
    years: [...new Set(all.map((row) => row.year))].sort((left, right) => right - left),
  };
};

const readPage = async (
  tdb: TenantDb,
  scope: TenantScope,
  pair: RecordPair,
  input: UnitRecordInput | OwnRecordInput,
): Promise<Page<RecordLineView> & Pick<UnitRecordView, 'groups' | 'years'>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const lines = await readLines(tdb, scope, pair, input, { cursor, direction, limit });
  const { total, groups, years } = await countLines(tdb, pair, input);
  const page = cutPage(lines, { limit, direction, hasCursor: cursor !== undefined, total }, (line) =>
    encodeCursor([line.at, line.id]),
  );
  return { ...page, groups, years };
};

/** 单位监督记录 as the supervisor sees it: where the unit stands today, and all that went between the two. */
export const getUnitRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UnitRecordInput,
): Promise<UnitRecordView> => {
  const unit = await readDistrictUnit(tdb, scope, input.unitSlug);
  const pair = { supervisorId: scope.tenantId, unitId: unit.tenantId };
  return unitRecordView.parse({ ...(await readPage(tdb, scope, pair, input)), unit });
};

/** Whoever stands above, the nearest first. */
const listSupervisors = async (tdb: TenantDb): Promise<KnownTenant[]> => {
  const above = (await listKnownTenants(tdb)).filter((one) => one.depth < 0).sort((a, b) => b.depth - a.depth);
  return [...new Map(above.map((one) => [one.tenantId, one])).values()];
};

/** The supervisor whose record is asked for, and all of them, the usual one first; none where nobody stands above. */
export const chooseSupervisor = async (
  tdb: TenantDb,
  slug: string | undefined,
): Promise<{ supervisors: KnownTenant[]; supervisor: KnownTenant | null }> => {
  const above = await listSupervisors(tdb);
  // A village stands below its township and the authority: the authority inspects.
  const usual = above.find((one) => one.kind === 'bureau') ?? above[0];
  const supervisors = usual ? [usual, ...above.filter((one) => one !== usual)] : [];
  const supervisor = slug ? supervisors.find((one) => one.slug === slug) : (usual ?? null);
  if (supervisor === undefined) throw new AppError('NOT_FOUND', `${slug} does not supervise this unit`);
  return { supervisors, supervisor };
};

/** 本单位监督记录: the very same lines, seen by the unit. */
export const getOwnRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OwnRecordInput,
): Promise<OwnRecordView> => {
  const { supervisors, supervisor } = await chooseSupervisor(tdb, input.supervisorSlug);
  const empty = { rows: [], page: { nextCursor: null, previousCursor: null, total: 0 }, groups: [], years: [] };
  const page = supervisor
    ? await readPage(tdb, scope, { supervisorId: supervisor.tenantId, unitId: scope.tenantId }, input)
    : empty;
  return ownRecordView.parse({ ...page, supervisor, supervisors });
};
