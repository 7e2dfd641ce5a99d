import { v7 as uuidv7 } from 'uuid';
import type { ArchiveItemInsert } from '@/db/queries/archive-item.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import { codeSort, type ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import { normaliseForSearch, searchText, searchTokens } from '@/server/domain/shared/chinese-text';

interface Searchable {
  title: string;
  documentNumber: string | null;
  responsibleParty: string | null;
  remarks: string | null;
  details: Readonly<Record<string, string>> | null;
  oldCodes?: readonly string[];
}

/** What a record is found by: its old codes too. A document number also in its standard form, whatever brackets and zeros were typed. */
export const searchFieldsOf = (record: Searchable, referenceCode: string): string[] => {
  const typed = record.documentNumber ?? '';
  const standard = normaliseDocumentNumber(typed);
  const isSame = standard === typed || normaliseForSearch(standard) === normaliseForSearch(typed);
  return [
    record.title,
    typed,
    isSame ? '' : standard,
    record.responsibleParty ?? '',
    referenceCode,
    record.remarks ?? '',
    ...Object.values(record.details ?? {}),
    ...(record.oldCodes ?? []),
  ];
};

export interface ItemPlace {
  fondsId: string;
  createdBy: string;
  importBatchId?: string;
  importRow?: number;
}

/** The row of a record that was found right, under its code. */
export const composeItem = (
  record: ArchiveItemCandidate,
  code: ParsedReferenceCode,
  number: number | null,
  place: ItemPlace,
): ArchiveItemInsert => {
  const category = record.categoryCode ?? '';
  const title = record.title ?? '';
  const search = searchText(searchFieldsOf({ ...record, title }, code.text));
  return {
    id: uuidv7(),
    fondsId: place.fondsId,
    level: record.level ?? 'piece',
    categoryCode: topCategoryCode(category),
    subcategoryCode: code.parts.sub ?? category.split('·')[1] ?? null,
    filingYear: record.filingYear ?? 0,
    retentionCode: record.retentionCode ?? '',
    orgCode: record.orgCode ?? code.parts.org ?? null,
    itemNumber: record.itemNumber ?? number,
    catalogueNumber: record.catalogueNumber ?? code.parts.catalogue ?? null,
    fileNumber: record.fileNumber ?? code.parts.volume ?? null,
    pageNumber: record.pageNumber,
    referenceCode: code.text,
    codeSort: codeSort(code.text),
    codeTemplate: code.templateCode,
    title,
    responsibleParty: record.responsibleParty,
    documentNumber: record.documentNumber,
    documentDate: record.documentDate,
    startDate: record.startDate,
    endDate: record.endDate,
    pageCount: record.pageCount,
    openFlag: record.openFlag ?? 'unreviewed',
    boxNumber: record.boxNumber,
    remarks: record.remarks,
    frameCount: record.frameCount,
    details: record.details ?? {},
    topics: record.topics ?? [],
    importBatchId: place.importBatchId ?? null,
    importRow: place.importRow ?? null,
    searchText: search,
    // Normalised fields hold no space: splitting them again gives the same tokens for half the work.
    searchTokens: searchTokens(search.split(' ')).join(' '),
    createdBy: place.createdBy,
  };
};
