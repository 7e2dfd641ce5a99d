import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, RequestHandler, Response } from 'express';
import { withTenantDb } from '@/db/client';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { appErrorOf, ERROR_STATUS } from '@/server/trpc/error-status';
import { type RequestContext, scopeFor } from '@/server/trpc/init';

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

const MAX_BYTES = 50_000_000;

/**
 * POST with the bytes as body and the name in `X-File-Name` (percent-encoded UTF-8). Answers the id of the stored
 * object, which a procedure then refers to. The bytes are on disk before the row is written.
 */
export const uploadHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const context = contextFor(request, response, request.params.slug ?? null);
      const scope = await scopeFor(context, 'workspace.enter');
      const received = await receiveUpload(context.objects, scope.tenantId, {
        stream: request,
        fileName: decodeName(request.header('x-file-name')),
        maxBytes: MAX_BYTES,
      });
      const stored = await withTenantDb(context.pools, scope, (tdb) => registerUpload(tdb, scope, received));
      response.json(stored);
    } catch (error) {
      const known = appErrorOf(error);
      const code = known?.code ?? 'INTERNAL';
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: ERROR_STATUS[code] }));
      response
        .status(status)
        .json({ error: { message: code, data: { appCode: code, requestId: response.locals.requestId } } });
    }
  };

const decodeName = (raw: string | undefined): string => {
  try {
    return decodeURIComponent(raw ?? '').slice(0, 255) || 'file';
  } catch {
    return 'file';
  }
};
