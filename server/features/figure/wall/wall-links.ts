import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countWallLinks, insertWallLink, listWallLinks, revokeWallLink } from '@/db/queries/figures/wall.queries';
import { audit } from '@/server/audit/audit';
import { newInvitationToken } from '@/server/auth/invitation-token';
import type { CreateWallLinkInput, createdWallLinkView, WallLinkView } from '@/server/domain/figure/wall';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page, type pageInput } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string().max(40), z.uuid()]);

/**
 * 新建大屏链接. The token is answered once and kept nowhere, not even for a repeated call: an earlier link of the same name
 * ends instead, so that a repeat leaves one.
 */
export const createWallLink = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateWallLinkInput,
): Promise<z.infer<typeof createdWallLinkView>> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'links are made by a person');
  refuseClassified(input.label);
  const { token, tokenHash } = newInvitationToken();
  const id = uuidv7();
  await revokeWallLink(tdb, { tenantId: scope.tenantId, label: input.label }, scope.actorName);
  const expiresAt = await insertWallLink(tdb, {
    tenantId: scope.tenantId,
    id,
    label: input.label,
    tokenHash,
    days: input.days,
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'figure.createWallLink',
    objectKind: 'wall_link',
    objectId: id,
    objectLabel: input.label,
    detail: { expiresAt },
  });
  return { id, token, expiresAt };
};

/** Every link that was ever made, the newest first: who made it, until when it opens, when it was last shown. */
export const readWallLinks = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor: asked, direction, limit }: z.infer<z.ZodObject<typeof pageInput>>,
): Promise<Page<WallLinkView>> => {
  const cursor = decodeCursor(cursorKey, asked);
  const rows = await listWallLinks(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countWallLinks(tdb, scope.tenantId);
  return cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
};

/** 停用. The next refresh of the screen shows nothing any more. @throws AppError NOT_FOUND also when it was revoked before */
export const closeWallLink = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<void> => {
  const label = await revokeWallLink(tdb, { tenantId: scope.tenantId, id: input.id }, scope.actorName);
  if (label === undefined) throw new AppError('NOT_FOUND', `wall link ${input.id}`);
  await audit(tdb, scope, {
    action: 'figure.revokeWallLink',
    objectKind: 'wall_link',
    objectId: input.id,
    objectLabel: label,
  });
};
