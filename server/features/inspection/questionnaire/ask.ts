import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findCampaign, readClock } from '@/db/queries/inspection-campaign.queries';
import {
  closeQuestionnaireRow,
  countQuestionnaireRows,
  findQuestionnaire,
  insertQuestionnaire,
  listInspectedUnits,
  listQuestionnaireRows,
  listReturns,
  listSilentUnits,
} from '@/db/queries/questionnaire.queries';
import { audit } from '@/server/audit/audit';
import {
  countAnswers,
  type ListQuestionnairesInput,
  type OpenQuestionnaireInput,
  type QuestionnaireRowView,
  type QuestionnaireView,
  questionnaireBody,
  questionnaireRowView,
  questionnaireView,
  storedAnswers,
} from '@/server/domain/assessment/questionnaire';
import { FEWEST_ANONYMOUS } from '@/server/domain/assessment/questionnaire-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'questionnaire';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** Who is asked: the units of a campaign that are still supervised, or those that are named. An archives asks its partners. */
const chooseUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenQuestionnaireInput,
): Promise<KnownUnitView[]> => {
  if (input.campaignId !== undefined) {
    const campaign = await findCampaign(tdb, scope.tenantId, input.campaignId);
    if (!campaign) throw new AppError('NOT_FOUND', `campaign ${input.campaignId} is not in tenant ${scope.tenantId}`);
    const inspected = new Set(await listInspectedUnits(tdb, scope.tenantId, campaign.id));
    return (await listUnitsBelow(tdb)).filter((unit) => inspected.has(unit.tenantId));
  }
  const wanted = new Set(input.unitTenantIds);
  const chosen = (await listUnitsServed(tdb)).filter((unit) => wanted.has(unit.tenantId));
  if (chosen.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit is not one of this office');
  return chosen;
};

/** 发出问卷. An anonymous one asks three units at least: of fewer, the answers would tell whose they are. */
export const openQuestionnaire = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenQuestionnaireInput,
): Promise<{ id: string; units: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a questionnaire needs a person');
  refuseClassified(input.title, input.words, ...input.questions.flatMap((one) => [one.text, ...one.choices]));
  if (input.closesOn < (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'the day lies in the past');
  const units = await chooseUnits(tdb, scope, input);
  const fewest = input.isAnonymous ? FEWEST_ANONYMOUS : 1;
  if (units.length < fewest)
    throw new AppError('TOO_FEW_TO_ASK', `${units.length} units are asked`, { units: units.length, fewest });
  const id = uuidv7();
  const { title, words, questions, isAnonymous, closesOn } = input;
  await insertQuestionnaire(tdb, {
    tenantId: scope.tenantId,
    id,
    title,
    words,
    questions,
    isAnonymous,
    inspectionCampaignId: input.campaignId ?? null,
    closesOn,
    asked: units.length,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  const body = questionnaireBody.parse({ title, words, isAnonymous, closesOn, questions });
  for (const unit of units)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'questionnaire',
      title: `问卷（${title}）`,
      body,
      objectId: id,
      dueOn: closesOn,
    });
  await audit(tdb, scope, {
    action: 'questionnaire.open',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: title,
    detail: { units: units.map((unit) => unit.name), isAnonymous, closesOn },
  });
  return { id, units: units.length };
};

export const listQuestionnaires = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListQuestionnairesInput,
): Promise<Page<QuestionnaireRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listQuestionnaireRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countQuestionnaireRows(tdb, scope.tenantId, input);
  return cutPage(
    questionnaireRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ createdAt, id }) => encodeCursor([createdAt, id]),
  );
};

/**
 * 结果, counted. Anonymous answers are withheld until it is closed, and for good when there are too few: beside the list
 * of those who are silent, each answer that comes in would tell whose it is.
 */
export const getQuestionnaire = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { questionnaireId: string },
): Promise<QuestionnaireView> => {
  const row = await findQuestionnaire(tdb, scope.tenantId, input.questionnaireId);
  if (!row)
    throw new AppError('NOT_FOUND', `questionnaire ${input.questionnaireId} is not in tenant ${scope.tenantId}`);
  const isWithheld = row.isAnonymous && (row.state === 'open' || row.returned < FEWEST_ANONYMOUS);
  const kept = isWithheld ? [] : await listReturns(tdb, scope.tenantId, row.id);
  const returns = kept.map((one) => ({ answers: storedAnswers.parse(one.answers), unitName: one.subjectName }));
  const { questions } = questionnaireBody.pick({ questions: true }).parse(row);
  return questionnaireView.parse({
    ...row,
    isWithheld,
    results: countAnswers(questions, returns),
    silent: await listSilentUnits(tdb, scope.tenantId, row.id),
  });
};

/** 结束问卷 before its day. */
export const closeQuestionnaire = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { questionnaireId: string },
): Promise<void> => {
  const row = await findQuestionnaire(tdb, scope.tenantId, input.questionnaireId);
  if (!row)
    throw new AppError('NOT_FOUND', `questionnaire ${input.questionnaireId} is not in tenant ${scope.tenantId}`);
  const title = await closeQuestionnaireRow(tdb, { tenantId: scope.tenantId, id: row.id });
  if (!title) throw new AppError('STEP_PASSED', `questionnaire ${row.id} is closed`);
  await audit(tdb, scope, {
    action: 'questionnaire.close',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: title,
    detail: { returned: row.returned },
  });
};
