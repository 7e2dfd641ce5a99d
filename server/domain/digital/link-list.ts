import { codeKeyOf, type FileGuess, naturalKey } from '@/server/domain/digital/match-files';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/** 挂接清单: a workbook that says which file belongs to which record, for files whose names say nothing. */
export const LINK_LIST_HEADINGS = {
  fileName: [
    '文件名',
    '文件名称',
    '图像文件名',
    '影像文件名',
    '原文文件名',
    '文件路径',
    '路径',
    '原文路径',
    '图像名',
    'file name',
    'file',
    'path',
  ],
  referenceCode: ['档号', '档案号', '电子档号', '条目档号', 'reference code', 'code'],
  pageNumber: ['页码', '页号', '页次', '序号页', '顺序号', 'page', 'page number'],
} as const;
export type LinkListField = keyof typeof LINK_LIST_HEADINGS;

const FIELD_OF = new Map<string, LinkListField>(
  (Object.keys(LINK_LIST_HEADINGS) as LinkListField[]).flatMap((field) =>
    LINK_LIST_HEADINGS[field].map((heading) => [normaliseForSearch(heading), field] as const),
  ),
);

/** Which column holds what; the first of a kind counts. */
export const linkListColumns = (headings: readonly string[]): Map<LinkListField, number> => {
  const columns = new Map<LinkListField, number>();
  for (const [index, heading] of headings.entries()) {
    const field = FIELD_OF.get(normaliseForSearch(heading ?? ''));
    if (field && !columns.has(field)) columns.set(field, index);
  }
  return columns;
};

/** A name or path as it is compared: width, case, drive, kind of slash and extension-less twins do not matter. */
export const nameKeyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/iu, '')
    .replace(/^[./]+|\/+$/gu, '')
    .trim()
    .toLowerCase();
const stemKeyOf = (key: string): string => key.replace(/\.[a-z0-9]{1,8}$/u, '');

export interface LinkListEntry {
  position: number;
  fileName: string;
  nameKey: string;
  referenceCode: string;
  pageNumber: number | null;
}

/** A row of the list; null for one that names no file or no record, such as a sum or a signature. */
export const toListEntry = (
  cells: readonly string[],
  columns: ReadonlyMap<LinkListField, number>,
  position: number,
): LinkListEntry | null => {
  const cell = (field: LinkListField) => (cells[columns.get(field) ?? -1] ?? '').trim();
  const nameKey = nameKeyOf(cell('fileName'));
  const referenceCode = cell('referenceCode');
  if (nameKey === '' || codeKeyOf(referenceCode) === '') return null;
  const page = Number(cell('pageNumber').normalize('NFKC'));
  const pageNumber = Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : null;
  return {
    position,
    fileName: cell('fileName').slice(0, 500),
    nameKey: nameKey.slice(0, 500),
    referenceCode: referenceCode.slice(0, 200),
    pageNumber,
  };
};

const lastNumber = (text: string): number | null => {
  const match = /(\d{1,5})\D*$/u.exec(stemKeyOf(nameKeyOf(text)));
  return match?.[1] ? Number(match[1]) : null;
};

/** A path, and what is left of it without its leading folders. */
const endsOf = (key: string): string[] => {
  const parts = key.split('/');
  return parts.map((_, from) => parts.slice(from).join('/'));
};

/** A name that stands for two records names none. */
const add = (names: Map<string, LinkListEntry | null>, key: string, entry: LinkListEntry): void => {
  const known = names.get(key);
  if (known === undefined) names.set(key, entry);
  else if (known === null || codeKeyOf(known.referenceCode) !== codeKeyOf(entry.referenceCode)) names.set(key, null);
};

/** Looks files up in a list by path, by name, by name without extension, and by folder. A name that stands for two records names none. */
export class LinkList {
  private readonly byName = new Map<string, LinkListEntry | null>();
  /** The same without leading folders: lists name other drives than those that were dropped. */
  private readonly byEnd = new Map<string, LinkListEntry | null>();
  /** Places of the entries that some file answered to. */
  readonly used = new Set<number>();

  constructor(readonly entries: readonly LinkListEntry[]) {
    for (const entry of entries)
      for (const key of new Set([entry.nameKey, stemKeyOf(entry.nameKey)])) {
        add(this.byName, key, entry);
        for (const end of endsOf(key)) add(this.byEnd, end, entry);
      }
  }

  find(file: { folder: string; fileName: string }): { codeKey: string; page: number | null } | null {
    const whole = nameKeyOf(`${file.folder}/${file.fileName}`);
    const ends = [whole, stemKeyOf(whole)].flatMap(endsOf).sort((one, other) => other.length - one.length);
    for (const names of [this.byName, this.byEnd])
      for (const end of ends) {
        const entry = names.get(end);
        if (entry) return this.take(entry, entry.pageNumber);
      }
    const folder = nameKeyOf(file.folder);
    const parts = folder.split('/');
    for (let from = 0; from < parts.length; from += 1)
      for (let to = parts.length; to > from; to -= 1) {
        const entry = this.byName.get(parts.slice(from, to).join('/'));
        if (entry) return this.take(entry, lastNumber(file.fileName));
      }
    return null;
  }

  private take(entry: LinkListEntry, page: number | null): { codeKey: string; page: number | null } {
    this.used.add(entry.position);
    return { codeKey: codeKeyOf(entry.referenceCode), page };
  }
}

export interface ScannedFile {
  id: string;
  folder: string;
  fileName: string;
  pageCount: number;
  /** What was read on its pages; empty when nothing was. */
  barcodes: readonly { text: string; page: number }[];
}
export interface SeparatedFile {
  /** `mixed`: one file with the pages of several records, which only a person can take apart. */
  kind: 'page' | 'separator' | 'mixed';
  codeKey: string;
  page: number | null;
}

/**
 * 条码页: a page that bears the code of a record belongs to nothing and names the record of the pages behind it, up to
 * the next such page or the end of its folder. The pages are numbered in the order of their names. A file of several
 * pages that begins with such a page is the record's own: nothing is taken out of it.
 */
export const followSeparators = (
  files: readonly ScannedFile[],
  isRecord: (codeKey: string) => boolean,
): ReadonlyMap<string, SeparatedFile> => {
  const ordered = files
    .map((file) => ({ file, key: naturalKey(`${file.folder}/${file.fileName}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const found = new Map<string, SeparatedFile>();
  let current: { codeKey: string; folder: string; page: number } | null = null;
  for (const { file } of ordered) {
    const codes = file.barcodes
      .map(({ text, page }) => ({ codeKey: codeKeyOf(text), page }))
      .filter(({ codeKey }) => isRecord(codeKey));
    const [first] = codes;
    if (first && file.pageCount > 1) {
      const isWhole = first.page === 1 && codes.every(({ codeKey }) => codeKey === first.codeKey);
      current = isWhole ? { codeKey: first.codeKey, folder: file.folder, page: 1 } : null;
      found.set(file.id, { kind: isWhole ? 'page' : 'mixed', codeKey: first.codeKey, page: isWhole ? 1 : null });
    } else if (first) {
      current = { codeKey: first.codeKey, folder: file.folder, page: 0 };
      found.set(file.id, { kind: 'separator', codeKey: first.codeKey, page: null });
    } else if (current && current.folder === file.folder) {
      current.page += 1;
      found.set(file.id, { kind: 'page', codeKey: current.codeKey, page: current.page });
    }
  }
  return found;
};

/** Codes that a batch may ask for: those of names, of the list, and of the pages. */
export const askedKeys = (
  guesses: readonly FileGuess[],
  entries: readonly LinkListEntry[],
  barcodes: readonly string[],
): string[] => [
  ...new Set([
    ...guesses.flatMap((guess) => guess.candidates.map((candidate) => candidate.key)),
    ...entries.map((entry) => codeKeyOf(entry.referenceCode)),
    ...barcodes.map(codeKeyOf).filter((key) => key !== ''),
  ]),
];
