import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  decideNominationRow,
  findNominations,
  insertCandidates,
  type NominationRow,
} from '@/db/queries/talent.queries';
import { audit } from '@/server/audit/audit';
import { openQuestionnaireInput } from '@/server/domain/assessment/questionnaire';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type DecideNominationInput, nominationDecisionBody, type OpenVoteInput } from '@/server/domain/talent/talent';
import { openQuestionnaire } from '@/server/features/inspection';
import { enter } from '@/server/features/register';
import { sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'talent_nomination';

const keyOf = (scope: TenantScope, row: NominationRow) => ({
  tenantId: scope.tenantId,
  id: uuidv7(),
  dispatchId: row.dispatchId,
  subjectTenantId: row.subjectTenantId,
  subjectName: row.subjectName,
  personName: row.personName,
  scheme: row.scheme,
  year: row.year,
});

/** An expert is appointed for a field and a term that lies ahead; nobody else is appointed at all. */
const termOf = (row: NominationRow, input: DecideNominationInput, today: string): string | null => {
  if (row.scheme !== 'expert' || input.result !== 'selected') return null;
  if (!input.expertField) throw new AppError('BAD_INPUT', 'an expert has a field', { expertField: 'required' });
  if (!input.termEnd || input.termEnd <= today)
    throw new AppError('BAD_INPUT', 'an expert has a term ahead', { termEnd: 'past' });
  return input.termEnd;
};

/**
 * 评定, once and with its reason; the unit is told. Who becomes an expert stands in the register of experts from today on,
 * which is what experts are drawn from.
 */
export const decideNomination = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DecideNominationInput,
): Promise<void> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a decision needs a person');
  refuseClassified(input.reason);
  const [row] = await findNominations(tdb, scope.tenantId, [input.dispatchId]);
  if (!row) throw new AppError('NOT_FOUND', `nomination ${input.dispatchId} was not sent to this tenant`);
  if (row.standing === 'voting') throw new AppError('VOTE_STILL_OPEN', `nomination ${row.dispatchId} is voted on`);
  const today = await readToday(tdb);
  const termEnd = termOf(row, input, today);
  const { result, reason } = input;
  const key = keyOf(scope, row);
  const decision = { result, reason, termEnd, decidedOn: today, decidedBy: accountId, decidedByName: scope.actorName };
  if (!(await decideNominationRow(tdb, key, decision)))
    throw new AppError('STEP_PASSED', `nomination ${row.dispatchId} was decided`);
  if (termEnd !== null) {
    const { personName: name, workUnit: unit, jobTitle, post } = row;
    const title = (jobTitle || post).slice(0, 40);
    const values = {
      name,
      pool: 'own',
      unit: unit.slice(0, 80),
      field: input.expertField,
      title,
      appointedOn: today,
      termEnd,
    };
    await enter(tdb, scope, objects, { code: 'expert', values });
  }
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.subjectTenantId,
    kind: 'talent_decision',
    title: `人才推荐结果（${row.personName}）`,
    body: nominationDecisionBody.parse({ personName: row.personName, scheme: row.scheme, result, reason, termEnd }),
    inReplyTo: row.dispatchId,
  });
  await audit(tdb, scope, {
    action: 'talent.decide',
    objectKind: OBJECT,
    objectId: row.dispatchId,
    objectLabel: `${row.subjectName} ${row.personName}`,
    detail: { scheme: row.scheme, result, reason, termEnd, votes: row.votes },
  });
};

const LABEL_LENGTH = 60;

/** How a candidate stands on the ballot: nobody twice under one name. */
const ballotOf = (rows: readonly NominationRow[]): { row: NominationRow; candidate: string }[] => {
  const taken = new Set<string>();
  return rows.map((row) => {
    const plain = `${row.personName}（${row.subjectName}）`.slice(0, LABEL_LENGTH);
    let candidate = plain;
    for (let n = 2; taken.has(candidate); n += 1) candidate = `${plain.slice(0, LABEL_LENGTH - 4)}（${n}）`;
    taken.add(candidate);
    return { row, candidate };
  });
};

/**
 * 投票: all units below are asked by a questionnaire without names which candidate they would choose. It is answered, counted
 * and withheld like any other; what it says binds nobody, and the office decides afterwards.
 */
export const openVote = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenVoteInput,
): Promise<{ questionnaireId: string; units: number }> => {
  const asked = [...new Set(input.dispatchIds)];
  const rows = await findNominations(tdb, scope.tenantId, asked);
  if (rows.length !== asked.length) throw new AppError('NOT_FOUND', 'a nomination was not sent to this tenant');
  if (rows.some((row) => row.standing !== 'received'))
    throw new AppError('STEP_PASSED', 'a nomination is past the vote');
  const ballot = ballotOf(rows);
  const units = (await listUnitsBelow(tdb)).map((unit) => unit.tenantId);
  const opened = await openQuestionnaire(
    tdb,
    scope,
    openQuestionnaireInput.parse({
      title: input.title,
      words: '请从下面的人选中推选一位，不记名，每个单位一票。',
      questions: [
        { text: '推选哪一位？', type: 'choice', choices: ballot.map((one) => one.candidate), isRequired: true },
        { text: '推选理由', type: 'text', choices: [], isRequired: false },
      ],
      isAnonymous: true,
      closesOn: input.closesOn,
      unitTenantIds: units,
    }),
  );
  const candidates = ballot.map(({ row, candidate }) => ({
    ...keyOf(scope, row),
    questionnaireId: opened.id,
    candidate,
  }));
  if ((await insertCandidates(tdb, candidates)) !== candidates.length)
    throw new AppError('STEP_PASSED', 'a nomination was put to another vote meanwhile');
  await audit(tdb, scope, {
    action: 'talent.openVote',
    objectKind: 'questionnaire',
    objectId: opened.id,
    objectLabel: input.title,
    detail: { candidates: ballot.map((one) => one.candidate), units: opened.units, closesOn: input.closesOn },
  });
  return { questionnaireId: opened.id, units: opened.units };
};
