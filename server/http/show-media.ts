import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import { isOffice, PLAYED_TYPES } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import { referenceOf } from '@/server/features/digital/list-files';
import { ChildFailure } from '@/server/objects/child-pool';
import { openRecordFile, parseRange } from '@/server/objects/read-record-file';
import {
  answerNotFound,
  auditLook,
  type ContextFor,
  cacheOf,
  enterView,
  findViewedFile,
  sourceOf,
  type View,
  type ViewedFile,
} from './view-right.ts';

/* What the reader asks for beside pictures, under the same address and the same right. */

const ASK_AGAIN_MS = 1_000;

/** Bytes for as long as the right lives: a recording that is being listened to ends with the grant. */
const whileAllowed = async function* (source: Readable, isAllowed: () => Promise<boolean>): AsyncGenerator<Buffer> {
  let asked = Date.now();
  for await (const chunk of source) {
    if (Date.now() - asked > ASK_AGAIN_MS) {
      if (!(await isAllowed())) throw new AppError('NOT_FOUND', 'the right ended meanwhile');
      asked = Date.now();
    }
    yield chunk as Buffer;
  }
};

const sendBytes = async (view: View, row: ViewedFile, range: string | undefined, response: Response): Promise<void> => {
  const file = referenceOf(row);
  const part = parseRange(range, file.sizeBytes);
  if (part === false || !file.record) {
    response.set('Content-Range', `bytes */${file.sizeBytes}`).status(416).end();
    return;
  }
  const body = await openRecordFile(view.context.objects, { ...file, record: file.record }, part ?? undefined);
  if (part) response.status(206).set('Content-Range', `bytes ${part.start}-${part.end}/${file.sizeBytes}`);
  response.set({
    'Content-Type': file.mediaType,
    'Content-Length': String(part ? part.end - part.start + 1 : file.sizeBytes),
    'Accept-Ranges': 'bytes',
    'Content-Disposition': 'inline',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': cacheOf(view, 60),
  });
  const isAllowed = () =>
    findViewedFile(view, row.id).then(
      () => true,
      () => false,
    );
  // Who stops listening closes the connection: that is no fault.
  await pipeline(Readable.from(whileAllowed(body, isAllowed)), response).catch(() => response.destroy());
};

/** `/w/<slug>/view/<token>/media/<file>`: sound and film by ranges. Under a grant it is played and not kept. */
export const showMediaHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const view = await enterView(contextFor, request, response);
      const row = await findViewedFile(view, request.params.fileId ?? '');
      if (!PLAYED_TYPES.has(row.mediaType)) throw new AppError('NOT_FOUND', `${row.mediaType} is not played`);
      await auditLook(view, row, 'Play');
      await sendBytes(view, row, request.header('range'), response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else answerNotFound(response, error);
    }
  };

/** `…/photo/<file>`: what the camera wrote into a photograph; `null` when it wrote nothing. */
export const showPhotoHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const view = await enterView(contextFor, request, response);
      const row = await findViewedFile(view, request.params.fileId ?? '');
      if (!row.mediaType.startsWith('image/')) throw new AppError('NOT_FOUND', 'no photograph');
      const photo = await view.context.objects.derivatives.photoOf(sourceOf(view, row));
      response.set('Cache-Control', cacheOf(view, 300)).json({ photo });
    } catch (error) {
      if (error instanceof ChildFailure) response.json({ photo: null });
      else answerNotFound(response, error);
    }
  };

/** `…/pages/<file>`: turns an Office document into pages and says how many; 422 when this document cannot be turned. */
export const showPagesHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const view = await enterView(contextFor, request, response);
      const row = await findViewedFile(view, request.params.fileId ?? '');
      if (!isOffice(row.mediaType)) throw new AppError('NOT_FOUND', 'has its own pages');
      const pages = await view.context.objects.derivatives.countPages(sourceOf(view, row));
      response.set('Cache-Control', cacheOf(view, 300)).json({ pages });
    } catch (error) {
      if (error instanceof ChildFailure) response.status(422).json({ error: { message: 'NOT_SHOWN' } });
      else answerNotFound(response, error);
    }
  };
