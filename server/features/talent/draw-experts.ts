import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countExpertDrawRows,
  insertExpertDraw,
  listExpertDrawRows,
  listExpertPool as listExpertPoolRows,
} from '@/db/queries/expert-draw.queries';
import { listDrawInvitations } from '@/db/queries/expert-invitation.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type DrawExpertsInput,
  type DrawnExpert,
  drawExpertKeys,
  drawnExpert,
  type ExpertDrawView,
  type ExpertRecusal,
  expertDrawView,
  isSameDraw,
  type ListExpertDrawsInput,
} from '@/server/domain/talent/expert-draw';
import { expertInvitationView } from '@/server/domain/talent/expert-invitation';
import { drawHashes } from '@/server/features/inspection';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 聘期内的专家. */
export const listExpertPool = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { field?: string | undefined },
): Promise<DrawnExpert[]> => drawnExpert.array().parse(await listExpertPoolRows(tdb, scope.tenantId, input.field));

const OF_THE_UNIT = '被评审单位人员';

/** 回避: who works in the unit that is reviewed, and who was named with a reason. */
const recusalsOf = (everybody: readonly DrawnExpert[], input: DrawExpertsInput): ExpertRecusal[] =>
  everybody.flatMap(({ id, name, unit }) => {
    const named = input.recusals.find((one) => one.id === id);
    if (named) return [{ id, name, reason: named.reason }];
    return input.unitName !== undefined && unit === input.unitName ? [{ id, name, reason: OF_THE_UNIT }] : [];
  });

/**
 * 随机抽取专家 for a review, by the published method of the draw, from those whose term runs and who need not stand back.
 * The record keeps what it followed from, so that anybody can draw it again.
 */
export const drawExperts = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DrawExpertsInput,
): Promise<{ id: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a draw needs a person');
  refuseClassified(input.purpose, ...input.recusals.map((one) => one.reason));
  const everybody = await listExpertPool(tdb, scope, input);
  const known = new Set(everybody.map((one) => one.id));
  if (input.recusals.some((one) => !known.has(one.id))) throw new AppError('NOT_FOUND', 'an expert is not in the pool');
  const recusals = recusalsOf(everybody, input);
  const away = new Set(recusals.map((one) => one.id));
  const pool = everybody.filter((one) => !away.has(one.id));
  const { purpose, wanted } = input;
  if (wanted > pool.length)
    throw new AppError('EXPERTS_TOO_FEW', `${pool.length} experts for ${wanted}`, { experts: pool.length });
  const id = uuidv7();
  const { now } = await readClock(tdb);
  const keys = pool.map((one) => one.id);
  const { seedText, drawn } = drawExpertKeys(drawHashes, { drawnFor: id, pool: keys, wanted, moment: now });
  const record = { purpose, unitName: input.unitName ?? null, field: input.field ?? null, wanted };
  await insertExpertDraw(tdb, {
    ...record,
    tenantId: scope.tenantId,
    id,
    pool,
    recusals,
    seedText,
    drawn,
    drawnAt: now,
    drawnBy: accountId,
    drawnByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'talent.drawExperts',
    objectKind: 'expert_draw',
    objectId: id,
    objectLabel: purpose,
    detail: { ...record, seedText, pool: pool.length, recused: recusals.map((one) => one.name), drawn },
  });
  return { id };
};

/** 抽取记录, the newest first; each is drawn again as it is read. */
export const listExpertDraws = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListExpertDrawsInput,
): Promise<Page<ExpertDrawView>> => {
  const { limit, direction, q } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listExpertDrawRows(tdb, scope.tenantId, { q }, { cursor, direction, limit });
  const total = await countExpertDrawRows(tdb, scope.tenantId, { q });
  const ids = rows.map((row) => row.id);
  const invitations = expertInvitationView.array().parse(await listDrawInvitations(tdb, scope.tenantId, ids));
  const views = expertDrawView
    .omit({ isReproduced: true, invitations: true })
    .array()
    .parse(rows)
    .map((row) => ({
      ...row,
      isReproduced: isSameDraw(drawHashes, { ...row, pool: row.pool.map((one) => one.id) }),
      invitations: invitations.filter((one) => one.drawId === row.id),
    }));
  return cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total }, ({ drawnAt, id }) =>
    encodeCursor([drawnAt, id]),
  );
};
