import type { SearchedRow } from '@/db/queries/archive-search.queries';
import { itemRowView } from '@/server/domain/archive/archive-list';
import type { MarkedField, SearchedRowView } from '@/server/domain/archive/archive-search';
import { markInitials, markWords } from '@/server/domain/archive/highlight';
import { initialsOfCharacters } from '@/server/domain/shared/pinyin-initials';

const SHOWN = 3;
const AROUND = 24;

/** A long text around the first hit. */
const cut = (field: string, text: string, words: readonly string[]): MarkedField[] => {
  const [first] = markWords(text, words);
  if (!first) return [];
  const start = text.length <= AROUND * 3 ? 0 : Math.max(0, first[0] - AROUND);
  const shown = text.slice(start, start + AROUND * 3);
  const face = `${start > 0 ? '…' : ''}${shown}${start + shown.length < text.length ? '…' : ''}`;
  return [{ field, text: face, ranges: markWords(face, words) }];
};

/** A row with the stretches that the words were found in, and the fields that the list does not show. */
export const markRow = (row: SearchedRow, words: readonly string[]): SearchedRowView => {
  const inTitle = markWords(row.title, words);
  const titleRanges = inTitle.length > 0 ? inTitle : markInitials(row.title, words, initialsOfCharacters);
  const others: [string, string | null][] = [
    ['documentNumber', row.documentNumber],
    ['responsibleParty', row.responsibleParty],
    ['referenceCode', row.referenceCode],
    ...row.oldCodes.map((code): [string, string] => ['oldCode', code]),
    ...Object.entries(row.details).map(([field, value]): [string, string] => [`details.${field}`, value]),
    ['remarks', row.remarks],
  ];
  const alsoFound = others.flatMap(([field, value]) => (value ? cut(field, value, words) : [])).slice(0, SHOWN);
  return { ...itemRowView.parse(row), titleRanges, alsoFound };
};
