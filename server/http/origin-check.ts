import type { NextFunction, Request, Response } from 'express';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses every unsafe method that another site could have sent. Browsers of today say so in Sec-Fetch-Site; older
 * ones send Origin; a request with neither is no browser and carries no cookie that a site could have abused, unless
 * it carries one: then it is refused too.
 */
export const originCheck =
  (publicOrigin: string | undefined) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (SAFE.has(request.method) || isOwn(request, publicOrigin)) {
      next();
      return;
    }
    response.status(403).json({
      error: { message: 'ORIGIN_REFUSED', data: { appCode: 'ORIGIN_REFUSED', requestId: response.locals.requestId } },
    });
  };

const isOwn = (request: Request, publicOrigin: string | undefined): boolean => {
  const site = request.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.header('origin');
  if (origin !== undefined) return origin === (publicOrigin ?? `${request.protocol}://${request.header('host')}`);
  return site === 'same-origin' || request.header('cookie') === undefined;
};
