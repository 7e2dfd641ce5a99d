import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { countUrgentTodos } from '@/db/queries/todo.queries';
import { listWorkspaceRows, type WorkspaceRow } from '@/db/queries/workspace.queries';
import type { SignedIn } from '@/server/auth/session';
import { isRole, permissionsOf } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { WorkspaceChoiceView } from '@/server/domain/tenancy/workspace';
import { answerableKinds } from '@/server/features/platform';

/** Beyond this nobody reads the counts, and each is a transaction of its own. */
const COUNTED = 20;

const countOpen = (pools: Pools, account: SignedIn, row: WorkspaceRow): Promise<number> =>
  withTenantDb(pools, { tenantId: row.tenantId, accountId: account.accountId }, async (tdb) => {
    const permissions = permissionsOf(row.roles);
    const { open } = await countUrgentTodos(tdb, {
      tenantId: row.tenantId,
      accountId: account.accountId,
      permissions: [...permissions],
      answerableKinds: answerableKinds(permissions),
    });
    return open;
  });

/** Where a person works, each with its open to-dos, counted inside that tenant; null where they were not counted. */
export const listWorkspaces = async (pools: Pools, account: SignedIn): Promise<WorkspaceChoiceView[]> => {
  const rows = await withSystemDb(pools, (sdb) => listWorkspaceRows(sdb, account.accountId));
  const choices: WorkspaceChoiceView[] = [];
  for (const [index, row] of rows.entries()) {
    choices.push({
      slug: row.slug,
      name: row.name,
      kind: row.kind as TenantKind,
      roles: row.roles.filter(isRole),
      todo: index < COUNTED ? await countOpen(pools, account, row) : null,
    });
  }
  return choices;
};
