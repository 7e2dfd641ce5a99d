import type { TenantDb } from '@/db/client';
import { countToAskRows } from '@/db/queries/use-effect.queries';
import { takeDueLoans } from '@/db/queries/use-loan.queries';
import { audit } from '@/server/audit/audit';
import { addTodo, notify } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { ASK_LIST_ID } from './effects.ts';

/**
 * 到期提醒, 逾期催还 and 效果回访 of one office, once a day. A loan is told once before its day and every week after it;
 * the readers to be asked are one to-do, which stands until the list is empty.
 */
export const remindOfUse = async (tdb: TenantDb, scope: TenantScope): Promise<{ loans: number; toAsk: number }> => {
  const loans = await takeDueLoans(tdb, scope.tenantId);
  for (const loan of loans)
    await notify(tdb, scope, {
      kind: 'loan',
      title: `${loan.isOverdue ? '借出逾期，请催还' : '借出将到期'}：${loan.what}（${loan.borrowerName}，${loan.dueOn}）`,
      link: `visits/loans?loan=${loan.id}`,
      permission: 'use.register',
    });
  const toAsk = await countToAskRows(tdb, scope.tenantId);
  if (toAsk > 0)
    await addTodo(tdb, scope, {
      kind: 'effect_ask',
      title: '有利用者待回访：登记利用效果',
      source: '利用效果登记',
      link: 'visits/effects?view=ask',
      permission: 'use.register',
      objectId: ASK_LIST_ID,
    });
  if (loans.length > 0 || toAsk > 0)
    await audit(tdb, scope, {
      action: 'use.remind',
      objectKind: 'borrowing',
      detail: { loans: loans.map((loan) => loan.id), toAsk },
    });
  return { loans: loans.length, toAsk };
};
