import type { NextFunction, Request, Response } from 'express';
import type { AppErrorCode } from '@/server/domain/shared/app-error';

const LONGEST_FORM = 1_000_000;

const refuse = (response: Response, status: number, code: AppErrorCode): void => {
  response
    .status(status)
    .json({ error: { message: code, data: { appCode: code, requestId: response.locals.requestId } } });
};

/** The methods that anything here answers to; the libraries behind fall over the others. */
export const knownMethods = (request: Request, response: Response, next: NextFunction): void => {
  const isPartOfFile = request.method === 'PATCH' && /^\/w\/[^/]+\/files\/[^/]+$/.test(request.path);
  if (isPartOfFile || ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(request.method)) {
    next();
    return;
  }
  response.set('Allow', 'GET, HEAD, POST');
  refuse(response, 405, 'BAD_INPUT');
};

/** What is wrong with a request for a screen: the status and the code to refuse it with. */
const refusalOf = (request: Request): [status: number, code: AppErrorCode] | null => {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  if (request.method !== 'POST') return [405, 'BAD_INPUT'];
  if (!request.is('application/x-www-form-urlencoded')) return [415, 'BAD_INPUT'];
  const length = Number(request.header('content-length'));
  if (!Number.isInteger(length)) return [411, 'BAD_INPUT'];
  return length > LONGEST_FORM ? [413, 'UPLOAD_TOO_LARGE'] : null;
};

/**
 * Screens are read, and sent plain forms of a moderate size. Everything else would end as a failure inside Remix,
 * whose actions read the form before they can refuse it.
 */
export const screenRequests = (request: Request, response: Response, next: NextFunction): void => {
  const refusal = refusalOf(request);
  if (!refusal) {
    next();
    return;
  }
  refuse(response, ...refusal);
};
