import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, RequestHandler, Response } from 'express';
import { withTenantDb } from '@/db/client';
import { findUpload } from '@/db/queries/digital.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { finishUpload } from '@/server/features/digital/finish-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { appErrorOf, ERROR_STATUS } from '@/server/trpc/error-status';
import { type RequestContext, scopeFor } from '@/server/trpc/init';

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

const TUS_VERSION = '1.0.0';
const OFFSET_TYPE = 'application/offset+octet-stream';

/** One sender an upload: a browser that comes back after a lost connection takes over from the one that hangs. */
const senders = new Map<string, Request>();

const findOwn = async (context: RequestContext, scope: TenantScope, uploadId: string) => {
  const row = /^[0-9a-f-]{36}$/.test(uploadId)
    ? await withTenantDb(context.pools, scope, (tdb) => findUpload(tdb, scope.tenantId, uploadId))
    : undefined;
  if (!row || row.createdBy !== scope.accountId) throw new AppError('NOT_FOUND', `upload ${uploadId}`);
  return row;
};

const offsetOf = async (
  context: RequestContext,
  scope: TenantScope,
  row: { id: string; state: string; declaredSize: number },
) =>
  row.state === 'receiving' ? ((await context.objects.staging.sizeOf(scope.tenantId, row.id)) ?? 0) : row.declaredSize;

const takeBytes = async (
  context: RequestContext,
  scope: TenantScope,
  row: { id: string; declaredSize: number },
  request: Request,
): Promise<number> => {
  const offset = Number(request.header('upload-offset'));
  if (!Number.isSafeInteger(offset) || offset < 0 || request.header('content-type') !== OFFSET_TYPE)
    throw new AppError('BAD_INPUT', 'not a PATCH of tus');
  const key = `${scope.tenantId}/${row.id}`;
  senders.get(key)?.destroy();
  senders.set(key, request);
  try {
    return await context.objects.staging.append(scope.tenantId, row.id, offset, request, row.declaredSize);
  } finally {
    if (senders.get(key) === request) senders.delete(key);
  }
};

/**
 * `/w/<slug>/files/<uploadId>`: the core of tus 1.0 (HEAD asks how far it came, PATCH sends on). The upload is begun by
 * `digital.beginUpload`, so that room, name and permission are settled before a byte is sent. The answer to the last
 * byte carries the digest of the whole file, and comes only when the file was looked at.
 */
export const receiveFileHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    response.set('Tus-Resumable', TUS_VERSION);
    try {
      const context = contextFor(request, response, request.params.slug ?? null);
      const scope = await scopeFor(context, 'digital.write');
      const row = await findOwn(context, scope, request.params.uploadId ?? '');
      response.set('Upload-Length', String(row.declaredSize));
      if (request.method === 'HEAD') {
        response
          .set('Upload-Offset', String(await offsetOf(context, scope, row)))
          .status(200)
          .end();
        return;
      }
      const size = row.state === 'receiving' ? await takeBytes(context, scope, row, request) : row.declaredSize;
      response.set('Upload-Offset', String(size));
      if (size === row.declaredSize) {
        const finished = await finishUpload(context.pools, scope, context.objects, row.id);
        response.set('Upload-Digest', `sha-256=${finished.sha256}, sm3=${finished.sm3}`);
      }
      response.status(204).end();
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const code = appErrorOf(error)?.code ?? (error instanceof TRPCError ? 'NOT_FOUND' : 'INTERNAL');
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: ERROR_STATUS[code] }));
      response
        .status(status)
        .json({ error: { message: code, data: { appCode: code, requestId: response.locals.requestId } } });
    }
  };
