import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { updateSheet } from '@/db/queries/assessment-sheet.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { insertRating } from '@/db/queries/rating.queries';
import { findApplication } from '@/db/queries/rating-application.queries';
import { audit } from '@/server/audit/audit';
import { findLevel, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import { applicationBody, type DecideRatingInput, decisionBody } from '@/server/domain/assessment/rating';
import { chineseDate } from '@/server/domain/inspection/document-forms';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { reached, requireWhole, scoreOf } from '../assessment/score-sheet.ts';
import { requireSheet, type Sheet } from '../assessment/sheets.ts';
import { fieldsOf, type MadeDocument, type Press, pressDocument } from '../documents/press-document.ts';

interface Award {
  sheet: Sheet;
  ratingKind: RatingKind;
  levelName: string;
  validUntil: string | null;
}

/** 等级证书, numbered and verified by its code like every official document. */
const makeCertificate = (tdb: TenantDb, scope: TenantScope, press: Press, award: Award): Promise<MadeDocument> => {
  const { sheet, levelName, validUntil } = award;
  return pressDocument(tdb, scope, press, {
    code: 'RATING_CERT',
    values: fieldsOf({
      单位: sheet.subjectName,
      机关: scope.tenantName,
      等级: levelName,
      有效期: validUntil ? `至${chineseDate(validUntil)}` : '长期有效',
    }),
    demands: [],
    subjectTenantId: sheet.subjectTenantId,
    subjectName: sheet.subjectName,
    inspectionId: null,
    isSent: true,
  });
};

/** Where the application came from, when there was one. */
const readOrigin = async (tdb: TenantDb, scope: TenantScope, sheet: Sheet) => {
  if (sheet.sourceDispatchId === null) return null;
  const received = await findApplication(tdb, scope.tenantId, sheet.sourceDispatchId);
  if (!received) return null;
  const { originDispatchId } = applicationBody.parse(received.body);
  return { dispatchId: received.id, senderTenantId: received.senderTenantId, origin: originDispatchId ?? received.id };
};

const requireDecidable = async (tdb: TenantDb, scope: TenantScope, sheetId: string) => {
  const sheet = await requireSheet(tdb, scope, sheetId, { lock: true });
  if (sheet.ratingKind === null) throw new AppError('NOT_FOUND', `sheet ${sheet.id} is no rating`);
  if ((sheet.state !== 'open' && sheet.state !== 'scored') || sheet.standing === 'objected')
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.standing}`);
  return { sheet, ratingKind: sheet.ratingKind as RatingKind };
};

/** 评定: the level is given with its certificate, or not given; the unit and whoever handed it up are told. */
export const decideRating = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  input: DecideRatingInput,
): Promise<{ ratingId: string | null; documentNumber: string | null }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a decision needs a person');
  refuseClassified(input.opinion);
  const { sheet, ratingKind } = await requireDecidable(tdb, scope, input.sheetId);
  const level = input.level === null ? null : findLevel(ratingKind, input.level);
  if (level === undefined) throw new AppError('BAD_INPUT', `${ratingKind} has no level`, { level: 'unknown' });
  const { today } = await readClock(tdb);
  if (input.validUntil !== null && input.validUntil <= today)
    throw new AppError('BAD_INPUT', 'it would run out before it begins', { validUntil: 'past' });
  const { score } = await scoreOf(tdb, scope, sheet);
  const percent = requireWhole(sheet, score);
  const { validUntil } = input;
  const paper = level
    ? await makeCertificate(tdb, scope, press, { sheet, ratingKind, levelName: level.zh, validUntil })
    : null;
  const ratingId = level && paper ? uuidv7() : null;
  if (level && paper && ratingId) {
    const isNew = await insertRating(tdb, {
      tenantId: scope.tenantId,
      id: ratingId,
      subjectTenantId: sheet.subjectTenantId,
      subjectName: sheet.subjectName,
      subjectKind: sheet.subjectKind,
      ratingKind,
      level: level.code,
      awardedOn: today,
      validUntil,
      awarderName: scope.tenantName,
      documentNumber: paper.documentNumber,
      documentId: paper.id,
      sheetId: sheet.id,
      percent,
      createdBy: scope.accountId,
      createdByName: scope.actorName,
    });
    if (!isNew) throw new AppError('ALREADY_EXISTS', `${sheet.subjectName} was given ${level.code} today`);
  }
  const change = { ...reached(score, percent), state: 'final', opinion: input.opinion, finalOn: today };
  await updateSheet(tdb, { tenantId: scope.tenantId, id: sheet.id }, change);
  const facts = { ratingKind, level: level?.code ?? null, levelName: level?.zh ?? null, percent, awardedOn: today };
  await tell(tdb, scope, { sheet, paper, opinion: input.opinion, validUntil: level ? validUntil : null, facts });
  await audit(tdb, scope, {
    action: 'rating.decide',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { ...facts, documentNumber: paper?.documentNumber ?? null, opinion: input.opinion },
  });
  return { ratingId, documentNumber: paper?.documentNumber ?? null };
};

interface Told {
  sheet: Sheet;
  paper: MadeDocument | null;
  opinion: string;
  validUntil: string | null;
  facts: {
    ratingKind: RatingKind;
    level: string | null;
    levelName: string | null;
    percent: number;
    awardedOn: string;
  };
}

/** The unit receives the decision with its certificate; an office between the two receives the decision. */
const tell = async (tdb: TenantDb, scope: TenantScope, told: Told): Promise<void> => {
  const { sheet, paper, opinion, validUntil, facts } = told;
  const from = await readOrigin(tdb, scope, sheet);
  const body = decisionBody.parse({
    ...facts,
    title: sheet.title,
    opinion,
    validUntil,
    documentNumber: paper?.documentNumber ?? null,
    originDispatchId: from?.origin ?? null,
  });
  const common = {
    kind: 'rating_decision' as const,
    title: `评定结果（${sheet.title} ${sheet.subjectName}）`,
    body,
    objectId: sheet.id,
    ...(paper ? { documentNumber: paper.documentNumber } : {}),
  };
  const isDirect = from !== null && from.senderTenantId === sheet.subjectTenantId;
  await sendDispatch(tdb, scope, {
    ...common,
    addresseeTenantId: sheet.subjectTenantId,
    ...(isDirect ? { inReplyTo: from.dispatchId } : {}),
    attachments: paper ? [paper.objectId] : [],
  });
  if (from && !isDirect)
    await sendDispatch(tdb, scope, {
      ...common,
      addresseeTenantId: from.senderTenantId,
      inReplyTo: from.dispatchId,
      attachments: paper ? [paper.objectId] : [],
    });
};
