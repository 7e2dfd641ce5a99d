import { inflateRawSync } from 'node:zlib';
import type { ObjectStore } from '@/server/objects/object-store';
import { type ObjectIdentity, readObject } from '@/server/objects/read-object';

/*
 * The text of a .txt or .docx file, for suggestions only. Every step is bounded: bytes read, entries walked, bytes
 * inflated, characters kept. Nothing is parsed as XML, so there are no entities to expand. What cannot be read has no
 * text: the name of the file is then all there is.
 */
const LARGEST_FILE = 8_000_000;
const MOST_ENTRIES = 2_000;
const LARGEST_PART = 4_000_000;
const MOST_CHARACTERS = 60_000;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATED = 8;

const findDirectory = (zip: Buffer): { at: number; entries: number } | null => {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 65_557); at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY)
      return { at: zip.readUInt32LE(at + 16), entries: Math.min(MOST_ENTRIES, zip.readUInt16LE(at + 10)) };
  }
  return null;
};

const readPart = (zip: Buffer, name: string): Buffer | null => {
  const directory = findDirectory(zip);
  let at = directory?.at ?? 0;
  for (let entry = 0; entry < (directory?.entries ?? 0); entry += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      if (zip.readUInt32LE(local) !== LOCAL_HEADER) return null;
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20));
      if (zip.readUInt16LE(at + 10) !== DEFLATED) return bytes.subarray(0, LARGEST_PART);
      return inflateRawSync(bytes, { maxOutputLength: LARGEST_PART });
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return null;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** Paragraphs of a WordprocessingML part, one a line. */
const paragraphsOf = (xml: string): string => {
  let text = '';
  for (const found of xml.matchAll(/<w:t(?: [^<>]*)?>([^<]*)<\/w:t>|<\/w:p>|<w:br\/>/g)) {
    text += found[1] === undefined ? '\n' : found[1];
    if (text.length > MOST_CHARACTERS) break;
  }
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
};

const decodeText = (bytes: Buffer): string => {
  const head = bytes.subarray(0, MOST_CHARACTERS * 3);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(head);
  }
};

const textOf = (bytes: Buffer, mediaType: string): string | null => {
  if (mediaType === 'text/csv') return decodeText(bytes).slice(0, MOST_CHARACTERS);
  if (mediaType !== 'application/zip') return null;
  const part = readPart(bytes, 'word/document.xml');
  return part ? paragraphsOf(part.toString('utf8')).slice(0, MOST_CHARACTERS) : null;
};

/** Null: no text to be had, for whatever reason. */
export const readDocumentText = async (
  objects: ObjectStore,
  file: ObjectIdentity & { mediaType: string },
): Promise<string | null> => {
  if (file.sizeBytes > LARGEST_FILE) return null;
  try {
    return textOf(await readObject(objects, file), file.mediaType);
  } catch {
    // A damaged or hostile file is no reason to refuse it here: it is kept as it is, and only not read.
    return null;
  }
};

const HEAD_LINES = 30;
const MARKING_LINE = /^(?:密级[:：]?)?(?:绝密|机密|秘密)(?:级)?(?:[★☆*].{0,12})?$/u;

/**
 * A secrecy marking stands on a line of its own at the head of a document. A text that only speaks of secrets is not
 * marked by it, unlike a title.
 */
export const hasMarkingAtHead = (text: string): boolean =>
  text
    .split('\n')
    .map((line) => line.normalize('NFKC').replace(/\s/gu, ''))
    .filter((line) => line !== '')
    .slice(0, HEAD_LINES)
    .some((line) => MARKING_LINE.test(line) || /(?:绝密|机密|秘密)[★☆*]/u.test(line));
