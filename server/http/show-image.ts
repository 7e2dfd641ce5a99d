import type { RequestHandler } from 'express';
import { findGrantedItem, findItem } from '@/db/queries/archive-item.queries';
import { listDigitalFiles, listGrantedFiles } from '@/db/queries/digital.queries';
import { isOffice } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import { composeManifest } from '@/server/features/digital/compose-manifest';
import { isShown } from '@/server/features/digital/open-viewer';
import { answerImage } from '@/server/imaging/iiif-image';
import {
  answerNotFound,
  auditLook,
  type ContextFor,
  cacheOf,
  enterView,
  findViewedFile,
  sourceOf,
  underRight,
  type View,
} from './view-right.ts';

const MOST_FILES = 5_000;
const ID = /^([0-9a-f-]{36})\.(\d{1,6})$/;
/** Small pictures of the row of pages: nobody reads a page by them. */
const THUMBNAIL = /\/full\/\^?\d{1,3},\/0\/default\.jpg$/;

const findRecord = async (view: View) => {
  const { tenantId, itemId } = view.right;
  const found = await underRight(
    view,
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

/** The picture of a page, made when it is not there yet. */
const openPage = async (view: View, id: string, url: string) => {
  const [, fileId = '', number = ''] = ID.exec(id) ?? [];
  const page = Number(number) - 1;
  const row = await findViewedFile(view, fileId);
  const isBeyond = !isOffice(row.mediaType) && page >= (row.pageCount ?? 1);
  if (page < 0 || isBeyond) throw new AppError('NOT_FOUND', `picture ${id}`);
  if (!THUMBNAIL.test(url)) await auditLook(view, row, 'Page', page + 1);
  return view.context.objects.derivatives.pageOf(sourceOf(view, row), page);
};

/** `/w/<slug>/view/<token>/manifest.json`: IIIF Presentation 3 of the record's pages. */
export const showManifestHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const view = await enterView(contextFor, request, response);
      const base = `${request.protocol}://${request.get('host')}/w/${view.slug}/view/${view.token}`;
      const { item, files } = await findRecord(view);
      const pages = files.flatMap((file) =>
        Array.from({ length: file.pageCount ?? 1 }, (_, index) => ({
          service: `${base}/iiif/3/${file.id}.${index + 1}`,
          label: file.fileName,
          // A PDF page has no size in pixels before it is drawn: A4 stands for its shape.
          width: file.width ?? 1_654,
          height: file.height ?? 2_339,
        })),
      );
      response.set('Cache-Control', cacheOf(view, 60));
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
    try {
      const view = await enterView(contextFor, request, response);
      const path = request.originalUrl.split('?')[0] ?? '';
      const source = await openPage(view, request.params.id ?? '', path);
      const prefix = `/w/${view.slug}/view/${view.token}/iiif/3/`;
      const url = `${request.protocol}://${request.get('host')}${path}`;
      const answer = await answerImage(url, prefix, source, view.right.watermark);
      response.set({ 'Cache-Control': cacheOf(view, 300), Vary: 'Cookie' });
      if (answer.status === 303 && 'location' in answer) return response.redirect(303, answer.location);
      if (!('body' in answer)) {
        response.status(answer.status).json({ error: { message: 'BAD_INPUT' } });
        return;
      }
      response.set('Content-Type', answer.type);
      response.send(answer.body);
    } catch (error) {
      answerNotFound(response, error);
    }
  };
