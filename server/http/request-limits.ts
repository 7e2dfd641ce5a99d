import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from './rate-limit.ts';

/**
 * What is opened by something that could be guessed: the screen on the wall, the state of a case, and their procedures
 * wherever they are called. Whoever asks has an address and no session.
 */
const GUESSED = /^\/(?:wall|case)\/|\/trpc(?:-public)?\/[^/]*\b(?:wall\.show|service\.lookup)/;
/** A page is many tiles, and a scanned volume thousands of small files: an honest reader asks more often there. */
const MANY_PARTS = /^\/w\/[^/]+\/(?:files|view)\//;

/** As the routers behind read it: `/W%61ll//x` opens the same screen as `/wall/x`. What cannot be decoded opens none. */
const asRouted = (path: string): string => {
  try {
    return decodeURIComponent(path)
      .replace(/\/{2,}/g, '/')
      .toLowerCase();
  } catch {
    return path;
  }
};

/** How often may be asked: per session, and where nobody is signed in per address. */
export const requestLimits = (): RequestHandler => {
  const keyOf = (request: Request, response: Response) => response.locals.signedIn?.sessionId ?? request.ip ?? '';
  const plain = rateLimit({ perSecond: 40, burst: 400, keyOf });
  const manyParts = rateLimit({ perSecond: 200, burst: 2_000, keyOf });
  // Who has only an address may ask as often as a screen refreshes itself, not as often as somebody who guesses.
  const strangers = rateLimit({ perSecond: 1, burst: 30, keyOf: (request) => request.ip ?? '' });
  return (request, response, next) => {
    const usual = MANY_PARTS.test(request.path) ? manyParts : plain;
    if (!GUESSED.test(asRouted(request.path))) {
      usual(request, response, next);
      return;
    }
    strangers(request, response, () => usual(request, response, next));
  };
};
