import type { Request, RequestHandler, Response } from 'express';
import { type GrantDb, type TenantDb, withGrantDb, withTenantDb } from '@/db/client';
import { findGrantedItem, findItem } from '@/db/queries/archive-item.queries';
import {
  type DigitalFileRow,
  findDigitalFile,
  findGrantedFile,
  listDigitalFiles,
  listGrantedFiles,
} from '@/db/queries/digital.queries';
import { enterGrants } from '@/db/queries/grant.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { objectIdOf } from '@/server/features/digital/commit-files';
import { composeManifest } from '@/server/features/digital/compose-manifest';
import { isShown } from '@/server/features/digital/open-viewer';
import { answerImage } from '@/server/imaging/iiif-image';
import type { ViewRight } from '@/server/objects/view-token';
import { log } from '@/server/observability/logger';
import type { RequestContext } from '@/server/trpc/init';

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

const MOST_FILES = 5_000;
const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,6})$/;

/** Runs in the reader's own tenant or under the grant of the right, as long as it lives. */
const underRight = async <T>(
  context: RequestContext,
  { tenantId, readerTenantId, accountId, grantId }: ViewRight,
  own: (tdb: TenantDb) => Promise<T>,
  granted: (gdb: GrantDb) => Promise<T>,
): Promise<T | undefined> => {
  if (grantId === null) return withTenantDb(context.pools, { tenantId, accountId }, own);
  return withGrantDb(context.pools, { tenantId: readerTenantId, accountId }, async (gdb) => {
    const opened = await enterGrants(gdb, 'archive', [grantId]);
    return opened.includes(tenantId) ? granted(gdb) : undefined;
  });
};

const findFile = (context: RequestContext, right: ViewRight, fileId: string): Promise<DigitalFileRow | undefined> =>
  underRight(
    context,
    right,
    (tdb) => findDigitalFile(tdb, right.tenantId, fileId),
    (gdb) => findGrantedFile(gdb, right.tenantId, fileId),
  );

const findRecord = async (context: RequestContext, right: ViewRight) => {
  const { tenantId, itemId } = right;
  const found = await underRight(
    context,
    right,
    async (tdb) => ({
      item: await findItem(tdb, tenantId, itemId),
      files: await listDigitalFiles(tdb, tenantId, itemId, { limit: MOST_FILES }),
    }),
    async (gdb) => ({
      item: await findGrantedItem(gdb, tenantId, itemId),
      files: await listGrantedFiles(gdb, tenantId, itemId, MOST_FILES),
    }),
  );
  if (!found?.item) throw new AppError('NOT_FOUND', `record ${itemId}`);
  return { item: found.item, files: found.files.filter(isShown) };
};

const pageOf = async (context: RequestContext, right: ViewRight, id: string) => {
  const [, fileId = '', number = ''] = ID.exec(id) ?? [];
  const page = Number(number) - 1;
  const row = fileId ? await findFile(context, right, fileId) : undefined;
  if (!row?.contentPath || row.itemId !== right.itemId || page < 0 || page >= (row.pageCount ?? 1))
    throw new AppError('NOT_FOUND', `picture ${id}`);
  const { mediaType, contentPath } = row;
  const file = () => context.objects.records.localFile(row.tenantId, objectIdOf(row.itemId), contentPath);
  return context.objects.derivatives.pageOf({ tenantId: row.tenantId, fileId, file, mediaType }, page);
};

const rightOf = (context: RequestContext, slug: string, token: string): ViewRight => {
  const right = context.objects.viewTokens.read(token);
  if (!right || right.slug !== slug || context.signedIn?.accountId !== right.accountId)
    throw new AppError('NOT_FOUND', 'no right to look');
  return right;
};

const answerNotFound = (response: Response, error: unknown): void => {
  const { requestId } = response.locals;
  if (!(error instanceof AppError)) log.error('picture failed', error, { requestId });
  response.status(404).json({ error: { message: 'NOT_FOUND', data: { appCode: 'NOT_FOUND', requestId } } });
};

/** `/w/<slug>/view/<token>/manifest.json`: IIIF Presentation 3 of the record's pages. */
export const showManifestHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    const { slug = '', token = '' } = request.params as Record<string, string>;
    try {
      const context = contextFor(request, response, slug);
      const right = rightOf(context, slug, token);
      const base = `${request.protocol}://${request.get('host')}/w/${slug}/view/${token}`;
      const { item, files } = await findRecord(context, right);
      const pages = files.flatMap((file) =>
        Array.from({ length: file.pageCount ?? 1 }, (_, index) => ({
          service: `${base}/iiif/3/${file.id}.${index + 1}`,
          label: file.fileName,
          // A PDF page has no size in pixels before it is drawn: A4 stands for its shape.
          width: file.width ?? 1_654,
          height: file.height ?? 2_339,
        })),
      );
      response.set('Cache-Control', 'private, max-age=60');
      response.type('application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"');
      response.send(JSON.stringify(composeManifest(`${base}/manifest.json`, item.title, item.referenceCode, pages)));
    } catch (error) {
      answerNotFound(response, error);
    }
  };

/**
 * `/w/<slug>/view/<token>/iiif/3/<file>.<page>/…`: IIIF Image 3 for whoever is signed in as the person of the token and
 * for as long as the token lives; under a grant each picture asks whether the grant still does.
 */
export const showImageHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    const { slug = '', token = '', id = '' } = request.params as Record<string, string>;
    try {
      const context = contextFor(request, response, slug);
      const right = rightOf(context, slug, token);
      const source = await pageOf(context, right, id);
      const prefix = `/w/${slug}/view/${token}/iiif/3/`;
      const url = `${request.protocol}://${request.get('host')}${request.originalUrl.split('?')[0]}`;
      const answer = await answerImage(url, prefix, source, right.watermark);
      if (answer.status === 303 && 'location' in answer) return response.redirect(303, answer.location);
      if (!('body' in answer)) {
        response.status(answer.status).json({ error: { message: 'BAD_INPUT' } });
        return;
      }
      response.set({ 'Content-Type': answer.type, 'Cache-Control': 'private, max-age=300', Vary: 'Cookie' });
      response.send(answer.body);
    } catch (error) {
      answerNotFound(response, error);
    }
  };
