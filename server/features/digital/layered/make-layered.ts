import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { type DigitalFileRow, listDigitalFiles } from '@/db/queries/digital.queries';
import {
  findLayeredPdf,
  findNewestLayered,
  fingerprintOfPages,
  finishLayeredPdf,
  insertLayeredPdf,
} from '@/db/queries/layered-pdf.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { findPageText } from '@/db/queries/page-text.queries';
import { audit } from '@/server/audit/audit';
import { type LayeredPage, writeLayeredPdf } from '@/server/documents/layered-pdf';
import { type LayeredView, pageTextView } from '@/server/domain/digital/page-text';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { openPdf, renderPdfPage } from '@/server/imaging/pdf-pages';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { layeredPdfJob } from '../digital.jobs.ts';

const FILES_AT_ONCE = 200;
const DEFAULT_DPI = 200;
const PDF_DPI = 150;
/** A4 at 300 dpi is 3,508 pixels high: larger scans are made as large as that. */
const LONGEST_SIDE = 3_508;

const requireItem = async (tdb: TenantDb, scope: TenantScope, itemId: string) => {
  const item = await findItem(tdb, scope.tenantId, itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${itemId} is not in tenant ${scope.tenantId}`);
  return item;
};

/** 生成双层 PDF: owed as a job; one that is made from the same pages and text is not made twice. */
export const askForLayered = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<{ jobId: string | null }> => {
  const { tenantId, accountId } = scope;
  const item = await requireItem(tdb, scope, input.itemId);
  if (accountId === null) throw new AppError('FORBIDDEN', 'a made file needs a person who asks for it');
  const { print, files } = await fingerprintOfPages(tdb, tenantId, item.id);
  if (files === 0) throw new AppError('NO_PAGES', `record ${item.id} has no pictures or PDFs`);
  const newest = await findNewestLayered(tdb, tenantId, item.id);
  const detail = { files, again: newest?.madeFrom === print };
  await audit(tdb, scope, {
    action: 'digital.makeLayeredPdf',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
    detail,
  });
  if (newest?.madeFrom === print && newest.state === 'done') return { jobId: null };
  const id = uuidv7();
  const jobId = await enqueue(tdb, scope, layeredPdfJob, { layeredId: id });
  await insertLayeredPdf(tdb, { tenantId, id, itemId: item.id, madeFrom: print, jobId, askedBy: accountId });
  return { jobId };
};

/** What there is of a record's layered PDF, and whether its pages or text have changed since. */
export const getLayered = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<LayeredView> => {
  const item = await requireItem(tdb, scope, input.itemId);
  const { print, files } = await fingerprintOfPages(tdb, scope.tenantId, item.id);
  const newest = await findNewestLayered(tdb, scope.tenantId, item.id);
  const done = await findNewestLayered(tdb, scope.tenantId, item.id, { onlyDone: true });
  return {
    canMake: files > 0,
    isMaking: newest?.state === 'owed',
    jobId: newest?.jobId ?? null,
    made: done
      ? { pages: done.pageCount ?? 0, barePages: done.barePages ?? 0, isStale: done.madeFrom !== print }
      : null,
  };
};

export const downloadLayered = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<FileReference> => {
  const item = await requireItem(tdb, scope, input.itemId);
  const made = await findNewestLayered(tdb, scope.tenantId, item.id, { onlyDone: true });
  const object = made?.objectId ? await findStoredObject(tdb, scope.tenantId, made.objectId) : null;
  if (!object) throw new AppError('NOT_FOUND', `record ${item.id} has no layered PDF`);
  const { sha256, fileName, mediaType, sizeBytes } = object;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

export interface LayeredSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { layeredId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

const isPaged = (row: DigitalFileRow): boolean =>
  row.state === 'stored' && row.role === 'master' && /^(?:image\/|application\/pdf$)/u.test(row.mediaType);

/** Files of the record in their order, some at a time. */
async function* filesOf({ pools, scope }: LayeredSteps, itemId: string): AsyncGenerator<DigitalFileRow> {
  for (let after = 0; ; ) {
    const rows = await withTenantDb(pools, scope, (tdb) =>
      listDigitalFiles(tdb, scope.tenantId, itemId, { after, limit: FILES_AT_ONCE }),
    );
    for (const row of rows) if (isPaged(row)) yield row;
    if (rows.length < FILES_AT_ONCE) return;
    after = rows.at(-1)?.sequence ?? after;
  }
}

interface Picture {
  picture: Buffer;
  width: number;
  height: number;
}

const toPicture = async (source: string | Buffer, page: number, dpi: number): Promise<Picture> => {
  const { data, info } = await sharp(source, { page, failOn: 'none' })
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true });
  const { width = info.width, height = info.height, orientation = 1 } = await sharp(source, { page }).metadata();
  const isTurned = orientation >= 5;
  const points = 72 / dpi;
  return { picture: data, width: (isTurned ? height : width) * points, height: (isTurned ? width : height) * points };
};

async function* picturesOf(path: string, row: DigitalFileRow): AsyncGenerator<Picture> {
  if (row.mediaType !== 'application/pdf') {
    const pages = row.pageCount ?? 1;
    for (let page = 0; page < pages; page += 1) yield await toPicture(path, page, row.dpi ?? DEFAULT_DPI);
    return;
  }
  const document = await openPdf(path);
  try {
    for (let page = 1; page <= document.numPages; page += 1)
      yield await toPicture(await renderPdfPage(document, page, PDF_DPI), 0, PDF_DPI);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Lines with their places where the page was recognised; a PDF's own text has none. */
const textOf = async (steps: LayeredSteps, fileId: string, page: number): Promise<Omit<LayeredPage, keyof Picture>> => {
  const { pools, scope } = steps;
  const row = await withTenantDb(pools, scope, (tdb) => findPageText(tdb, scope.tenantId, fileId, page));
  if (!row) return { lines: [], readWidth: null, readHeight: null };
  const placed = pageTextView.shape.lines.parse(row.lines);
  const lines =
    placed.length > 0
      ? placed.map(({ text, quad }) => ({ text, quad }))
      : row.text.split('\n').map((text) => ({ text, quad: null }));
  return { lines, readWidth: row.width, readHeight: row.height };
};

/** Makes the file page by page and keeps it; stopped, it begins anew, and a half file is kept nowhere. */
export const makeLayered = async (steps: LayeredSteps): Promise<{ pages: number; barePages: number }> => {
  const { pools, scope, payload, objects, progress } = steps;
  const { tenantId } = scope;
  const row = await withTenantDb(pools, scope, (tdb) => findLayeredPdf(tdb, tenantId, payload.layeredId));
  if (!row || row.state === 'done') return { pages: row?.pageCount ?? 0, barePages: row?.barePages ?? 0 };
  const item = await withTenantDb(pools, scope, (tdb) => requireItem(tdb, scope, row.itemId));
  let [pages, barePages] = [0, 0];
  async function* pagesOf(): AsyncGenerator<LayeredPage> {
    for await (const file of filesOf(steps, item.id)) {
      const path = await objects.records.localFile(tenantId, objectIdOf(item.id), file.contentPath ?? '');
      let page = 0;
      for await (const picture of picturesOf(path, file)) {
        page += 1;
        pages += 1;
        const text = await textOf(steps, file.id, page);
        if (text.lines.length === 0) barePages += 1;
        yield { ...picture, ...text };
        await progress(pages, null);
      }
    }
  }
  const made = await storeMade(objects, tenantId, {
    fileName: `${item.referenceCode}_双层.pdf`,
    mediaType: 'application/pdf',
    write: (sink) => writeLayeredPdf(sink, { title: item.title, unitName: scope.tenantName }, pagesOf()),
  });
  await withTenantDb(pools, scope, async (tdb) => {
    const stored = await registerUpload(tdb, scope, made);
    await finishLayeredPdf(tdb, tenantId, row.id, { objectId: stored.id, pageCount: pages, barePages });
  });
  return { pages, barePages };
};
