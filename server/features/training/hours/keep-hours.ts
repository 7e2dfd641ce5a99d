import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listCandidates } from '@/db/queries/enrolment.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import {
  findCredit,
  findTrainee,
  insertCredits,
  insertTrainee,
  listTrainingElsewhere,
  updateTrainee,
  voidCreditRow,
} from '@/db/queries/trainee.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { AddCreditInput, SaveTraineeInput } from '@/server/domain/training/hours';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepTrainee } from './keep-trainee.ts';

const PERSON = 'trainee';
const CREDIT = 'training_credit';

const requireAccount = (scope: TenantScope): string => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a training record is kept by a person');
  return scope.accountId;
};

/** 应训人员: added, or changed in post and days. Who has left gets a last day and stays in past years. */
export const saveTrainee = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveTraineeInput,
): Promise<{ id: string }> => {
  const createdBy = requireAccount(scope);
  const { traineeId, rowVersion, ...fields } = input;
  refuseClassified(fields.personName);
  if (fields.untilOn !== null && fields.untilOn < fields.fromOn)
    throw new AppError('BAD_INPUT', 'it would end before it begins', { untilOn: 'early' });
  const id = traineeId ?? uuidv7();
  if (traineeId) {
    const before = await findTrainee(tdb, scope.tenantId, traineeId);
    if (!before) throw new AppError('NOT_FOUND', `nobody ${traineeId} in tenant ${scope.tenantId}`);
    if (!(await updateTrainee(tdb, { tenantId: scope.tenantId, id, rowVersion }, fields)))
      throw new AppError('STALE_VERSION', `trainee ${id} is at version ${before.rowVersion}`);
  } else if (!(await insertTrainee(tdb, { ...fields, tenantId: scope.tenantId, id, accountId: null, createdBy }))) {
    throw new AppError('ALREADY_EXISTS', `${fields.personName} is in the list`);
  }
  await audit(tdb, scope, {
    action: traineeId ? 'hours.changePerson' : 'hours.addPerson',
    objectKind: PERSON,
    objectId: id,
    objectLabel: fields.personName,
    detail: { post: fields.post, fromOn: fields.fromOn, untilOn: fields.untilOn },
  });
  return { id };
};

/** 外出培训 of one or many people of the unit, with the proof. */
export const addCredit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddCreditInput,
): Promise<{ added: number }> => {
  const createdBy = requireAccount(scope);
  const { people, approvedBy, result, certificateNumber, objectId, ...facts } = input;
  refuseClassified(facts.title, facts.hostName, result, ...people);
  if (facts.heldOn > (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'the day lies ahead', { heldOn: 'future' });
  if (objectId && (await findStoredObject(tdb, scope.tenantId, objectId))?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${objectId} is not in ${scope.tenantId}`);
  const known = new Map((await listCandidates(tdb, scope.tenantId, [])).map((one) => [one.personName, one.accountId]));
  const rows = [...new Set(people)].map((personName) => ({
    ...facts,
    tenantId: scope.tenantId,
    id: uuidv7(),
    source: 'outside' as const,
    origin: null,
    personName,
    accountId: known.get(personName) ?? null,
    hours: String(facts.hours),
    approvedBy: approvedBy ?? null,
    result: result ?? null,
    certificateNumber: certificateNumber ?? null,
    objectId: objectId ?? null,
    createdBy,
  }));
  const added = await insertCredits(tdb, rows);
  for (const row of rows) await keepTrainee(tdb, scope, row);
  await audit(tdb, scope, {
    action: 'hours.addCredit',
    objectKind: CREDIT,
    objectId: rows[0]?.id,
    objectLabel: facts.title,
    detail: { people: rows.length, hours: facts.hours, heldOn: facts.heldOn, hostName: facts.hostName },
  });
  return { added };
};

/** 作废 a record that was entered here. It stays and counts no longer. */
export const voidCredit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { creditId: string; rowVersion: number; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const credit = await findCredit(tdb, scope.tenantId, input.creditId);
  if (!credit) throw new AppError('NOT_FOUND', `credit ${input.creditId} is not in tenant ${scope.tenantId}`);
  const key = { tenantId: scope.tenantId, id: credit.id, rowVersion: input.rowVersion };
  if (!(await voidCreditRow(tdb, key, input.reason)))
    throw new AppError('STALE_VERSION', `credit ${credit.id} is at version ${credit.rowVersion}`);
  await audit(tdb, scope, {
    action: 'hours.voidCredit',
    objectKind: CREDIT,
    objectId: credit.id,
    objectLabel: `${credit.personName} ${credit.title}`,
    detail: { reason: input.reason },
  });
};

/** The proof of training outside. */
export const downloadProof = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { creditId: string },
): Promise<FileReference> => {
  const credit = await findCredit(tdb, scope.tenantId, input.creditId);
  const stored = credit?.objectId ? await findStoredObject(tdb, scope.tenantId, credit.objectId) : null;
  if (!stored) throw new AppError('NOT_FOUND', `credit ${input.creditId} has no proof in ${scope.tenantId}`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

/**
 * 带入学时: the person who changed the unit brings the own record of a year along. Nobody else can: the database answers
 * for the account of the transaction alone. Doing it twice adds nothing.
 */
export const carryRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<{ carried: number }> => {
  const accountId = requireAccount(scope);
  const found = await listTrainingElsewhere(tdb, input.year);
  const rows = found.map((one) => ({
    ...one,
    tenantId: scope.tenantId,
    id: uuidv7(),
    source: 'carried' as const,
    personName: scope.actorName,
    accountId,
    hostLevel: 'other',
    approvedBy: null,
    result: null,
    objectId: null,
    createdBy: accountId,
  }));
  const carried = await insertCredits(tdb, rows);
  await keepTrainee(tdb, scope, { personName: scope.actorName, accountId });
  await audit(tdb, scope, {
    action: 'hours.carry',
    objectKind: CREDIT,
    objectLabel: scope.actorName,
    detail: { year: input.year, carried },
  });
  return { carried };
};
