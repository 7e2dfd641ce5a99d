import type { TenantDb } from '@/db/client';
import { type ArchiveItemInsert, findTakenCodes } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { findHeldOrigins, type Provenance, type StoppedItem } from '@/db/queries/disposition-intake-item.queries';
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
import type { IntakeStop } from '@/server/domain/disposition/vocabulary';
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

/** A record that was accepted, with the code that the archivist gives it where its own cannot stand. */
export interface AcceptedRecord {
  record: FrozenRecord;
  givenCode: string | null;
}

/**
 * The unit's code under the fonds of the archives; where the fonds number is the same nothing changes, and a code that
 * the archivist gives stands as it is given.
 */
const underFonds = ({ record, givenCode }: AcceptedRecord, fondsNumber: string): Settled => {
  if (givenCode !== null) {
    const given = readCode({ ...record, referenceCode: givenCode });
    return given ? { readable: given, text: given.text } : { readable: null, text: givenCode };
  }
  const code = readCode(record);
  if (!code) return { readable: null, text: record.referenceCode };
  if (!code.compiled || code.parts.fonds === undefined || code.parts.fonds === fondsNumber)
    return { readable: code, text: code.text };
  const level = levelOf(record);
  const written = formatReferenceCode(code.compiled, { ...code.parts, fonds: fondsNumber }, level);
  const moved = (written.ok ? parseReferenceCode(code.compiled, written.text, level) : undefined) ?? code;
  return { readable: moved, text: moved.text };
};

/** The series in which the code counts, if it counts at all. */
const seriesOf = ({ readable }: Settled) => {
  const compiled = readable?.compiled;
  const scope = readable && compiled ? sequenceScope(compiled, readable.parts) : undefined;
  return readable && compiled && scope ? { readable, compiled, scope } : undefined;
};

/** A code that stands in the catalogue already gets the next number of its series. */
const renumber = async (tdb: TenantDb, tenantId: number, settled: Settled, level: ItemLevel): Promise<Settled> => {
  const { text } = settled;
  const series = seriesOf(settled);
  if (!series) throw new AppError('REFERENCE_CODE_TAKEN', text);
  const { readable, compiled, scope } = series;
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
  accepted: readonly AcceptedRecord[],
  fondsNumber: string,
): Promise<Settled[]> => {
  const wanted = accepted.map((one) => underFonds(one, fondsNumber));
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
    const level = levelOf((accepted[index] as AcceptedRecord).record);
    settled.push(isKept[index] ? code : await renumber(tdb, tenantId, code, level));
  }
  return settled;
};

/**
 * What keeps records from being taken in, before anything is written: a code that is taken and counts in no series, so
 * that there is no next one; one that was given and is taken; a record that is here already.
 */
export const findStops = async (
  tdb: TenantDb,
  key: { tenantId: number; senderTenantId: number; fondsNumber: string },
  accepted: readonly AcceptedRecord[],
): Promise<StoppedItem[]> => {
  const wanted = accepted.map((one) => underFonds(one, key.fondsNumber));
  const texts = wanted.map((code) => code.text);
  const taken = await findTakenCodes(tdb, key.tenantId, texts);
  const ids = accepted.map(({ record }) => record.itemId);
  const held = await findHeldOrigins(tdb, key.tenantId, key.senderTenantId, ids);
  const seen = new Set<string>();
  return accepted.flatMap(({ record, givenCode }, index) => {
    const code = wanted[index] as Settled;
    const isDouble = seen.has(code.text);
    seen.add(code.text);
    const stop = (stopCode: IntakeStop, stopDetail: string) => [{ originItemId: record.itemId, stopCode, stopDetail }];
    if (held.has(record.itemId)) return stop('ALREADY_HELD', record.referenceCode);
    if (givenCode === null && seriesOf(code)) return [];
    if (taken.has(code.text)) return stop('CODE_TAKEN', code.text);
    return isDouble ? stop('CODE_DOUBLE', code.text) : [];
  });
};

/** The archives' own rows of what it accepted, each naming the record that it was. */
export const composeHoldings = async (
  tdb: TenantDb,
  place: { tenantId: number; fondsId: string; fondsNumber: string; createdBy: string },
  accepted: readonly AcceptedRecord[],
): Promise<Holding[]> => {
  const records = accepted.map((one) => one.record);
  const codes = await settleCodes(tdb, place.tenantId, accepted, place.fondsNumber);
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
