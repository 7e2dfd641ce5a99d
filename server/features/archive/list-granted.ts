import { z } from 'zod';
import type { GrantDb, TenantDb } from '@/db/client';
import { findGrantedItem } from '@/db/queries/archive-item.queries';
import { type ItemListRow, listGrantedRows, sumGrantedCounts } from '@/db/queries/archive-list.queries';
import { searchGrantedPage } from '@/db/queries/archive-search.queries';
import { type LiveGrant, listGrantLooks, listLiveGrants } from '@/db/queries/grant.queries';
import { listGrantedChildren as listChildRows, sumGrantedChildren } from '@/db/queries/granted-archive.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { itemRowView } from '@/server/domain/archive/archive-list';
import { itemView } from '@/server/domain/archive/archive-record';
import {
  type GrantedChildrenView,
  type GrantedItemInput,
  type GrantedItemView,
  type GrantedPage,
  type GrantedRowView,
  type GrantUseView,
  grantedChildView,
  grantView,
  type ListGrantedChildrenInput,
  type ListGrantedInput,
} from '@/server/domain/archive/granted-archive';
import { searchAsk } from '@/server/domain/archive/search-ask';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { type GrantGroup, grantGroups, openGroup } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import { UnitNames } from './granted-names.ts';

const cursorKey = z.tuple([z.number().int(), z.string(), z.uuid()]);
type Key = z.infer<typeof cursorKey>;

/** The live grants over one unit or over all, in groups of equal scope. None reads like no such unit. */
export const groupsOver = async (gdb: GrantDb, unitSlug: string | null): Promise<GrantGroup[]> => {
  const groups = (await grantGroups(gdb, 'archive')).flatMap(({ grants }) => {
    const chosen = grants.filter((grant) => unitSlug === null || grant.unitSlug === unitSlug);
    return chosen.length > 0 ? [{ grants: chosen, grantIds: chosen.map((grant) => grant.grantId) }] : [];
  });
  if (groups.length === 0)
    throw new AppError('NOT_FOUND', unitSlug === null ? 'no live grant' : `no live grant over ${unitSlug}`);
  return groups;
};

interface Found {
  rows: ItemListRow[];
  total: number | null;
}

const findInGroup = async (
  gdb: GrantDb,
  units: readonly number[],
  input: ListGrantedInput,
  after: Key | undefined,
): Promise<Found> => {
  const { categoryCode, filingYear, retentionCode, orgCode, direction } = input;
  const walk = { direction, after, limit: input.limit + 1 };
  const ask = searchAsk({ q: input.q, filters: { categoryCode, filingYear, retentionCode, orgCode } });
  if (ask.match !== null)
    return searchGrantedPage(gdb, units, { ask, sort: 'code', ...walk, after: after && [null, ...after] });
  const conditions = { categoryCode, filingYear, retentionCode, orgCode };
  return {
    rows: await listGrantedRows(gdb, units, conditions, walk),
    total: await sumGrantedCounts(gdb, units, conditions),
  };
};

const compare = (left: ItemListRow, right: ItemListRow): number => {
  if (left.tenantId !== right.tenantId) return left.tenantId - right.tenantId;
  if (left.codeSort !== right.codeSort) return Buffer.compare(Buffer.from(left.codeSort), Buffer.from(right.codeSort));
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
};

/** One page out of the pages of the groups. Two grants over one unit may show the same record: it is shown once. */
const merge = (found: readonly Found[], direction: 'after' | 'before'): Found => {
  const sign = direction === 'after' ? 1 : -1;
  const byId = new Map(found.flatMap(({ rows }) => rows.map((row) => [row.id, row] as const)));
  const rows = [...byId.values()].sort((left, right) => sign * compare(left, right));
  const isUncounted = found.some(({ total }) => total === null);
  return {
    rows,
    total: isUncounted
      ? null
      : Math.min(
          COUNT_CAP,
          found.reduce((sum, { total }) => sum + (total ?? 0), 0),
        ),
  };
};

const toRow = (row: ItemListRow, units: ReadonlyMap<number, LiveGrant>): GrantedRowView[] => {
  const grant = units.get(row.tenantId);
  return grant ? [{ ...itemRowView.parse(row), unitSlug: grant.unitSlug, unitName: grant.unitName }] : [];
};

/**
 * Records of one unit, or of all units, under the inspector's live grants, in the order (unit, code). Every call leaves
 * an event in the log of every unit that was looked at.
 */
export const listGranted = async (gdb: GrantDb, scope: TenantScope, input: ListGrantedInput): Promise<GrantedPage> => {
  const after = decodeCursor(cursorKey, input.cursor);
  const units = new Map<number, LiveGrant>();
  const found: Found[] = [];
  const names = new UnitNames();
  const { q, categoryCode, filingYear, retentionCode, orgCode, limit, direction } = input;
  for (const group of await groupsOver(gdb, input.unitSlug)) {
    const opened = await openGroup(gdb, 'archive', group);
    if (opened.length === 0) throw new AppError('NOT_FOUND', 'a grant ended meanwhile');
    for (const grant of group.grants) units.set(grant.unitTenantId, grant);
    found.push(await findInGroup(gdb, opened, input, after));
    await names.read(gdb, opened);
    const detail = { q, categoryCode, filingYear, retentionCode, orgCode };
    await auditGrantRead(
      gdb,
      scope,
      { recordClass: 'archive', grantIds: group.grantIds },
      { action: q ? 'archive.grantedSearch' : 'archive.grantedList', objectKind: 'archive_item', detail },
    );
  }
  const merged = merge(found, direction);
  const keyOf = (row: ItemListRow) => encodeCursor([row.tenantId, row.codeSort, row.id]);
  const page = cutPage(merged.rows, { limit, direction, hasCursor: after !== undefined, total: merged.total }, keyOf);
  const shown = new Set(page.rows.map((row) => row.tenantId));
  // A grant that opens no record of a unit shows none of its words either.
  const named = [...units.values()].filter((unit) => shown.has(unit.unitTenantId));
  return { rows: page.rows.flatMap((row) => toRow(row, units)), page: page.page, names: names.among(named) };
};

/** One record of a unit. What the grants do not reach reads exactly like what does not exist. */
export const getGranted = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedItemInput,
): Promise<GrantedItemView> => {
  for (const group of await groupsOver(gdb, input.unitSlug)) {
    const [unit] = await openGroup(gdb, 'archive', group);
    const row = unit === undefined ? undefined : await findGrantedItem(gdb, unit, input.id);
    const [grant] = group.grants;
    if (!row || !grant) continue;
    const act = {
      action: 'archive.grantedById',
      objectKind: 'archive_item',
      objectId: row.id,
      objectLabel: row.referenceCode,
    };
    await auditGrantRead(gdb, scope, { recordClass: 'archive', grantIds: [grant.grantId] }, act);
    const names = new UnitNames();
    await names.read(gdb, [grant.unitTenantId]);
    const above = row.parentId === null ? undefined : await findGrantedItem(gdb, grant.unitTenantId, row.parentId);
    const parent = above ? { id: above.id, referenceCode: above.referenceCode, title: above.title } : null;
    return { item: itemView.parse(row), grant: grantView.parse(grant), parent, names: names.of(grant) };
  }
  throw new AppError('NOT_FOUND', `record ${input.id} is under no live grant`);
};

const childKey = z.tuple([z.string(), z.uuid()]);

/**
 * 卷内件 or the photographs of a group, by code, as far as the grant reaches. It may open a group and not all that lies
 * in it: what it does not reach is neither shown nor counted.
 */
export const listGrantedChildren = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: ListGrantedChildrenInput,
): Promise<GrantedChildrenView> => {
  const { direction, limit } = input;
  const after = decodeCursor(childKey, input.cursor);
  for (const group of await groupsOver(gdb, input.unitSlug)) {
    const [unit] = await openGroup(gdb, 'archive', group);
    const row = unit === undefined ? undefined : await findGrantedItem(gdb, unit, input.itemId);
    const [grant] = group.grants;
    if (unit === undefined || !row || !grant) continue;
    const rows = await listChildRows(gdb, unit, row.id, { direction, after, limit: limit + 1 });
    const { count, pages, frames } = await sumGrantedChildren(gdb, unit, row.id);
    const cut = { limit, direction, hasCursor: after !== undefined, total: count };
    const page = cutPage(rows, cut, (child) => encodeCursor([child.codeSort, child.id]));
    const act = {
      action: 'archive.grantedChildren',
      objectKind: 'archive_item',
      objectId: row.id,
      objectLabel: row.referenceCode,
      detail: { rows: page.rows.map((child) => child.id) },
    };
    await auditGrantRead(gdb, scope, { recordClass: 'archive', grantIds: [grant.grantId] }, act);
    return { rows: page.rows.map((child) => grantedChildView.parse(child)), page: page.page, pages, frames };
  }
  throw new AppError('NOT_FOUND', `record ${input.itemId} is under no live grant`);
};

/** The inspector's live grants over archives, with what was looked at under each. */
export const listGrantedUnits = async (tdb: TenantDb): Promise<GrantUseView[]> => {
  const grants = await listLiveGrants(tdb, 'archive');
  const looks = await listGrantLooks(
    tdb,
    grants.map((grant) => grant.grantId),
  );
  return grants.map((grant) => {
    const used = looks.get(grant.grantId);
    return { ...grantView.parse(grant), looks: used?.looks ?? 0, lastLookAt: used?.lastLookAt ?? null };
  });
};
