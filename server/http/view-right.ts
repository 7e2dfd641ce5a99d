import type { Request, Response } from 'express';
import { type GrantDb, type TenantDb, withGrantDb, withTenantDb } from '@/db/client';
import { type DigitalFileRow, findDigitalFile, findGrantedFile } from '@/db/queries/digital.queries';
import { enterBatchAccess } from '@/db/queries/digitisation-access.queries';
import { enterGrants } from '@/db/queries/grant.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { Permission } from '@/server/domain/tenancy/permission';
import { objectIdOf } from '@/server/features/digital/commit-files';
import type { DerivedFrom } from '@/server/imaging/derivatives';
import type { ViewRight } from '@/server/objects/view-token';
import { log } from '@/server/observability/logger';
import type { TenantScope } from '@/server/tenancy/scope';
import { type RequestContext, scopeFor } from '@/server/trpc/init';

export type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

/** Somebody who looks at the files of one record, with a right that was read and a membership that was asked again. */
export interface View {
  context: RequestContext;
  right: ViewRight;
  scope: TenantScope;
  slug: string;
  token: string;
}

const neededFor = ({ grantId, batchAccessId }: ViewRight): Permission => {
  if (batchAccessId !== null) return 'digital.lookAsVendor';
  return grantId === null ? 'archive.read' : 'inspection.inspect';
};

/**
 * Whether the address is good: signed here, not over, of this person, who still belongs to the workspace and still may.
 * @throws AppError NOT_FOUND for everything else: an address that has ended reads like one that never was.
 */
export const enterView = async (contextFor: ContextFor, request: Request, response: Response): Promise<View> => {
  const { slug = '', token = '' } = request.params as Record<string, string>;
  const context = contextFor(request, response, slug);
  const right = context.objects.viewTokens.read(token);
  if (!right || right.slug !== slug || context.signedIn?.accountId !== right.accountId)
    throw new AppError('NOT_FOUND', 'no right to look');
  const scope = await scopeFor(context, neededFor(right));
  if (scope.tenantId !== right.readerTenantId) throw new AppError('NOT_FOUND', 'a right of another workspace');
  return { context, right, scope, slug, token };
};

/** Runs in the reader's own tenant, or under the grant or the opened batch of the right, as long as it lives. */
export const underRight = async <T>(
  { context, right }: View,
  own: (tdb: TenantDb) => Promise<T>,
  granted: (gdb: GrantDb) => Promise<T>,
): Promise<T | undefined> => {
  const { tenantId, readerTenantId, accountId, grantId, batchAccessId } = right;
  if (batchAccessId !== null)
    return withGrantDb(context.pools, { tenantId: readerTenantId, accountId }, async (gdb) =>
      (await enterBatchAccess(gdb, batchAccessId)) === tenantId ? granted(gdb) : undefined,
    );
  if (grantId === null) return withTenantDb(context.pools, { tenantId, accountId }, own);
  return withGrantDb(context.pools, { tenantId: readerTenantId, accountId }, async (gdb) => {
    const opened = await enterGrants(gdb, 'archive', [grantId]);
    return opened.includes(tenantId) ? granted(gdb) : undefined;
  });
};

export interface ViewedFile extends DigitalFileRow {
  contentPath: string;
}

/** @throws AppError NOT_FOUND unless the file is in the store, of the record of the right, and still to be seen. */
export const findViewedFile = async (view: View, fileId: string): Promise<ViewedFile> => {
  const { tenantId, itemId } = view.right;
  const row = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)
    ? await underRight(
        view,
        (tdb) => findDigitalFile(tdb, tenantId, fileId),
        (gdb) => findGrantedFile(gdb, tenantId, fileId),
      )
    : undefined;
  if (!row?.contentPath || row.itemId !== itemId) throw new AppError('NOT_FOUND', `file ${fileId}`);
  return { ...row, contentPath: row.contentPath };
};

export const sourceOf = ({ context }: View, row: ViewedFile): DerivedFrom => ({
  tenantId: row.tenantId,
  fileId: row.id,
  file: async () => context.objects.records.localFile(row.tenantId, objectIdOf(row.itemId), row.contentPath),
  mediaType: row.mediaType,
});

/** What was looked at under which address: a page is hundreds of tiles and one look. */
const looked = new Set<string>();
const MOST_KEPT = 50_000;

/** One event in the unit's log for each page, recording or film that is opened under a grant. */
export const auditLook = async (view: View, file: ViewedFile, act: 'Page' | 'Play', page?: number): Promise<void> => {
  const { context, right, scope, token } = view;
  const { grantId } = right;
  const key = `${token} ${file.id} ${page ?? ''}`;
  if (grantId === null || looked.has(key)) return;
  await withGrantDb(context.pools, { tenantId: right.readerTenantId, accountId: right.accountId }, (gdb) =>
    auditGrantRead(
      gdb,
      scope,
      { recordClass: 'archive', grantIds: [grantId] },
      {
        action: `digital.granted${act}`,
        objectKind: 'digital_file',
        objectId: file.id,
        objectLabel: file.fileName,
        detail: { itemId: file.itemId, ...(page === undefined ? {} : { page }) },
      },
    ),
  );
  if (looked.size >= MOST_KEPT) looked.clear();
  looked.add(key);
};

/** A look into another's records stays in no cache: when the right has ended there is nothing left to look at. */
export const cacheOf = ({ right }: View, seconds: number): string =>
  right.grantId === null && right.batchAccessId === null ? `private, max-age=${seconds}` : 'private, no-store';

export const answerNotFound = (response: Response, error: unknown): void => {
  const { requestId } = response.locals;
  if (!(error instanceof AppError)) log.error('picture failed', error, { requestId });
  response.status(404).json({ error: { message: 'NOT_FOUND', data: { appCode: 'NOT_FOUND', requestId } } });
};
