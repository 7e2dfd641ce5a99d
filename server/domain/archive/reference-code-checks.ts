import { topCategoryCode } from '@/server/domain/archive/archival-category';
import { normaliseReferenceCode, type ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/** What a code and the fields of its record must agree on. */
export type CodeRecordFields = {
  fondsNumber?: string | null;
  categoryCode?: string | null;
  filingYear?: number | null;
  retentionCode?: string | null;
  orgCode?: string | null;
  itemNumber?: number | null;
  fileNumber?: string | null;
};

export type CodeMismatch = {
  part: CodePart;
  field: keyof CodeRecordFields;
  /** Organisations are 'warning': the code may be letters where the record holds the name. */
  severity: 'error' | 'warning';
  inCode: string;
  inRecord: string;
};

function sameNumber(left: string, right: string): boolean {
  return /^\d+$/.test(left) && /^\d+$/.test(right) ? Number(left) === Number(right) : left === right;
}

/** Compares a parsed code with its record, part by part. Fields that are absent on either side are not compared. */
export function validateAgainstRecord(parsed: ParsedReferenceCode, record: CodeRecordFields): CodeMismatch[] {
  const { parts } = parsed;
  const pairs: [CodePart, keyof CodeRecordFields, string | undefined, string | number | null | undefined][] = [
    ['fonds', 'fondsNumber', parts.fonds, record.fondsNumber],
    ['category', 'categoryCode', parts.category, record.categoryCode && topCategoryCode(record.categoryCode)],
    ['year', 'filingYear', parts.year, record.filingYear],
    ['retention', 'retentionCode', parts.retention, record.retentionCode],
    ['org', 'orgCode', parts.org, record.orgCode],
    ['item', 'itemNumber', parts.item, record.itemNumber],
    ['volume', 'fileNumber', parts.volume, record.fileNumber],
    ['group', 'fileNumber', parts.group, record.fileNumber],
  ];
  return pairs.flatMap(([part, field, inCode, value]) => {
    if (inCode === undefined || value === undefined || value === null || value === '') return [];
    const inRecord = normaliseReferenceCode(String(value));
    if (sameNumber(inCode, inRecord)) return [];
    return [
      { part, field, severity: field === 'orgCode' ? ('warning' as const) : ('error' as const), inCode, inRecord },
    ];
  });
}
