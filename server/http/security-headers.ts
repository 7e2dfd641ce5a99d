import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';

/** A request id, a nonce for the page's scripts, and the headers of every answer. What is personal is never stored. */
export const securityHeaders =
  (options: { development: boolean; secure: boolean }) =>
  (_request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64');
    response.locals.requestId = uuidv7();
    response.locals.nonce = nonce;
    const connect = options.development ? "'self' ws:" : "'self'";
    const policy = [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      // antd sets custom properties in style attributes and its own style element
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "media-src 'self'",
      "font-src 'self' data:",
      `connect-src ${connect}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ];
    response.set({
      'Content-Security-Policy': policy.join('; '),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=()',
      'X-Request-Id': response.locals.requestId,
      'Cache-Control': 'no-store',
    });
    if (options.secure) response.set('Strict-Transport-Security', 'max-age=31536000');
    next();
  };
