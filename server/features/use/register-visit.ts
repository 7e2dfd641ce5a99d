import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { insertVisit } from '@/db/queries/use.queries';
import { insertLines } from '@/db/queries/use-line.queries';
import { keepReader } from '@/db/queries/use-reader.queries';
import { findUseSetting } from '@/db/queries/use-rule.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { addDays } from '@/server/domain/shared/working-days';
import { FIRST_SETTING } from '@/server/domain/use/loan';
import type { RegisterVisitInput, VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeVisit } from './compose-visit.ts';
import { toVisitView } from './visit.mapper.ts';

/** The reader behind a visit, where a paper was shown or somebody can be asked later. */
export const keepReaderOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: Pick<RegisterVisitInput, 'visitorName' | 'visitorKind' | 'visitorUnit' | 'ageGroup' | 'contact' | 'paper'>,
): Promise<string | null> => {
  const { paper, contact } = input;
  if (!paper && contact === undefined) return null;
  return keepReader(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    name: input.visitorName,
    kind: input.visitorKind ?? 'citizen',
    unit: input.visitorUnit ?? null,
    ageGroup: input.ageGroup ?? null,
    contact: contact ?? null,
    ...(paper
      ? { idKind: paper.idKind, idTail: paper.idTail, idFingerprint: paper.fingerprint }
      : { idKind: null, idTail: null, idFingerprint: null }),
  });
};

/** Enters one reception in the register. Who enters it is the 接待人. */
export const registerVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterVisitInput,
): Promise<VisitView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a reception is registered by a person');
  const { fields, lines } = await composeVisit(tdb, scope, input, await readToday(tdb));
  const isGiven = lines.some((line) => line.state === 'delivered');
  const { effectAfterDays } = (await findUseSetting(tdb, scope.tenantId)) ?? FIRST_SETTING;
  const row = await insertVisit(tdb, {
    ...fields,
    tenantId: scope.tenantId,
    id: uuidv7(),
    readerId: await keepReaderOf(tdb, scope, input),
    effectAskOn: isGiven ? addDays(fields.visitedOn, effectAfterDays) : null,
    handlerName: scope.actorName,
    createdBy: scope.accountId,
  });
  await insertLines(tdb, { tenantId: scope.tenantId, visitId: row.id, visitedOn: row.visitedOn }, lines);
  await audit(tdb, scope, {
    action: 'use.registerVisit',
    objectKind: 'reading_visit',
    objectId: row.id,
    objectLabel: `${row.visitedOn} ${row.visitorName}`,
    detail: { channel: row.channel, personCount: row.personCount, lines: lines.length },
  });
  return toVisitView(row);
};
