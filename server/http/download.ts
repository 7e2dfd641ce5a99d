import type { Readable } from 'node:stream';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, RequestHandler, Response } from 'express';
import { PLAYED_TYPES } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import { type FileReference, fileReference } from '@/server/domain/shared/file-reference';
import { saveName } from '@/server/objects/file-names';
import { type ByteRange, type ByteStore, objectKey } from '@/server/objects/object-store';
import { openObject } from '@/server/objects/read-object';
import { openRecordFile, parseRange } from '@/server/objects/read-record-file';
import { showPage } from '@/server/objects/show-page';
import { createCaller } from '@/server/trpc/app-router';
import type { RequestContext } from '@/server/trpc/init';

type ContextFor = (request: Request, response: Response, slug: string | null) => RequestContext;

/** Types a browser may show in place; the rest is always saved. */
const INLINE = new Set(['image/png', 'image/jpeg', 'image/webp', 'application/pdf', ...PLAYED_TYPES]);

/** A part of a film is not its digest's: like a file of a record it is checked by the sweep. */
const openPart = async (store: ByteStore, file: FileReference, range: ByteRange | null): Promise<Readable> =>
  range ? store.open(objectKey(file.tenantId, file.sha256), range) : openObject(store, file);

const callByPath = (caller: unknown, path: string): ((input: unknown) => Promise<unknown>) | null => {
  const [feature, verb, ...rest] = path.split('.');
  if (!feature || !verb || rest.length > 0) return null;
  const found = (caller as Record<string, Record<string, (input: unknown) => Promise<unknown>> | undefined>)[feature]?.[
    verb
  ];
  return typeof found === 'function' ? found : null;
};

/** Calls the query named in the path, which must answer a file reference, and streams the bytes. */
export const downloadHandler =
  (contextFor: ContextFor): RequestHandler =>
  async (request, response) => {
    try {
      const context = contextFor(request, response, request.params.slug ?? null);
      const name = request.params.procedure ?? '';
      const call = /^[a-zA-Z]+\.download[a-zA-Z]*$/.test(name) ? callByPath(createCaller(context), name) : null;
      const input = parseInput(request.query.input);
      if (!call || input === undefined) throw new TRPCError({ code: 'NOT_FOUND' });
      const file = fileReference.parse(await call(input));
      if (file.shown) {
        const picture = await showPage(context.objects, { ...file, shown: file.shown });
        // What is seen under a grant is kept nowhere: when the grant is over there is nothing left to look at.
        response.set({ 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' }).send(picture);
        return;
      }
      const type = INLINE.has(file.mediaType) && request.query.inline === '1' ? 'inline' : 'attachment';
      // A film is looked at from any place; other files are fetched whole, so that their digest can be checked.
      const isCut = file.record !== undefined || PLAYED_TYPES.has(file.mediaType);
      const range = isCut ? parseRange(request.header('range'), file.sizeBytes) : null;
      if (range === false) {
        response.set('Content-Range', `bytes */${file.sizeBytes}`).status(416).end();
        return;
      }
      const { record } = file;
      const body = record
        ? await openRecordFile(context.objects, { ...file, record }, range ?? undefined)
        : await openPart(context.objects, file, range);
      if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
      response.set({
        'Content-Type': file.mediaType,
        'Content-Length': String(range ? range.end - range.start + 1 : file.sizeBytes),
        ...(isCut ? { 'Accept-Ranges': 'bytes' } : {}),
        'Content-Disposition': `${type}; filename="file"; filename*=UTF-8''${encodeURIComponent(saveName(file.fileName))}`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      });
      body.on('error', () => response.destroy());
      body.pipe(response);
    } catch (error) {
      const known = error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
      const appCode =
        known.cause instanceof AppError ? known.cause.code : known.code === 'NOT_FOUND' ? 'NOT_FOUND' : 'INTERNAL';
      response
        .status(getHTTPStatusCodeFromError(known))
        .json({ error: { message: appCode, data: { appCode, requestId: response.locals.requestId } } });
    }
  };

const parseInput = (raw: unknown): unknown => {
  try {
    return JSON.parse(typeof raw === 'string' ? raw : '{}');
  } catch {
    return undefined;
  }
};
