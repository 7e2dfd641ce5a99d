import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findReaderByPaper } from '@/db/queries/use-reader.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import {
  ageGroupOn,
  type IdentifiedReader,
  type IdentifyReaderInput,
  identifiedReader,
  isIdCard,
  normaliseIdNumber,
  tailOfId,
} from '@/server/domain/use/reader-identity';
import type { ViewTokens } from '@/server/objects/view-token';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * Makes the number of a paper into what the form goes on with, and says who it is where the paper was shown before.
 * The number itself is kept nowhere: not in the row, not in the log, not with the form.
 */
export const identifyReader = async (
  tdb: TenantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: IdentifyReaderInput,
): Promise<IdentifiedReader> => {
  const number = normaliseIdNumber(input.idNumber);
  const isCard = input.idKind === 'id_card';
  if (number.length < 2 || (isCard && !isIdCard(number)))
    throw new AppError('BAD_INPUT', 'no number of such a paper', { idNumber: 'CHECK_SIGN' });
  const fingerprint = tokens.fingerprint(`${scope.tenantId}:${input.idKind}:${number}`);
  const known = await findReaderByPaper(tdb, scope.tenantId, fingerprint);
  await audit(tdb, scope, {
    action: 'use.identifyReader',
    objectKind: 'reader',
    objectId: known?.id ?? null,
    objectLabel: `…${tailOfId(number)}`,
    detail: { isKnown: known !== undefined },
  });
  const group = isCard ? ageGroupOn(number, await readToday(tdb)) : null;
  return identifiedReader.parse({ fingerprint, idTail: tailOfId(number), ageGroup: group, known: known ?? null });
};
