import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { constants, inflateSync } from 'node:zlib';
import { openPdf } from '@/server/imaging/pdf-pages';

const MOST_PAGES = 20_000;
/** Names that make a reader do something. In compressed parts they are found through the document's own lists. */
const ACTS = [/\/JavaScript\b/, /\/JS[\s(<[]/, /\/Launch\b/, /\/RichMedia\b/, /\/EmbeddedFile\b/, /\/XFA\b/];

/** Up to here the compressed parts are looked into as well; a reader finds objects in them like in the open. */
const UNPACKED_FILE_BYTES = 64 * 1024 * 1024;
const UNPACKED_PART_BYTES = 8 * 1024 * 1024;

/** Names may be written with escapes: /J#53 is /JS. */
const unescapeNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const holdsAct = (text: string): boolean => {
  const plain = text.includes('#') ? unescapeNames(text) : text;
  return ACTS.some((act) => act.test(plain));
};

/** Object streams hold dictionaries in compressed form. */
const findPackedAct = (bytes: Buffer): boolean => {
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 7)) {
    const start = bytes.indexOf('stream', at);
    if (start < 0) return false;
    const from = start + 6 + (bytes[start + 6] === 0x0d ? 2 : 1);
    try {
      const options = { maxOutputLength: UNPACKED_PART_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
      if (holdsAct(inflateSync(bytes.subarray(from, bytes.indexOf('endstream', from)), options).toString('latin1')))
        return true;
    } catch {
      // Packed in another way or damaged: what the document's own lists say is asked below.
    }
  }
  return false;
};

const findRawAct = async (file: string): Promise<boolean> => {
  let tail = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const text = tail + (chunk as Buffer).toString('latin1');
    if (holdsAct(text)) return true;
    tail = text.slice(-64);
  }
  const { size } = await stat(file);
  return size <= UNPACKED_FILE_BYTES && findPackedAct(await readFile(file));
};

export type PdfFacts = { ok: true; pages: number } | { ok: false; reason: string };

/** Opens the document without running anything in it. */
export const inspectPdf = async (file: string): Promise<PdfFacts> => {
  if (await findRawAct(file)) return { ok: false, reason: 'pdf_active' };
  try {
    const document = await openPdf(file);
    try {
      const [hasScripts, attachments, actions] = await Promise.all([
        document.hasJSActions(),
        document.getAttachments(),
        document.getJSActions(),
      ]);
      if (hasScripts || attachments || actions) return { ok: false, reason: 'pdf_active' };
      const pages = document.numPages;
      // A count is only what the file says: the pages at both ends must be there.
      if (pages >= 1 && pages <= MOST_PAGES) await Promise.all([document.getPage(1), document.getPage(pages)]);
      return pages > MOST_PAGES || pages < 1 ? { ok: false, reason: 'pdf_pages' } : { ok: true, pages };
    } finally {
      await document.loadingTask.destroy();
    }
  } catch (error) {
    const name = (error as Error).name;
    return { ok: false, reason: name === 'PasswordException' ? 'encrypted' : 'pdf_damaged' };
  }
};
