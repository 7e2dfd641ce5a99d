import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFonds, readToday } from '@/db/queries/archive-scheme.queries';
import {
  applyDecision,
  countOpeningItems,
  insertDecision,
  lockDecision,
  publishDecisionItems,
  updateDecision,
} from '@/db/queries/disposition-opening.queries';
import { audit } from '@/server/audit/audit';
import {
  type DecideOpeningInput,
  type OpeningSelection,
  openingSelection,
  type PublishOpeningInput,
} from '@/server/domain/disposition/opening';
import { INLINE_TRANSFER } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { applyOpeningJob } from '../disposition.jobs.ts';

const requireSelection = async (tdb: TenantDb, scope: TenantScope, selection: OpeningSelection): Promise<void> => {
  const { fondsId, categoryCode, yearFrom, yearTo, itemIds } = selection;
  if (fondsId && !(await findFonds(tdb, scope.tenantId, fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${scope.tenantId}`);
  if (!fondsId && !categoryCode && !yearFrom && !yearTo && !itemIds?.length)
    throw new AppError('BAD_INPUT', 'a decision is about some of the holdings');
};

/** How many holdings a decision would be about. */
export const previewOpening = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { selection: OpeningSelection },
): Promise<{ items: number }> => {
  await requireSelection(tdb, scope, input.selection);
  return { items: await countOpeningItems(tdb, scope.tenantId, input.selection) };
};

/** Applies a decision to what its selection finds; every record keeps what it was before. Done already, it does nothing. */
export const applyOpening = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { decisionId: string },
): Promise<{ items: number }> => {
  const decision = await lockDecision(tdb, scope.tenantId, input.decisionId);
  if (!decision) throw new AppError('NOT_FOUND', `decision ${input.decisionId} is not in tenant ${scope.tenantId}`);
  if (decision.state === 'done') return { items: decision.itemCount };
  const selection = openingSelection.parse(decision.selection);
  const items = await applyDecision(tdb, scope.tenantId, decision, selection);
  await updateDecision(tdb, scope.tenantId, decision.id, { state: 'done', itemCount: items });
  await audit(tdb, scope, {
    action: 'disposition.applyOpening',
    objectKind: 'opening_decision',
    objectId: decision.id,
    objectLabel: decision.decisionNumber,
    detail: { outcome: decision.outcome, items, selection },
  });
  return { items };
};

/** 开放决定 on some of the holdings. A few are decided at once, many by a worker. */
export const decideOpening = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideOpeningInput,
): Promise<{ decisionId: string; itemCount: number | null; jobId: string | null }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a decision needs a person');
  refuseClassified(input.reason, input.decisionNumber, input.approvedBy);
  const today = await readToday(tdb);
  if (input.decidedOn > today || (input.publishedOn ?? '') > today) throw new AppError('BAD_INPUT', 'in the future');
  const { items } = await previewOpening(tdb, scope, input);
  if (items === 0) throw new AppError('NOT_FOUND', 'the selection finds no holding');
  const decisionId = uuidv7();
  await insertDecision(tdb, {
    tenantId,
    id: decisionId,
    decisionNumber: input.decisionNumber,
    outcome: input.outcome,
    reasonCode: input.reasonCode ?? null,
    reason: input.reason ?? null,
    delayedUntil: input.delayedUntil ?? null,
    approvedBy: input.approvedBy ?? null,
    decidedOn: input.decidedOn,
    publishedOn: input.publishedOn ?? null,
    selection: JSON.stringify(input.selection),
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'disposition.decideOpening',
    objectKind: 'opening_decision',
    objectId: decisionId,
    objectLabel: input.decisionNumber,
    detail: { ...input, items },
  });
  if (items <= INLINE_TRANSFER) {
    const applied = await applyOpening(tdb, scope, { decisionId });
    return { decisionId, itemCount: applied.items, jobId: null };
  }
  const jobId = await enqueue(tdb, scope, applyOpeningJob, { decisionId });
  await updateDecision(tdb, tenantId, decisionId, { jobId });
  return { decisionId, itemCount: null, jobId };
};

/** 公布开放档案目录: from this day on the open records of the decision may be read by everybody. */
export const publishOpening = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishOpeningInput,
): Promise<{ published: number }> => {
  const decision = await lockDecision(tdb, scope.tenantId, input.decisionId);
  if (!decision) throw new AppError('NOT_FOUND', `decision ${input.decisionId} is not in tenant ${scope.tenantId}`);
  if (decision.outcome !== 'open' || decision.state !== 'done' || decision.publishedOn !== null)
    throw new AppError('TRANSFER_STATE_WRONG', `decision ${decision.id} cannot be published`);
  if (input.publishedOn < decision.decidedOn || input.publishedOn > (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'published before it was decided, or in the future');
  await updateDecision(tdb, scope.tenantId, decision.id, { publishedOn: input.publishedOn });
  const published = await publishDecisionItems(tdb, scope.tenantId, decision.id, input.publishedOn);
  await audit(tdb, scope, {
    action: 'disposition.publishOpening',
    objectKind: 'opening_decision',
    objectId: decision.id,
    objectLabel: decision.decisionNumber,
    detail: { publishedOn: input.publishedOn, published },
  });
  return { published };
};
