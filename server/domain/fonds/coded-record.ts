import type { ItemLevel } from '@/server/domain/archive/archive-item';
import {
  countedPart,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/** A record as far as its code goes: what the code says and what it should agree with. */
export interface CodedRecord {
  id: string;
  parentId: string | null;
  level: ItemLevel;
  fondsNumber: string;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  itemNumber: number | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  projectNumber: string | null;
  documentNumber: string | null;
  dateSort: string;
  referenceCode: string;
  codeSort: string;
  codeTemplate: string;
  codeState: 'provisional' | 'locked';
  title: string;
}

export type PartValues = Partial<Record<CodePart, string | number>>;

/** The templates of a unit by code: what is not there is built in. */
export type OwnTemplates = ReadonlyMap<string, TemplateRef>;

export const templateRefOf = (own: OwnTemplates, code: string): TemplateRef => own.get(code) ?? (code as TemplateRef);

export interface ReadCode {
  parsed: ParsedReferenceCode;
  /** The number it counts in its scope. */
  scope: string;
  part: CodePart;
  number: number;
}

/** The code of a record by its own template; undefined when it does not follow it. */
export function readCode(record: CodedRecord, own: OwnTemplates): ReadCode | undefined {
  const ref = templateRefOf(own, record.codeTemplate);
  const parsed = parseReferenceCode(ref, record.referenceCode, record.level);
  if (!parsed) return undefined;
  const isInside = parsed.parts.item !== undefined;
  const part = isInside ? 'item' : countedPart(ref, record.level);
  const scope = part && sequenceScope(ref, parsed.parts, part);
  const digits = part && parsed.parts[part];
  if (!part || !scope || !digits || !/^\d{1,8}$/.test(digits)) return undefined;
  return { parsed, scope: scope.key, part, number: Number(digits) };
}

/** What the record says of the parts of a code; parts that no field holds stay as the old code has them. */
export function partsOfRecord(record: CodedRecord, old: ParsedReferenceCode | undefined): PartValues {
  const { item: _item, volume: _volume, group: _group, page: _page, ...kept } = old?.parts ?? {};
  const said: Partial<Record<CodePart, string | number | null>> = {
    fonds: record.fondsNumber,
    category: record.categoryCode,
    sub: record.subcategoryCode,
    year: record.filingYear,
    retention: record.retentionCode,
    org: record.orgCode,
    catalogue: record.catalogueNumber,
    project: record.projectNumber,
  };
  return { ...kept, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== '')) };
}
