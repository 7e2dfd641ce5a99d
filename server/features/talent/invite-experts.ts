import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { findExpertDraw } from '@/db/queries/expert-draw.queries';
import {
  findReceivedExpertInvitation,
  insertExpertInvitation,
  listInvitedExperts,
  listReceivedExpertInvitations,
  lockExpertInvitation,
  recordExpertAnswerRow,
} from '@/db/queries/expert-invitation.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { drawnExpert } from '@/server/domain/talent/expert-draw';
import {
  type AnswerExpertInvitationInput,
  expertAnswerBody,
  expertInvitationBody,
  type InviteExpertsInput,
  type ReceivedInvitationView,
  type RecordExpertAnswerInput,
  receivedInvitationView,
} from '@/server/domain/talent/expert-invitation';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);
const ANSWER_WORDS = { accepted: '应邀', declined: '不能参加' } as const;

/** Of a name that two units share nobody knows which is meant: their expert is told in another way. */
const unitsByName = async (tdb: TenantDb): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const { name, tenantId } of await listUnitsBelow(tdb)) {
    if (found.has(name)) twice.add(name);
    found.set(name, tenantId);
  }
  for (const name of twice) found.delete(name);
  return found;
};

/**
 * 邀请专家: everybody of a draw who was not asked yet. An expert of a unit below is asked through the unit, which answers;
 * for the others the invitation waits until somebody writes down what they said.
 */
export const inviteExperts = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: InviteExpertsInput,
): Promise<{ sent: number; byHand: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an invitation needs a person');
  const { drawId, meetsOn, replyBy, place = '', words = '' } = input;
  refuseClassified(place, words);
  const today = await readToday(tdb);
  if (replyBy < today || meetsOn < replyBy)
    throw new AppError('BAD_INPUT', 'answers are wanted from today on, before the day itself', { replyBy: 'ORDER' });
  const draw = await findExpertDraw(tdb, scope.tenantId, drawId);
  if (!draw) throw new AppError('NOT_FOUND', `draw ${drawId} is not in tenant ${scope.tenantId}`);
  const invited = new Set(await listInvitedExperts(tdb, scope.tenantId, drawId));
  const drawn = new Set(z.array(uuid).parse(draw.drawn));
  const asked = drawnExpert
    .array()
    .parse(draw.pool)
    .filter((one) => drawn.has(one.id) && !invited.has(one.id));
  if (asked.length === 0) throw new AppError('STEP_PASSED', `everybody of draw ${drawId} was invited`);
  const units = await unitsByName(tdb);
  let sent = 0;
  for (const expert of asked) {
    const addresseeTenantId = units.get(expert.unit);
    const body = expertInvitationBody.parse({
      expertName: expert.name,
      task: draw.purpose,
      reviewed: draw.unitName,
      meetsOn,
      place,
      words,
      invitedBy: scope.actorName,
    });
    const dispatch =
      addresseeTenantId === undefined
        ? null
        : await sendDispatch(tdb, scope, {
            addresseeTenantId,
            kind: 'expert_invitation',
            title: `邀请专家：${expert.name}（${draw.purpose}）`.slice(0, 200),
            body,
            objectId: drawId,
            dueOn: replyBy,
          });
    if (dispatch) sent += 1;
    await insertExpertInvitation(tdb, {
      tenantId: scope.tenantId,
      id: uuidv7(),
      drawId,
      expertId: expert.id,
      expertName: expert.name,
      unitName: expert.unit,
      dispatchId: dispatch?.id ?? null,
      meetsOn,
      place,
      words,
      createdBy: accountId,
    });
  }
  await audit(tdb, scope, {
    action: 'talent.inviteExperts',
    objectKind: 'expert_draw',
    objectId: drawId,
    objectLabel: draw.purpose,
    detail: { meetsOn, experts: asked.map((one) => one.name), sent },
  });
  return { sent, byHand: asked.length - sent };
};

/** 代为登记答复: what an expert said whom no document reached. Once. */
export const recordExpertAnswer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RecordExpertAnswerInput,
): Promise<void> => {
  const { invitationId, rowVersion, answer, words = '' } = input;
  refuseClassified(words);
  const row = await lockExpertInvitation(tdb, scope.tenantId, invitationId);
  if (!row) throw new AppError('NOT_FOUND', `invitation ${invitationId} is not in tenant ${scope.tenantId}`);
  if (row.dispatchId !== null) throw new AppError('CONFLICT', `the unit answers invitation ${invitationId} itself`);
  if (row.answer !== null) throw new AppError('STEP_PASSED', `invitation ${invitationId} was answered`);
  if (row.rowVersion !== rowVersion) throw new AppError('STALE_VERSION', `invitation is at ${row.rowVersion}`);
  const key = { tenantId: scope.tenantId, id: invitationId, rowVersion };
  await recordExpertAnswerRow(tdb, key, { answer, answerWords: words, answeredOn: await readToday(tdb) });
  await audit(tdb, scope, {
    action: 'talent.recordExpertAnswer',
    objectKind: 'expert_invitation',
    objectId: invitationId,
    objectLabel: row.expertName,
    detail: { answer, words },
  });
};

/** 收到的专家邀请, the newest first, with what this unit answered. */
export const listReceivedInvitations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<ReceivedInvitationView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedExpertInvitations(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    receivedInvitationView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([row.receivedAt, row.dispatchId]),
  );
};

/** 答复邀请, once: who cannot come says why. */
export const answerExpertInvitation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerExpertInvitationInput,
): Promise<void> => {
  const { dispatchId, answer, words = '' } = input;
  refuseClassified(words);
  const row = await findReceivedExpertInvitation(tdb, scope.tenantId, dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `invitation ${dispatchId} was not sent to this tenant`);
  if (row.answer !== null) throw new AppError('STEP_PASSED', `invitation ${dispatchId} was answered`);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.officeTenantId,
    kind: 'expert_answer',
    title: `专家${ANSWER_WORDS[answer]}：${row.expertName}（${row.task}）`.slice(0, 200),
    body: expertAnswerBody.parse({ expertName: row.expertName, answer, words, answeredBy: scope.actorName }),
    inReplyTo: dispatchId,
  });
  await audit(tdb, scope, {
    action: 'talent.answerInvitation',
    objectKind: 'dispatch',
    objectId: dispatchId,
    objectLabel: row.expertName,
    detail: { answer, words, task: row.task },
  });
};
