import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { closeAppealRow, insertAppeal, listAppealRows } from '@/db/queries/disposition-collection.queries';
import { audit } from '@/server/audit/audit';
import { type AppealView, appealView, type PublishAppealInput } from '@/server/domain/disposition/collection';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/** 征集公告. */
export const publishAppeal = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishAppealInput,
): Promise<{ appealId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an appeal needs a person');
  refuseClassified(input.title, input.notice);
  if (input.endsOn && input.endsOn < input.publishedOn) throw new AppError('BAD_INPUT', 'it ends before it begins');
  const appealId = uuidv7();
  const { title, notice, publishedOn, endsOn = null } = input;
  await insertAppeal(tdb, { tenantId, id: appealId, title, notice, publishedOn, endsOn, createdBy: accountId });
  await audit(tdb, scope, {
    action: 'disposition.publishAppeal',
    objectKind: 'collection_appeal',
    objectId: appealId,
    objectLabel: title,
  });
  return { appealId };
};

export const closeAppeal = async (tdb: TenantDb, scope: TenantScope, input: { appealId: string }): Promise<void> => {
  const title = await closeAppealRow(tdb, scope.tenantId, input.appealId);
  if (title === null) throw new AppError('NOT_FOUND', `appeal ${input.appealId} is not open in ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'disposition.closeAppeal',
    objectKind: 'collection_appeal',
    objectId: input.appealId,
    objectLabel: title,
  });
};

export const listAppeals = async (tdb: TenantDb, scope: TenantScope): Promise<AppealView[]> =>
  appealView.array().parse(await listAppealRows(tdb, scope.tenantId));
