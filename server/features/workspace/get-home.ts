import type { TenantDb } from '@/db/client';
import { findLastImport, listOwnLiveGrants, listYearCounts } from '@/db/queries/home.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import type { TodoView } from '@/server/domain/platform/todo';
import type { HomeView } from '@/server/domain/tenancy/home';
import { listOwed } from '@/server/features/filing';
import { readDistrictSums } from '@/server/features/inspection';
import { countTodos, listNotices, listTodos } from '@/server/features/platform';
import { listGrants } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { quickActionsOf } from './quick-actions.ts';

/** How many of each group are shown; the rest is behind "all to-dos". */
const SHOWN = 8;
const READ_FOR_GROUPS = 200;
const NOTICES = 5;
const GRANTS = 10;

const groupTodos = async (tdb: TenantDb, scope: TenantScope): Promise<HomeView['todos']> => {
  const counts = await countTodos(tdb, scope);
  const { rows } = await listTodos(tdb, scope, { tab: 'open', direction: 'after', limit: READ_FOR_GROUPS });
  const shown = (...urgencies: TodoView['urgency'][]) =>
    rows.filter((row) => urgencies.includes(row.urgency)).slice(0, SHOWN);
  return {
    overdue: { total: counts.overdue, rows: shown('overdue') },
    soon: { total: counts.soon, rows: shown('soon') },
    later: { total: counts.open - counts.overdue - counts.soon, rows: shown('later', 'none') },
    open: counts.open,
  };
};

const grantsOverUs = async (tdb: TenantDb, scope: TenantScope): Promise<HomeView['receivedGrants']> => {
  if (!scope.permissions.has('grant.object')) return null;
  const { rows } = await listGrants(tdb, scope, { side: 'received', state: 'live', direction: 'after', limit: GRANTS });
  return rows.map(({ objection, ...grant }) => ({ ...grant, hasOpenObjection: objection?.state === 'raised' }));
};

const archiveOf = async (tdb: TenantDb, scope: TenantScope): Promise<HomeView['archive']> => {
  if (!scope.permissions.has('archive.read')) return null;
  return {
    years: await listYearCounts(tdb, scope.tenantId),
    lastImport: (await findLastImport(tdb, scope.tenantId)) ?? null,
  };
};

const districtOf = async (tdb: TenantDb, scope: TenantScope): Promise<HomeView['district']> => {
  if (!scope.permissions.has('inspection.plan')) return null;
  const sums = await readDistrictSums(tdb, scope, { on: await readShanghaiToday(tdb) });
  const { units, overdueUnits, attentionUnits, inspectedUnits } = sums;
  return units === 0 ? null : { units, overdueUnits, attentionUnits, notInspected: units - inspectedUnits };
};

/** 工作台: what waits by urgency, what the person does most, who reads here or where the person reads. */
export const getHome = async (tdb: TenantDb, scope: TenantScope): Promise<HomeView> => ({
  today: await readShanghaiToday(tdb),
  todos: await groupTodos(tdb, scope),
  quickActions: quickActionsOf(scope.permissions),
  receivedGrants: await grantsOverUs(tdb, scope),
  myGrants: scope.permissions.has('inspection.inspect') ? await listOwnLiveGrants(tdb) : null,
  archive: await archiveOf(tdb, scope),
  handIn:
    scope.permissions.has('filing.handIn') && !scope.permissions.has('filing.manage')
      ? await listOwed(tdb, scope)
      : null,
  showsFigures: scope.permissions.has('figure.read'),
  district: await districtOf(tdb, scope),
  notices: (await listNotices(tdb, scope, { direction: 'after', limit: NOTICES, unreadOnly: false })).rows,
});
