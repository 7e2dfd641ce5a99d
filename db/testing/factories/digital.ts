import { Readable } from 'node:stream';
import express from 'express';
import { withTenantDb } from '@/db/client';
import { commitFiles } from '@/server/features/digital/commit-files';
import { finishUpload } from '@/server/features/digital/finish-upload';
import { showImageHandler, showManifestHandler } from '@/server/http/show-image';
import { showMediaHandler, showPagesHandler, showPhotoHandler } from '@/server/http/show-media';
import { testPools } from '../test-db.ts';
import { scopeOf } from './archive.ts';
import { callAs, requestContext, testObjects } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

/** Files uploaded, looked at, attached and stored in a record, in their order. */
export const storeFiles = async (
  unit: TestTenant,
  itemId: string,
  files: readonly { name: string; bytes: Buffer }[],
): Promise<void> => {
  const objects = testObjects();
  const scope = scopeOf(unit);
  const uploadIds: string[] = [];
  for (const { name, bytes } of files) {
    const { digital } = await callAs(unit);
    const { uploadId } = await digital.beginUpload({ fileName: name, sizeBytes: bytes.length });
    await objects.staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(await testPools(), scope, objects, uploadId);
    uploadIds.push(uploadId);
  }
  await (await callAs(unit)).digital.attach({ itemId, uploadIds });
  await withTenantDb(await testPools(), scope, (tdb) => commitFiles(tdb, scope, { itemId }, { objects }));
};

export interface ViewServer {
  base: string;
  /** Whoever the requests that follow come from. */
  person: TestTenant['worker'] | null;
  close(): void;
}

/** The addresses of the reader on a port of their own. */
export const serveViews = async (): Promise<ViewServer> => {
  const app = express();
  const contexts = new WeakMap<express.Request, unknown>();
  const contextFor = (request: express.Request) => contexts.get(request) as never;
  const served: ViewServer = { base: '', person: null, close: () => undefined };
  app.use(async (request, _response, next) => {
    contexts.set(request, await requestContext(request.path.split('/')[2] ?? '', served.person));
    next();
  });
  app.get('/w/:slug/view/:token/manifest.json', showManifestHandler(contextFor));
  app.get('/w/:slug/view/:token/iiif/3/:id*', showImageHandler(contextFor));
  app.get('/w/:slug/view/:token/media/:fileId', showMediaHandler(contextFor));
  app.get('/w/:slug/view/:token/photo/:fileId', showPhotoHandler(contextFor));
  app.get('/w/:slug/view/:token/pages/:fileId', showPagesHandler(contextFor));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  served.base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  served.close = () => server.close();
  return served;
};
