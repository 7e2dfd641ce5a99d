import sharp from 'sharp';
import { type Pools, withTenantDb } from '@/db/client';
import { type DigitalFileRow, findDigitalFile } from '@/db/queries/digital.queries';
import {
  clearPagesBeyond,
  keepPageText,
  listReadPages,
  markRead,
  type PageTextInsert,
} from '@/db/queries/page-text.queries';
import { isDocument, NEWEST_READER } from '@/server/domain/digital/digital-file';
import { normaliseForSearch, searchTokens } from '@/server/domain/shared/chinese-text';
import type { DerivedFrom } from '@/server/imaging/derivatives';
import { NO_ENGINE } from '@/server/imaging/ocr/choose-recogniser';
import { createOcrPool, type OcrPool } from '@/server/imaging/ocr/ocr-pool';
import type { PdfLayer } from '@/server/imaging/pdf-pages';
import { createTextReader, type TextReader } from '@/server/imaging/text-reader';
import { ChildFailure } from '@/server/objects/child-pool';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from './commit-files.ts';

export interface RecogniseSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { fileId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/** One engine and one reader for the process; their children start with the first page and end when idle. */
let shared: OcrPool | null = null;
const sharedPool = (): OcrPool => {
  shared ??= createOcrPool();
  return shared;
};
let sharedTexts: TextReader | null = null;
export const textReader = (): TextReader => {
  sharedTexts ??= createTextReader();
  return sharedTexts;
};
export const closeRecogniser = (): void => {
  shared?.close();
  sharedTexts?.close();
  shared = null;
  sharedTexts = null;
};

const DOCUMENT_ENGINE = `document-text@${NEWEST_READER}`;

const searchable = (text: string) => {
  const folded = normaliseForSearch(text);
  return { searchText: folded, searchTokens: searchTokens([text]) };
};

/** So many pages are asked for at once: a document of a thousand is not opened a thousand times. */
const LAYERS_AT_ONCE = 25;

/**
 * A PDF that holds its own text is read as it is: nothing recognises it better. One that its reader cannot bear goes to
 * the engine like a scan.
 */
const layersOf = (path: string, total: number): ((page: number) => Promise<PdfLayer | undefined>) => {
  let known: { from: number; layers: PdfLayer[] } | null = null;
  return async (page) => {
    if (!known || page < known.from || page >= known.from + LAYERS_AT_ONCE) {
      const to = Math.min(total, page + LAYERS_AT_ONCE - 1);
      const layers = await textReader()
        .pdfLayers(path, page, to)
        .catch((error: unknown) => {
          if (!(error instanceof ChildFailure)) throw error;
          return [];
        });
      known = { from: page, layers };
    }
    return known.layers[page - known.from];
  };
};

const nowhere = (row: DigitalFileRow, page: number) => ({
  fileId: row.id,
  itemId: row.itemId,
  page,
  failure: null,
  width: null,
  height: null,
  confidence: null,
  lines: [],
});

interface PageReading {
  row: DigitalFileRow;
  path: string;
  page: number;
  layer: PdfLayer | undefined;
}
const readPage = async ({ row, path, page, layer }: PageReading, pool: OcrPool): Promise<PageTextInsert> => {
  const base = nowhere(row, page);
  const isPdf = row.mediaType === 'application/pdf';
  if (layer && layer.text.replace(/\s/g, '').length > 10)
    return { ...base, ...layer, state: 'recognised', engine: 'pdf-text', confidence: 1, ...searchable(layer.text) };
  try {
    const found = await pool.recognise(path, { page: page - 1, isPdf });
    const text = found.lines.map((line) => line.text).join('\n');
    const weight = found.lines.reduce((sum, line) => sum + line.text.length, 0);
    const sum = found.lines.reduce((total, line) => total + line.confidence * line.text.length, 0);
    const { width, height, engine, lines } = found;
    const confidence = weight === 0 ? null : sum / weight;
    return { ...base, state: 'recognised', engine, width, height, lines, text, confidence, ...searchable(text) };
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    // Nothing is wrong with the page: it is read when an engine has been installed.
    const failure = error.message === NO_ENGINE ? NO_ENGINE : error.kind;
    return { ...base, state: 'failed', engine: 'none', failure, text: '', ...searchable('') };
  }
};

const countPages = async (row: DigitalFileRow, path: string): Promise<number> =>
  row.pageCount ?? (row.mediaType.startsWith('image/') ? ((await sharp(path).metadata()).pages ?? 1) : 1);

/** Who opens the record finds its pictures made. A page that cannot be shown says so when it is opened. */
const preparePictures = async (objects: ObjectStore, source: DerivedFrom, total: number): Promise<void> => {
  for (let page = 0; page < total; page += 1)
    try {
      await objects.derivatives.pageOf(source, page);
    } catch (error) {
      if (!(error instanceof ChildFailure)) throw error;
    }
};

/** A document that was written on a computer says itself what it says; one that cannot be opened is marked. */
const readDocument = async (reading: {
  pools: Pools;
  scope: TenantScope;
  row: DigitalFileRow;
  path: string;
  progress: RecogniseSteps['progress'];
}): Promise<{ read: number; failed: number }> => {
  const { pools, scope, row, path, progress } = reading;
  const texts = await textReader()
    .documentTexts(path, row.mediaType)
    .catch((error: unknown) => {
      if (!(error instanceof ChildFailure)) throw error;
      return error.kind;
    });
  if (typeof texts === 'string') {
    const page = {
      ...nowhere(row, 1),
      state: 'failed' as const,
      engine: DOCUMENT_ENGINE,
      failure: texts === 'failed' ? 'damaged' : texts,
      text: '',
    };
    await withTenantDb(pools, scope, async (tdb) => {
      await keepPageText(tdb, scope.tenantId, { ...page, ...searchable('') });
      await markRead(tdb, scope.tenantId, row.id, NEWEST_READER);
    });
    return { read: 0, failed: 1 };
  }
  // A document without a word is one that was read, too.
  const parts = texts.length === 0 ? [''] : texts;
  for (const [index, text] of parts.entries()) {
    const page = { ...nowhere(row, index + 1), state: 'recognised' as const, engine: DOCUMENT_ENGINE, text };
    const kept = { ...page, confidence: 1, ...searchable(text) };
    await withTenantDb(pools, scope, (tdb) => keepPageText(tdb, scope.tenantId, kept));
    await progress(index + 1, parts.length);
  }
  await withTenantDb(pools, scope, async (tdb) => {
    await clearPagesBeyond(tdb, scope.tenantId, row.id, parts.length);
    await markRead(tdb, scope.tenantId, row.id, NEWEST_READER);
  });
  return { read: parts.length, failed: 0 };
};

/**
 * 文字识别: reads every page of a stored file that has not been read yet, each kept in a transaction of its own, so
 * that a run that is stopped goes on with the next page. A page that cannot be read is marked, not tried for ever.
 */
export const recogniseFile = async (
  { pools, scope, payload, objects, progress }: RecogniseSteps,
  pool: OcrPool = sharedPool(),
): Promise<{ read: number; failed: number }> => {
  const { tenantId } = scope;
  const row = await withTenantDb(pools, scope, (tdb) => findDigitalFile(tdb, tenantId, payload.fileId));
  if (!row?.contentPath || row.state !== 'stored') return { read: 0, failed: 0 };
  const path = await objects.records.localFile(tenantId, objectIdOf(row.itemId), row.contentPath);
  if (isDocument(row.mediaType)) return readDocument({ pools, scope, row, path, progress });
  const total = await countPages(row, path);
  await preparePictures(objects, { tenantId, fileId: row.id, file: async () => path, mediaType: row.mediaType }, total);
  const done = await withTenantDb(pools, scope, (tdb) => listReadPages(tdb, tenantId, row.id));
  const layerOf = row.mediaType === 'application/pdf' ? layersOf(path, total) : async () => undefined;
  let [read, failed] = [0, 0];
  for (let page = 1; page <= total; page += 1) {
    if (!done.has(page)) {
      const found = await readPage({ row, path, page, layer: await layerOf(page) }, pool);
      await withTenantDb(pools, scope, (tdb) => keepPageText(tdb, tenantId, found));
      if (found.state === 'failed') failed += 1;
      else read += 1;
    }
    await progress(page, total);
  }
  return { read, failed };
};
