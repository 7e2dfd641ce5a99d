import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CheckedFileRow } from '@/db/queries/four-property-source.queries';
import type { ItemResult, ItemResults } from '@/server/domain/digital/four-property';
import { EDITING_FORMATS, LAYOUT_FORMATS } from '@/server/domain/digital/four-property-rules';
import { type Inspection, inspectFile } from '@/server/objects/inspect/inspect-file';
import type { ObjectStore } from '@/server/objects/object-store';
import { validateObject } from '@/server/objects/ocfl/validate-object';
import { objectIdOf } from '../commit-files.ts';
import { failed, forPerson, NOT_APPLICABLE, PASSED } from './judge-metadata.ts';

/** What one look at a file saw: kept with it, so that it need not be opened again at once. */
export interface Look {
  /** Null when it is not there. */
  sizeBytes: number | null;
  inspection: Inspection | null;
  isSigned: boolean;
}
/** A file of the record as it lies in the store. */
interface SeenFile extends Look {
  row: CheckedFileRow;
  isOpened: boolean;
}

/** What an earlier run saw, where nothing was wrong with it and nobody could say more of it today. */
const earlierLook = (row: CheckedFileRow, hasScanner: boolean): Look | null => {
  const look = row.look as Look | null;
  if (!look?.inspection?.ok) return null;
  return look.inspection.facts.scanState === 'clean' || !hasScanner ? look : null;
};

const first = <T>(rows: readonly T[], test: (row: T) => boolean, say: (row: T) => ItemResult): ItemResult => {
  const found = rows.find(test);
  return found === undefined ? PASSED : say(found);
};

/** Whether the file says that it bears a signature: PDF and OFD name theirs in the open. */
const bearsSignature = async (file: string, mediaType: string): Promise<boolean> => {
  const mark = mediaType === 'application/pdf' ? '/ByteRange' : mediaType === 'application/ofd' ? 'Signatures.xml' : '';
  if (mark === '') return false;
  let tail = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const text = tail + (chunk as Buffer).toString('latin1');
    if (text.includes(mark)) return true;
    tail = text.slice(-mark.length);
  }
  return false;
};

const look = async (objects: ObjectStore, tenantId: number, row: CheckedFileRow): Promise<Look> => {
  const file = await objects.records.localFile(tenantId, objectIdOf(row.itemId), row.contentPath);
  const found = await stat(file).catch(() => null);
  if (!found) return { sizeBytes: null, inspection: null, isSigned: false };
  const inspection = await inspectFile(file);
  return { sizeBytes: found.size, inspection, isSigned: await bearsSignature(file, row.mediaType) };
};

const reasonOf = (file: SeenFile): string =>
  file.inspection === null ? 'missing' : file.inspection.ok ? '' : file.inspection.reason;

/** A scan has a page each; a document says how many it has; sound has none, and an editing copy beside a PDF counts not. */
const judgePages = (files: readonly SeenFile[], pageCount: number | null): ItemResult => {
  const broken = files.find((file) => file.inspection?.ok !== true);
  if (broken) return failed(reasonOf(broken), broken.row.fileName);
  const masters = files.filter((file) => file.row.role === 'master' && !/^(?:audio|video)\//u.test(file.row.mediaType));
  if (masters.length === 0) return NOT_APPLICABLE;
  const known = masters.filter((file) => file.row.pageCount !== null);
  const unknown = masters.filter((file) => file.row.pageCount === null);
  if (known.length === 0 || unknown.some((file) => !EDITING_FORMATS.has(file.row.mediaType)))
    return forPerson('pages_unknown', unknown[0]?.row.fileName);
  if (pageCount === null) return forPerson('no_page_count', 'pageCount');
  const pages = known.reduce((sum, file) => sum + (file.row.pageCount ?? 0), 0);
  return pages === pageCount ? PASSED : failed('pages_differ', `${pages}/${pageCount}`);
};

const judgeFormats = (files: readonly SeenFile[]): ItemResult => {
  const hasLayout = files.some(({ row }) => row.mediaType === 'application/pdf' || row.mediaType === 'application/ofd');
  const odd = files.find(
    ({ row }) => !LAYOUT_FORMATS.has(row.mediaType) && !(hasLayout && EDITING_FORMATS.has(row.mediaType)),
  );
  if (!odd) return PASSED;
  return EDITING_FORMATS.has(odd.row.mediaType)
    ? forPerson('editing_only', odd.row.fileName)
    : failed('not_for_keeping', odd.row.fileName);
};

const judgeViruses = (files: readonly SeenFile[]): ItemResult => {
  const isInfected = (file: SeenFile) =>
    file.inspection !== null && !file.inspection.ok && /virus/u.test(file.inspection.reason);
  const infected = files.find(isInfected);
  if (infected) return failed('infected', infected.row.fileName);
  // What was clean when it came in is scanned again each time: signatures grow.
  const unseen = files.filter((file) => !file.inspection?.ok || file.inspection.facts.scanState !== 'clean');
  return unseen.length === 0 ? PASSED : { result: 'not_run', detail: 'no_scanner', subject: String(unseen.length) };
};

const PACKED = new Set(['application/zip', 'application/x-ole']);
const judgePacking = (files: readonly SeenFile[]): ItemResult => {
  const locked = files.find((file) => reasonOf(file) === 'encrypted');
  if (locked) return failed('encrypted', locked.row.fileName);
  return first(
    files,
    ({ row }) => PACKED.has(row.mediaType),
    ({ row }) => failed('packed', row.fileName),
  );
};

const judgeAttributes = (files: readonly SeenFile[]): ItemResult => {
  const differs = ({ row, sizeBytes, inspection }: SeenFile): boolean => {
    if (sizeBytes !== row.sizeBytes) return true;
    if (!inspection?.ok) return false;
    const { facts } = inspection;
    return facts.mediaType !== row.mediaType || facts.pageCount !== row.pageCount || facts.width !== row.width;
  };
  return first(files, differs, ({ row }) => failed('attributes_differ', row.fileName));
};

const EXTRA = new Set(['E001', 'E015', 'E023']);
const STRUCTURE = new Set(['E003', 'E007', 'E010', 'E019', 'E037', 'E040', 'E046', 'E064', 'E066', 'E067', 'E103']);
const CONTENT = new Set(['E092', 'E093']);

/** What the validator of the store's objects says, sorted by the items that ask for it. */
const judgePackage = async (
  objects: ObjectStore,
  tenantId: number,
  itemId: string,
  files: readonly SeenFile[],
): Promise<ItemResults> => {
  const objectId = objectIdOf(itemId);
  const rows = files.map(({ row }) => row);
  const opened = new Set(files.flatMap(({ row, isOpened }) => (isOpened ? [row.contentPath] : [])));
  // Where every file was opened, those of older versions are read as well.
  const isRead = opened.size === files.length ? () => true : (file: string) => opened.has(file);
  const problems = (await validateObject(objects.records.tree(tenantId, objectId), isRead)).filter(({ code }) =>
    code.startsWith('E'),
  );
  const say = (word: string, test: (code: string) => boolean): ItemResult =>
    first(
      problems,
      ({ code }) => test(code),
      ({ detail }) => failed(word, detail),
    );
  const inventory = await objects.records.inventory(tenantId, objectId);
  const state = Object.values(inventory?.versions[inventory.head]?.state ?? {}).flat();
  const present = new Set(state);
  const digests = inventory?.fixity?.sha256 ?? {};
  const holds = (row: CheckedFileRow) => digests[row.sha256]?.includes(row.contentPath) ?? false;
  const isOther = (code: string) => !EXTRA.has(code) && !STRUCTURE.has(code) && !CONTENT.has(code);
  const unlisted = rows.find((row) => !present.has(row.logicalPath));
  return {
    '1-11': unlisted ? failed('not_in_package', unlisted.fileName) : PASSED,
    '1-12': say('inventory_damaged', isOther),
    '1-13': say('structure_damaged', (code) => STRUCTURE.has(code)),
    '1-14': first(
      rows,
      (row) => !holds(row) || (row.receivedSha256 !== null && row.receivedSha256 !== row.sha256),
      (row) => failed('not_as_received', row.fileName),
    ),
    '2-1': present.size === rows.length ? PASSED : failed('count_differs', `${present.size}/${rows.length}`),
    '2-11': say('content_differs', (code) => CONTENT.has(code)),
    '3-1': inventory ? PASSED : failed('inventory_damaged'),
    '4-3': say('extra_file', (code) => EXTRA.has(code)),
  };
};

interface JudgedFiles {
  results: ItemResults;
  /** Of the files that were opened. */
  looks: { id: string; look: Look }[];
}

/**
 * Everything that needs the bytes: read, hashed, opened in a child process, shown to the scanner where there is one.
 * With `onlyNew` that is done with what came in since the last time; all of the others have still to be there.
 */
export const judgeFiles = async (
  objects: ObjectStore,
  tenantId: number,
  record: { id: string; pageCount: number | null },
  rows: readonly CheckedFileRow[],
  options: { onlyNew: boolean; hasScanner: boolean },
): Promise<JudgedFiles> => {
  const files: SeenFile[] = [];
  const looks: JudgedFiles['looks'] = [];
  for (const row of rows) {
    const earlier = options.onlyNew ? earlierLook(row, options.hasScanner) : null;
    const seen = earlier ?? (await look(objects, tenantId, row));
    files.push({ ...seen, row, isOpened: earlier === null });
    if (earlier === null) looks.push({ id: row.id, look: seen });
  }
  const inPackage = await judgePackage(objects, tenantId, record.id, files);
  const stored = files.reduce((sum, file) => sum + (file.sizeBytes ?? 0), 0);
  const described = rows.reduce((sum, row) => sum + row.sizeBytes, 0);
  const signed = files.find((file) => file.isSigned);
  const isWhole = inPackage['2-11']?.result === 'passed' && inPackage['1-14']?.result === 'passed';
  const results: ItemResults = {
    ...inPackage,
    '1-1': !isWhole
      ? failed('digest_differs', inPackage['2-11']?.subject ?? inPackage['1-14']?.subject)
      : signed
        ? forPerson('signature_unverified', signed.row.fileName)
        : PASSED,
    '1-10': judgeAttributes(files),
    '2-2': stored === described ? PASSED : failed('bytes_differ', `${stored}/${described}`),
    '2-7': judgePages(files, record.pageCount),
    '2-10': rows.some((row) => row.role === 'package') ? forPerson('package_unverified') : NOT_APPLICABLE,
    '3-3': first(
      files,
      (file) =>
        reasonOf(file) === 'unknown_type' ||
        (file.inspection?.ok === true && file.inspection.facts.mediaType !== file.row.mediaType),
      ({ row }) => failed('unknown_type', row.fileName),
    ),
    '3-4': first(
      files,
      (file) => reasonOf(file) !== '',
      (file) => failed(reasonOf(file), file.row.fileName),
    ),
    '3-5': judgeFormats(files),
    '3-8': judgePacking(files),
    '4-2': judgeViruses(files),
  };
  return { results, looks };
};
