import { foldCodeText } from '@/server/domain/shared/chinese-text';

/**
 * 挂接规则: which record a dropped file belongs to, by the reference code in its folder or name, and which page it is.
 * Separators are written as people please (·, ., _, －, full-width letters), so codes are compared without them.
 */
export interface DroppedFile {
  id: string;
  /** With `/`, as dropped. */
  folder: string;
  fileName: string;
}
export interface FileGuess {
  id: string;
  /** Code keys worth asking for, the likeliest first, each with how it was found and what is left for the page. */
  candidates: { key: string; by: 'folder' | 'name'; page: number | null }[];
  sortKey: string;
}

const LEAST_KEY = 6;

/** A code without its separators, in capitals; what `archive_item.code_key` holds. */
export const codeKeyOf = (text: string): string =>
  foldCodeText(text)
    .toUpperCase()
    .replace(/[^0-9A-Z一-龥]/gu, '');

const stemOf = (fileName: string): string => fileName.replace(/\.[A-Za-z0-9]{1,8}$/u, '');

/** Numbers padded, so that 2 comes before 10. */
export const naturalKey = (text: string): string =>
  text.normalize('NFKC').replace(/\d+/gu, (digits) => digits.replace(/^0+(?=\d)/u, '').padStart(8, '0'));

const lastNumber = (stem: string): number | null => {
  const match = /(\d{1,6})\D*$/u.exec(stem.normalize('NFKC'));
  return match?.[1] ? Number(match[1]) : null;
};

/** Cuts the page off a name: `…-0001-003`, `…-0001_3`, `…-0001(3)`, `…-0001 第3页`. */
const withoutPage = (stem: string): { code: string; page: number } | null => {
  const match = /^(.+?)[\s_.\-－—(（]+(?:第)?0*(\d{1,5})(?:页|[)）])?$/u.exec(stem.normalize('NFC'));
  return match?.[1] && match[2] ? { code: match[1], page: Number(match[2]) } : null;
};

/** What the folder and the name of a file say about its record. */
export const guessRecord = (file: DroppedFile): FileGuess => {
  const stem = stemOf(file.fileName);
  const candidates: FileGuess['candidates'] = [];
  const add = (text: string, by: 'folder' | 'name', page: number | null): void => {
    const key = codeKeyOf(text);
    if (key.length >= LEAST_KEY && !candidates.some((known) => known.key === key && known.by === by))
      candidates.push({ key, by, page });
  };
  const folders = file.folder.split('/').filter(Boolean).reverse();
  add(stem, 'name', null);
  const cut = withoutPage(stem);
  if (cut) add(cut.code, 'name', cut.page);
  for (const [depth, folder] of folders.entries()) {
    add(folder, 'folder', lastNumber(stem));
    // A code may be spread over folders: …/Z109-WS·2011-Y/BGS-0001/001.tif
    if (folders[depth + 1]) add(`${folders[depth + 1]}-${folder}`, 'folder', lastNumber(stem));
    if (folders[depth + 2]) add(`${folders[depth + 2]}-${folders[depth + 1]}-${folder}`, 'folder', lastNumber(stem));
  }
  const nearest = folders[0];
  if (nearest) add(`${nearest}-${stem}`, 'name', null);
  return { id: file.id, candidates, sortKey: naturalKey(`${file.folder}/${file.fileName}`).slice(0, 500) };
};

export type LinkProblem =
  | 'unmatched'
  | 'several_records'
  | 'page_missing'
  | 'page_doubled'
  | 'count_differs'
  | 'has_files';

export interface MatchedFile {
  id: string;
  itemId: string;
  page: number | null;
}
export interface MatchedItem {
  pageCount: number | null;
  /** Files that the record has already. */
  fileCount: number;
}

/** Problems of the files of each record, once all are known. The pages of a scan are 1, 2, 3 … without gap or double. */
export const checkPages = (
  files: readonly MatchedFile[],
  items: ReadonlyMap<string, MatchedItem>,
): ReadonlyMap<string, LinkProblem[]> => {
  const byItem = new Map<string, MatchedFile[]>();
  for (const file of files) byItem.set(file.itemId, [...(byItem.get(file.itemId) ?? []), file]);
  const problems = new Map<string, LinkProblem[]>();
  const add = (id: string, problem: LinkProblem): void => {
    problems.set(id, [...(problems.get(id) ?? []), problem]);
  };
  for (const [itemId, own] of byItem) {
    const item = items.get(itemId);
    const pages = own.map((file) => file.page).filter((page) => page !== null);
    const counted = new Map<number, number>();
    for (const page of pages) counted.set(page, (counted.get(page) ?? 0) + 1);
    const highest = Math.max(0, ...pages);
    const hasGap = pages.length > 0 && highest > counted.size && Math.min(...pages) <= 1;
    for (const file of own) {
      if (file.page !== null && (counted.get(file.page) ?? 0) > 1) add(file.id, 'page_doubled');
      if (hasGap && file.page === highest) add(file.id, 'page_missing');
      if (own.length > 1 && item?.pageCount && item.pageCount !== own.length) add(file.id, 'count_differs');
      if (item && item.fileCount > 0) add(file.id, 'has_files');
    }
  }
  return problems;
};
