import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, RequestHandler, Response } from 'express';
import { type PhotoInput, photoInput } from '@/server/domain/inspection/onsite';
import { AppError } from '@/server/domain/shared/app-error';
import { storeSitePhoto } from '@/server/features/inspection/onsite/store-photo';
import { appErrorOf, ERROR_STATUS } from '@/server/trpc/error-status';
import { type RequestContext, scopeFor } from '@/server/trpc/init';

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

const parseFacts = (header: string | undefined): PhotoInput => {
  try {
    return photoInput.parse(JSON.parse(decodeURIComponent(header ?? '')));
  } catch {
    throw new AppError('BAD_INPUT', 'X-Photo is no description of a photo');
  }
};

/**
 * POST /w/<slug>/onsite-photos with the picture as body and its facts in `X-Photo` (percent-encoded JSON). Answers id
 * and SHA-256 of what is kept; the phone lets go of its copy only for that digest.
 */
export const onsitePhotoHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const context = contextFor(request, response, request.params.slug ?? null);
      const scope = await scopeFor(context, 'inspection.inspect');
      const facts = parseFacts(request.header('x-photo'));
      response.json(await storeSitePhoto(context.pools, scope, context.objects, facts, request));
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const code = appErrorOf(error)?.code ?? 'INTERNAL';
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: ERROR_STATUS[code] }));
      response
        .status(status)
        .json({ error: { message: code, data: { appCode: code, requestId: response.locals.requestId } } });
    }
  };
