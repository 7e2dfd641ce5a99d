import type { TenantDb } from '@/db/client';
import { type ArchiveItemInsert, findTakenCodes } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import type { Provenance } from '@/db/queries/disposition-intake-item.queries';
import { type ArchiveItemCandidate, emptyCandidate, type ItemLevel } from '@/server/domain/archive/archive-item';
import {
  formatReferenceCode,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  sortPrefixOf,
} from '@/server/domain/archive/reference-code';
import type { FrozenRecord } from '@/server/domain/disposition/transfer';
import { readCode } from '@/server/domain/disposition/transfer-checks';
import { AppError } from '@/server/domain/shared/app-error';
import { composeItem, highestNumbers, numberOf, writeNumbered } from '@/server/features/archive';

/** A record as the archives files it, with what it was before. */
export interface Holding {
  item: ArchiveItemInsert;
  provenance: Provenance;
  archivesCode: string;
}

const levelOf = ({ level }: FrozenRecord): ItemLevel => (level === 'register' ? 'volume' : level);

/** The code that a record will have; one of a unit's own template cannot be read here and stays as it is. */
type Settled = { readable: ParsedReferenceCode; text: string } | { readable: null; text: string };

/** The unit's code under the fonds of the archives; where the fonds number is the same nothing changes. */
const underFonds = (record: FrozenRecord, fondsNumber: string): Settled => {
  const code = readCode(record);
  if (!code) return { readable: null, text: record.referenceCode };
  if (!code.compiled || code.parts.fonds === undefined || code.parts.fonds === fondsNumber)
    return { readable: code, text: code.text };
  const level = levelOf(record);
  const written = formatReferenceCode(code.compiled, { ...code.parts, fonds: fondsNumber }, level);
  const moved = (written.ok ? parseReferenceCode(code.compiled, written.text, level) : undefined) ?? code;
  return { readable: moved, text: moved.text };
};

/** A code that stands in the catalogue already gets the next number of its series. */
const renumber = async (
  tdb: TenantDb,
  tenantId: number,
  { readable, text }: Settled,
  level: ItemLevel,
): Promise<Settled> => {
  const compiled = readable?.compiled;
  const scope = readable && compiled ? sequenceScope(compiled, readable.parts) : undefined;
  if (!readable || !compiled || !scope) throw new AppError('REFERENCE_CODE_TAKEN', text);
  const sortPrefix = sortPrefixOf(scope.key, text);
  const { [scope.part]: _number, ...parts } = readable.parts;
  const { templateCode } = readable;
  const next = { templateCode, template: compiled, level, scope: scope.key, sortPrefix, part: scope.part, parts };
  const code = writeNumbered(next, await takeNumbers(tdb, tenantId, scope.key, sortPrefix, 1));
  return { readable: code, text: code.text };
};

const candidateOf = (record: FrozenRecord, code: Settled): ArchiveItemCandidate & { oldCodes: string[] } => {
  const { itemId: _id, parentId: _parent, codeTemplate: _template, subcategoryCode, level: _level, ...fields } = record;
  const categoryCode = subcategoryCode ? `${record.categoryCode}·${subcategoryCode}` : record.categoryCode;
  const oldCodes = code.text === record.referenceCode ? record.oldCodes : [...record.oldCodes, record.referenceCode];
  return {
    ...emptyCandidate(),
    ...fields,
    retentionCode: record.retentionCode as ArchiveItemCandidate['retentionCode'],
    level: levelOf(record),
    fondsNumber: null,
    categoryCode,
    referenceCode: code.text,
    // The archives decides on opening itself; the unit's opinion is in the annex.
    openFlag: 'unreviewed',
    oldCodes: [...new Set(oldCodes)],
  };
};

/** Numbers that stay as they came are counted before any other is given. */
const settleCodes = async (
  tdb: TenantDb,
  tenantId: number,
  records: readonly FrozenRecord[],
  fondsNumber: string,
): Promise<Settled[]> => {
  const wanted = records.map((record) => underFonds(record, fondsNumber));
  const taken = await findTakenCodes(
    tdb,
    tenantId,
    wanted.map((code) => code.text),
  );
  const isKept = wanted.map((code) => {
    const free = !taken.has(code.text);
    taken.add(code.text);
    return free;
  });
  const kept = wanted.filter((_, index) => isKept[index]).map(({ readable }) => (readable ? numberOf(readable) : null));
  await raiseNumbers(tdb, tenantId, highestNumbers(kept));
  const settled: Settled[] = [];
  for (const [index, code] of wanted.entries()) {
    const level = levelOf(records[index] as FrozenRecord);
    settled.push(isKept[index] ? code : await renumber(tdb, tenantId, code, level));
  }
  return settled;
};

/** The archives' own rows of what it accepted, each naming the record that it was. */
export const composeHoldings = async (
  tdb: TenantDb,
  place: { tenantId: number; fondsId: string; fondsNumber: string; createdBy: string },
  records: readonly FrozenRecord[],
): Promise<Holding[]> => {
  const codes = await settleCodes(tdb, place.tenantId, records, place.fondsNumber);
  const holdings = records.map((record, index) => {
    const code = codes[index] as Settled;
    const candidate = candidateOf(record, code);
    const written = code.readable ?? { templateCode: record.codeTemplate, text: code.text, parts: {} };
    const number = code.readable ? (numberOf(code.readable)?.number ?? null) : null;
    const item = composeItem(candidate, written, number, {
      fondsId: place.fondsId,
      createdBy: place.createdBy,
    });
    const provenance = { id: item.id, originItemId: record.itemId, parentId: null, oldCodes: candidate.oldCodes };
    return { item: { ...item, level: record.level }, provenance, archivesCode: code.text };
  });
  const newIds = new Map(holdings.map((holding) => [holding.provenance.originItemId, holding.item.id]));
  return holdings.map((holding, index) => {
    const parent = records[index]?.parentId;
    return {
      ...holding,
      provenance: { ...holding.provenance, parentId: parent ? (newIds.get(parent) ?? null) : null },
    };
  });
};
