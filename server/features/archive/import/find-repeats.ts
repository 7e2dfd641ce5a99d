import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { normaliseDocumentNumber } from '@/server/domain/archive/document-number';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * Repeats inside one workbook: CODE_UNIQUE for a reference code that an earlier row has, DUP_SUSPECT for the same year
 * and document number, or the same title and responsible party in one year (domain checks CODE_UNIQUE, DUP_SUSPECT).
 * What the fonds already holds is for the data base to say. `detail` is `row:<number of the earlier row>`.
 */
export function makeRepeatFinder(): (record: ArchiveItemCandidate, rowNumber: number) => RecordProblem[] {
  const codes = new Map<string, number>();
  const documents = new Map<string, number>();
  const titles = new Map<string, number>();

  /** The earlier row with this key; remembers the row otherwise. */
  const seenBefore = (map: Map<string, number>, key: string, rowNumber: number): number | undefined => {
    const earlier = map.get(key);
    if (earlier === undefined) map.set(key, rowNumber);
    return earlier;
  };

  return (record, rowNumber) => {
    const problems: RecordProblem[] = [];
    const code = record.referenceCode;
    const sameCode = code === null ? undefined : seenBefore(codes, code, rowNumber);
    if (sameCode !== undefined) {
      problems.push({ code: 'CODE_UNIQUE', severity: 'error', field: 'referenceCode', detail: `row:${sameCode}` });
    }
    const number = record.documentNumber === null ? '' : normaliseDocumentNumber(record.documentNumber);
    const sameDocument = number === '' ? undefined : seenBefore(documents, `${record.filingYear} ${number}`, rowNumber);
    if (sameDocument !== undefined) {
      problems.push({
        code: 'DUP_SUSPECT',
        severity: 'warning',
        field: 'documentNumber',
        detail: `row:${sameDocument}`,
      });
    }
    if (record.title === null || record.responsibleParty === null) return problems;
    const key = [record.filingYear, normaliseForSearch(record.title), normaliseForSearch(record.responsibleParty)].join(
      ' ',
    );
    const sameTitle = seenBefore(titles, key, rowNumber);
    if (sameTitle !== undefined && sameDocument === undefined) {
      problems.push({ code: 'DUP_SUSPECT', severity: 'warning', field: 'title', detail: `row:${sameTitle}` });
    }
    return problems;
  };
}
