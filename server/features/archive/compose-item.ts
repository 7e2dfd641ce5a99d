import { v7 as uuidv7 } from 'uuid';
import type { ArchiveItemInsert } from '@/db/queries/archive-item.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import { codeSort, type ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import { countRetention } from '@/server/domain/archive/retention';
import { normaliseForSearch, searchText, searchTokens } from '@/server/domain/shared/chinese-text';
import { titleInitials } from '@/server/domain/shared/pinyin-initials';

interface Searchable {
  title: string;
  documentNumber: string | null;
  responsibleParty: string | null;
  remarks: string | null;
  details: Readonly<Record<string, string>> | null;
  oldCodes?: readonly string[];
}

/** What a record is found by: its old codes and the pinyin initials of its title too. A document number also in its standard form, whatever brackets and zeros were typed. */
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
    // The title stands first and its initials last: that is how a search of one field finds them in the whole.
    titleInitials(record.title),
  ];
};

export interface ItemPlace {
  fondsId: string;
  createdBy: string;
  /** The 卷 or 组 that it lies in. */
  parentId?: string;
  /** Locked unless said otherwise: a provisional code may still change. */
  codeState?: 'provisional' | 'locked';
  importBatchId?: string;
  importRow?: number;
}

/** A code and what is read from it. One by a template of another unit has no structure here. */
export type ComposedCode = Pick<ParsedReferenceCode, 'templateCode' | 'text' | 'parts'>;

/** The project number of a code that came along, for a record that does not say it. */
const withProject = (details: Record<string, string>, code: ComposedCode): Record<string, string> =>
  code.parts.project && !details.projectNumber ? { ...details, projectNumber: code.parts.project } : details;

/** The row of a record that was found right, under its code. */
export const composeItem = (
  record: ArchiveItemCandidate,
  code: ComposedCode,
  number: number | null,
  place: ItemPlace,
): ArchiveItemInsert => {
  const category = record.categoryCode ?? '';
  const title = record.title ?? '';
  const details = withProject(record.details ?? {}, code);
  const search = searchText(searchFieldsOf({ ...record, title, details }, code.text));
  const filingYear = record.filingYear ?? 0;
  const retentionCode = record.retentionCode ?? '';
  return {
    id: uuidv7(),
    fondsId: place.fondsId,
    parentId: place.parentId ?? null,
    codeState: place.codeState ?? 'locked',
    level: record.level ?? 'piece',
    categoryCode: topCategoryCode(category),
    subcategoryCode: code.parts.sub ?? category.split('·')[1] ?? null,
    filingYear,
    retentionCode,
    ...countRetention({ ...record, categoryCode: category, retentionCode, filingYear }),
    orgCode: record.orgCode ?? code.parts.org ?? null,
    itemNumber: record.itemNumber ?? number,
    catalogueNumber: record.catalogueNumber ?? code.parts.catalogue ?? null,
    fileNumber: record.fileNumber ?? code.parts.volume ?? code.parts.group ?? null,
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
    details,
    topics: record.topics ?? [],
    importBatchId: place.importBatchId ?? null,
    importRow: place.importRow ?? null,
    searchText: search,
    // Normalised fields hold no space: splitting them again gives the same tokens for half the work.
    searchTokens: searchTokens(search.split(' ')).join(' '),
    createdBy: place.createdBy,
  };
};
