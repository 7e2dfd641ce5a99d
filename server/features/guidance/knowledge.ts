import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  changeKnowledgeRow,
  copyKnowledgeToUnits,
  countKnowledgeRows,
  findKnowledgeCopy,
  findKnowledgeForUpdate,
  followKnowledge,
  insertKnowledge,
  listKnowledgeRows,
  saveVote,
} from '@/db/queries/guidance-knowledge.queries';
import { findReply } from '@/db/queries/guidance-question.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeKnowledgeInput,
  type KnowledgeView,
  knowledgeView,
  type ListKnowledgeInput,
  type PublishKnowledgeInput,
  type VoteInput,
  type WithdrawKnowledgeInput,
} from '@/server/domain/guidance/guidance-question';
import { AppError } from '@/server/domain/shared/app-error';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'knowledge_entry';
const cursorKey = z.tuple([isoDate, uuid]);

/** 知识库: the own entries and those received from above, newest first. */
export const listKnowledge = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListKnowledgeInput,
): Promise<Page<KnowledgeView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listKnowledgeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countKnowledgeRows(tdb, scope.tenantId, input);
  return cutPage(
    knowledgeView.array().parse(rows.map((row) => (row.isOwn ? { ...row, officeName: scope.tenantName } : row))),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.publishedOn, row.id]),
  );
};

type Words = Pick<PublishKnowledgeInput, 'title' | 'question' | 'answer'>;

/** An entry goes to every unit: the name of the one that asked must not stand in it. */
const keepAnonymous = async (
  tdb: TenantDb,
  scope: TenantScope,
  replyId: string | null,
  { title, question, answer }: Words,
): Promise<void> => {
  refuseClassified(title, question, answer);
  if (replyId === null) return;
  const reply = await findReply(tdb, scope.tenantId, replyId);
  if (!reply) throw new AppError('NOT_FOUND', `reply ${replyId} is not in tenant ${scope.tenantId}`);
  const fields = Object.entries({ title, question, answer }).filter(([, words]) => words.includes(reply.subjectName));
  if (fields.length > 0) {
    throw new AppError('KNOWLEDGE_NAMES_UNIT', 'the entry names the unit that asked', {
      ...Object.fromEntries(fields.map(([field]) => [field, true])),
    });
  }
};

/** 收入知识库: an entry of its own, made of a reply or written by the office, to all units below. */
export const publishKnowledge = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishKnowledgeInput,
): Promise<{ entryId: string }> => {
  const { replyId = null, ...words } = input;
  await keepAnonymous(tdb, scope, replyId, words);
  if (replyId !== null && (await findReply(tdb, scope.tenantId, replyId))?.isPublished) {
    throw new AppError('ALREADY_EXISTS', `reply ${replyId} is in the knowledge base already`);
  }
  const entryId = uuidv7();
  const { today: publishedOn } = await readClock(tdb);
  const row = { tenantId: scope.tenantId, id: entryId, replyId, publishedOn, updatedByName: scope.actorName };
  await insertKnowledge(tdb, { ...row, ...words });
  await copyKnowledgeToUnits(tdb, scope.tenantId, scope.tenantName);
  await audit(tdb, scope, {
    action: 'guidance.publishKnowledge',
    objectKind: OBJECT,
    objectId: entryId,
    objectLabel: input.title,
  });
  return { entryId };
};

const requireEntry = async (tdb: TenantDb, scope: TenantScope, entryId: string) => {
  const entry = await findKnowledgeForUpdate(tdb, scope.tenantId, entryId);
  if (!entry) throw new AppError('NOT_FOUND', `entry ${entryId} is not in tenant ${scope.tenantId}`);
  if (entry.state !== 'published') throw new AppError('STEP_PASSED', `entry ${entryId} is withdrawn`);
  return entry;
};

/** Puts an entry right; what units read follows it. */
export const changeKnowledge = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ChangeKnowledgeInput,
): Promise<void> => {
  const { entryId, rowVersion, ...words } = input;
  const entry = await requireEntry(tdb, scope, entryId);
  await keepAnonymous(tdb, scope, entry.replyId, words);
  const to = { ...words, updatedByName: scope.actorName };
  if (!(await changeKnowledgeRow(tdb, { tenantId: scope.tenantId, entryId, rowVersion }, to))) {
    throw new AppError('STALE_VERSION', `entry ${entryId} is at ${entry.rowVersion}`);
  }
  await followKnowledge(tdb, scope.tenantId, entryId);
  await audit(tdb, scope, {
    action: 'guidance.changeKnowledge',
    objectKind: OBJECT,
    objectId: entryId,
    objectLabel: input.title,
    detail: { before: entry.title },
  });
};

/** 撤下: no unit finds it any more. */
export const withdrawKnowledge = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: WithdrawKnowledgeInput,
): Promise<void> => {
  const { entryId, rowVersion } = input;
  const entry = await requireEntry(tdb, scope, entryId);
  const to = { state: 'withdrawn' as const, updatedByName: scope.actorName };
  if (!(await changeKnowledgeRow(tdb, { tenantId: scope.tenantId, entryId, rowVersion }, to))) {
    throw new AppError('STALE_VERSION', `entry ${entryId} is at ${entry.rowVersion}`);
  }
  await followKnowledge(tdb, scope.tenantId, entryId);
  await audit(tdb, scope, {
    action: 'guidance.withdrawKnowledge',
    objectKind: OBJECT,
    objectId: entryId,
    objectLabel: entry.title,
  });
};

/** 有用 or 没用, once for a unit, which may think again. */
export const voteOnKnowledge = async (tdb: TenantDb, scope: TenantScope, input: VoteInput): Promise<void> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a vote needs a person');
  const copy = await findKnowledgeCopy(tdb, scope.tenantId, input.copyId);
  if (!copy) throw new AppError('NOT_FOUND', `copy ${input.copyId} was not sent to tenant ${scope.tenantId}`);
  await saveVote(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    addresseeTenantId: copy.officeTenantId,
    copyId: copy.id,
    entryId: copy.entryId,
    isUseful: input.isUseful,
    votedBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'guidance.vote',
    objectKind: OBJECT,
    objectId: copy.id,
    objectLabel: copy.title,
    detail: { isUseful: input.isUseful },
  });
};
