import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import { registersOf } from '@/server/domain/register/registers';
import type { TenantScope } from '@/server/tenancy/scope';
import { settleRegisterTodos } from './settle-todos.ts';

/** The clock's part: a period that has come up or gone by without anybody entering anything, and a deadline that comes near, becomes a to-do. */
export const remindPeriods = async (tdb: TenantDb, scope: TenantScope): Promise<{ added: number }> => {
  const added = await settleRegisterTodos(tdb, scope, registersOf(scope.tenantKind));
  if (added > 0)
    await audit(tdb, scope, { action: 'register.remind', objectKind: 'register_entry', detail: { added } });
  return { added };
};
