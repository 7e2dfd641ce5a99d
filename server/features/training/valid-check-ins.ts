import type { TenantDb } from '@/db/client';
import { listCheckInAnswers } from '@/db/queries/training-dispatch.queries';
import { checkInBody } from '@/server/domain/training/course-attendance';

export interface ValidCheckIn {
  unitTenantId: number;
  unitName: string;
  accountId: string;
  personName: string;
  checkedInAt: string;
  sentLater: boolean;
}

/** The check-ins that invited units have sent with the code of the session, the first of each person. */
export const listValidCheckIns = async (
  tdb: TenantDb,
  tenantId: number,
  session: { id: string; checkInCode: string },
): Promise<{ valid: ValidCheckIn[]; refused: number }> => {
  const valid = new Map<string, ValidCheckIn>();
  let refused = 0;
  for (const answer of await listCheckInAnswers(tdb, tenantId, session.id)) {
    const body = checkInBody.safeParse(answer.body);
    if (!body.success || body.data.sessionId !== session.id || body.data.code !== session.checkInCode) {
      refused += 1;
      continue;
    }
    const { accountId, personName, scannedAt } = body.data;
    const key = `${answer.unitTenantId}:${accountId}`;
    const { unitTenantId, unitName, dispatchedAt } = answer;
    const when = { checkedInAt: scannedAt ?? dispatchedAt, sentLater: scannedAt !== null };
    if (!valid.has(key)) valid.set(key, { unitTenantId, unitName, accountId, personName, ...when });
  }
  return { valid: [...valid.values()], refused };
};
