import { type Pools, withSystemDb } from '@/db/client';
import { lookUpCaseRow } from '@/db/queries/service-item.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { type LookedUpCase, type LookUpCaseInput, lookedUpCase } from '@/server/domain/use/service-item';
import { standingOf } from '@/server/domain/use/service-time';

/**
 * 办件查询, for everybody: what the number and its code open. A wrong number, a wrong code and a case that was tried too
 * often are one refusal, which is said after the try was counted.
 */
export const lookUpCase = async (pools: Pools, input: LookUpCaseInput): Promise<LookedUpCase> => {
  const row = await withSystemDb(pools, (sdb) => lookUpCaseRow(sdb, input));
  if (!row) throw new AppError('NOT_FOUND', 'no case opens to this number and code');
  const { officeName, serviceName, askedOn, wishedOn, finishedOn } = row;
  const standing = standingOf({ ...row, promisedDays: row.promisedDays ?? 0 }, row.today);
  return lookedUpCase.parse({
    officeName,
    caseNumber: input.caseNumber,
    serviceName,
    state: standing.state,
    askedOn,
    visitOn: row.answeredOn === null || standing.state === 'refused' ? null : wishedOn,
    dueOn: row.promisedDays === null ? null : standing.dueOn,
    finishedOn,
  });
};
