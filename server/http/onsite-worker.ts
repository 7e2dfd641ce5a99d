import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

const SCRIPT = new URL('./onsite-worker.browser.js', import.meta.url);
const ASSETS = new URL('../../build/pages/client/assets/', import.meta.url);

/** Of the names of the built files, which carry their digests: another build is another version. */
const versionOfBuild = (): string =>
  createHash('sha256').update(readdirSync(ASSETS).sort().join('\n')).digest('hex').slice(0, 16);

/**
 * GET /w/<slug>/onsite-worker.js: the service worker of the on-site screen. Its place limits it to its workspace; it
 * holds nobody's data and is asked for again at every visit, so that a new version arrives at once. While developing
 * there is none: it would hand out yesterday's files.
 */
export const onsiteWorkerHandler = ({ development }: { development: boolean }): RequestHandler => {
  const script = development ? null : readFileSync(SCRIPT, 'utf8').replace('__VERSION__', versionOfBuild());
  return (_request, response) => {
    if (script === null) {
      response.status(404).end();
      return;
    }
    response.set({
      'Cache-Control': 'no-cache',
      'Content-Type': 'text/javascript; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; connect-src 'self'",
    });
    response.send(script);
  };
};
