import { createReadStream } from 'node:fs';
import { serveParent } from '../child-pool.ts';
import { identifyFile } from './identify-file.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectZip } from './inspect-zip.ts';
import { mediaDuration } from './media-duration.ts';

/* Looks at one file at a time, in a process that may fall over it. */
export interface FileFacts {
  mediaType: string;
  formatName: string | null;
  pageCount: number | null;
  width: number | null;
  height: number | null;
  dpi: number | null;
  durationMs: number | null;
}
export type FileVerdict = { ok: true; facts: FileFacts } | { ok: false; kind: 'type' | 'harm'; reason: string };

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR';
const DOCUMENTS = /^application\/(?:ofd|vnd\.openxmlformats)/;

const holdsTestVirus = async (file: string): Promise<boolean> => {
  let tail = '';
  for await (const chunk of createReadStream(file, { end: 4 * 1024 * 1024 })) {
    const text = tail + (chunk as Buffer).toString('latin1');
    if (text.includes(EICAR)) return true;
    tail = text.slice(-64);
  }
  return false;
};

const hasEntities = async (file: string): Promise<boolean> => {
  let text = '';
  for await (const chunk of createReadStream(file, { end: 64 * 1024 })) text += (chunk as Buffer).toString('latin1');
  return /<!(?:DOCTYPE|ENTITY)/i.test(text);
};

/** Documents and containers may act or unpack; pictures may be too large or two things at once. */
const judge = async (
  file: string,
  mediaType: string,
): Promise<{ reason: string | null; facts?: Partial<FileFacts> }> => {
  if (mediaType.startsWith('image/')) {
    const image = await inspectImage(file);
    if (!image.ok) return { reason: image.reason };
    return {
      reason: null,
      facts: { pageCount: image.pages, width: image.width, height: image.height, dpi: image.dpi },
    };
  }
  if (mediaType === 'application/pdf') {
    const pdf = await inspectPdf(file);
    return pdf.ok ? { reason: null, facts: { pageCount: pdf.pages } } : { reason: pdf.reason };
  }
  if (mediaType === 'application/zip' || DOCUMENTS.test(mediaType))
    return { reason: await inspectZip(file, DOCUMENTS.test(mediaType)) };
  if (mediaType === 'application/xml') return { reason: (await hasEntities(file)) ? 'xml_entities' : null };
  return { reason: null, facts: { durationMs: await mediaDuration(file, mediaType) } };
};

serveParent<{ file: string }, FileVerdict>(async ({ file }) => {
  const identified = await identifyFile(file);
  if (!identified) return { ok: false, kind: 'type', reason: 'unknown_type' };
  if (await holdsTestVirus(file)) return { ok: false, kind: 'harm', reason: 'test_virus' };
  const { reason, facts } = await judge(file, identified.mediaType);
  if (reason) return { ok: false, kind: 'harm', reason };
  const nothing = { pageCount: null, width: null, height: null, dpi: null, durationMs: null };
  return { ok: true, facts: { ...identified, ...nothing, ...facts } };
});
