import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import { createPools } from '@/db/client';
import { createSessionService } from '@/server/auth/session';
import { type Env, storeSettings } from '@/server/config/env';
import { createStores } from '@/server/objects/create-stores';
import { appRouter } from '@/server/trpc/app-router';
import type { RequestContext } from '@/server/trpc/init';
import { downloadHandler } from './download.ts';
import { createHealthCheck } from './health.ts';
import { createLoadContext } from './load-context.ts';
import { onsitePhotoHandler } from './onsite-photo.ts';
import { onsiteWorkerHandler } from './onsite-worker.ts';
import { originCheck } from './origin-check.ts';
import { receiveFileHandler } from './receive-file.ts';
import { requestLimits } from './request-limits.ts';
import { routeManifest } from './route-manifest.ts';
import { knownMethods, screenRequests } from './screen-requests.ts';
import { securityHeaders } from './security-headers.ts';
import { showImageHandler, showManifestHandler } from './show-image.ts';
import { showMediaHandler, showPagesHandler, showPhotoHandler } from './show-media.ts';
import { uploadHandler } from './upload.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAX_BATCH = 10;
export interface WebServer {
  app: Express;
  close(): Promise<void>;
}

/** Everything between a socket and a procedure. The order of the middleware is the order of trust. */
export const createWebServer = async (env: Env): Promise<WebServer> => {
  const development = env.NODE_ENV === 'development';
  const secure = env.PUBLIC_ORIGIN ? env.PUBLIC_ORIGIN.startsWith('https:') : false;
  const pools = createPools(env.DATABASE_URL);
  const sessions = createSessionService(pools, env.PUBLIC_ORIGIN ? secure : true);
  const objects = createStores(storeSettings(env));
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', env.PUBLIC_ORIGIN ? 1 : false);

  app.use(securityHeaders({ development, secure }));
  app.get('/healthz', createHealthCheck(pools, env));
  app.use(compression());
  const vite = development
    ? await (await import('vite')).createServer({ root: ROOT, server: { middlewareMode: true } })
    : undefined;
  if (vite) app.use(vite.middlewares);
  else {
    app.use(
      '/assets',
      express.static(path.join(ROOT, 'build/pages/client/assets'), {
        immutable: true,
        maxAge: '1y',
        redirect: false,
        setHeaders: cacheable,
      }),
    );
    app.use(
      express.static(path.join(ROOT, 'build/pages/client'), {
        maxAge: '1h',
        index: false,
        redirect: false,
        setHeaders: cacheable,
      }),
    );
  }
  app.use(originCheck(env.PUBLIC_ORIGIN));
  app.use(knownMethods);
  app.use(async (request, response, next) => {
    const token = sessions.readCookie(request.header('cookie'));
    response.locals.signedIn = await sessions.validate(token).catch(() => null);
    next();
  });
  app.use(requestLimits());

  const contextFor = (request: Request, response: Response, slug: string | null): RequestContext => ({
    pools,
    objects,
    sessions,
    slug,
    signedIn: response.locals.signedIn ?? null,
    requestId: response.locals.requestId,
    idempotencyKey: request.header('idempotency-key') ?? null,
    address: request.ip ?? '',
    publicOrigin: env.PUBLIC_ORIGIN ?? `${request.protocol}://${request.get('host') ?? ''}`,
  });
  const trpc = (slugOf: (request: Request) => string | null) =>
    createExpressMiddleware({
      router: appRouter,
      maxBodySize: 2_000_000,
      createContext: ({ req, res }) => contextFor(req, res, slugOf(req)),
    });
  app.use('/w/:slug/trpc', refuseLargeBatch, (request, response, next) =>
    trpc(() => request.params.slug ?? null)(request, response, next),
  );
  app.use(
    '/trpc-public',
    refuseLargeBatch,
    trpc(() => null),
  );
  app.get('/w/:slug/download/:procedure', downloadHandler(contextFor));
  app.post('/w/:slug/upload', uploadHandler(contextFor));
  app.post('/w/:slug/onsite-photos', onsitePhotoHandler(contextFor));
  app.get('/w/:slug/onsite-worker.js', onsiteWorkerHandler({ development }));
  app.get('/w/:slug/view/:token/manifest.json', showManifestHandler(contextFor));
  app.get('/w/:slug/view/:token/iiif/3/:id*', showImageHandler(contextFor));
  app.get('/w/:slug/view/:token/media/:fileId', showMediaHandler(contextFor));
  app.get('/w/:slug/view/:token/photo/:fileId', showPhotoHandler(contextFor));
  app.get('/w/:slug/view/:token/pages/:fileId', showPagesHandler(contextFor));
  app.head('/w/:slug/files/:uploadId', receiveFileHandler(contextFor));
  app.patch('/w/:slug/files/:uploadId', receiveFileHandler(contextFor));

  const build = vite
    ? () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
    : ((await import(path.join(ROOT, 'build/pages/server/index.js'))) as ServerBuild);
  if (typeof build !== 'function') app.use(routeManifest(build));
  app.all(
    '*',
    screenRequests,
    createRequestHandler({
      build,
      mode: env.NODE_ENV,
      getLoadContext: (request, response) => createLoadContext(request, response, contextFor),
    }),
  );
  return {
    app,
    close: async () => {
      await vite?.close();
      await pools.close();
    },
  };
};

const cacheable = (response: Response): void => {
  if (response.getHeader('Cache-Control') === 'no-store') response.removeHeader('Cache-Control');
};

const refuseLargeBatch: express.RequestHandler = (request, response, next) => {
  if (request.query.batch === '1' && request.path.split(',').length > MAX_BATCH) {
    response.status(400).json([
      {
        error: {
          message: 'BATCH_TOO_LARGE',
          data: { appCode: 'BATCH_TOO_LARGE', requestId: response.locals.requestId },
        },
      },
    ]);
    return;
  }
  next();
};
