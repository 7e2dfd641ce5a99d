import type { NextFunction, Request, Response } from 'express';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A token bucket per session or address in this process: a brake on runaway scripts, not an account of use, so it
 * need not be shared between processes.
 */
export const rateLimit = (options: {
  perSecond: number;
  burst: number;
  keyOf: (request: Request, response: Response) => string;
}) => {
  const buckets = new Map<string, Bucket>();
  return (request: Request, response: Response, next: NextFunction): void => {
    const now = performance.now();
    const key = options.keyOf(request, response);
    const bucket = buckets.get(key) ?? { tokens: options.burst, at: now };
    bucket.tokens = Math.min(options.burst, bucket.tokens + ((now - bucket.at) / 1000) * options.perSecond) - 1;
    bucket.at = now;
    buckets.set(key, bucket);
    if (buckets.size > 20_000) buckets.clear();
    if (bucket.tokens >= 0) {
      next();
      return;
    }
    response
      .set('Retry-After', '1')
      .status(429)
      .json({
        error: { message: 'RATE_LIMITED', data: { appCode: 'RATE_LIMITED', requestId: response.locals.requestId } },
      });
  };
};
