import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { type CheckUseInput, type UseCheckView, useCheckView } from '@/server/domain/use/access-decision';
import type { TenantScope } from '@/server/tenancy/scope';
import { decideOn, requireUsable, unitOfLevel } from './compose-visit.ts';

/** 利用前核对 of one record for one reader: whether it may be read and copied, by which rule, until when not, who has it. */
export const checkUse = async (tdb: TenantDb, scope: TenantScope, input: CheckUseInput): Promise<UseCheckView> => {
  const { itemId, visitorKind, visitorName } = input;
  const record = (await requireUsable(tdb, scope, [itemId])).get(itemId);
  if (!record) throw new AppError('NOT_FOUND', `record ${itemId} is not in tenant ${scope.tenantId}`);
  const decision = decideOn(record, { scope, visitorKind, visitorName, today: await readToday(tdb) });
  const { holderName, holderDueOn } = record;
  return useCheckView.parse({
    itemId,
    referenceCode: record.referenceCode,
    title: record.title,
    unit: unitOfLevel(record.level),
    openFlag: record.openFlag,
    ...decision,
    holder: holderName === null ? null : { holderName, dueOn: holderDueOn },
  });
};
