import type { TenantDb } from '@/db/client';
import type { ItemRow } from '@/db/queries/archive-item.queries';
import { takeNumbers } from '@/db/queries/archive-number.queries';
import { retireCodes, writeNewCodes } from '@/db/queries/fonds-new-codes.queries';
import { findTemplateRef } from '@/db/queries/fonds-settings.queries';
import type { ItemLevel } from '@/server/domain/archive/archive-item';
import {
  codeSort,
  countedPart,
  formatReferenceCode,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  sortPrefixOf,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { AppError } from '@/server/domain/shared/app-error';
import { searchText, searchTokens } from '@/server/domain/shared/chinese-text';
import type { TenantScope } from '@/server/tenancy/scope';
import { searchFieldsOf } from './compose-item.ts';
import { numberOf, writeNumbered } from './resolve-code.ts';

export interface Recoded {
  row: ItemRow;
  code: ParsedReferenceCode;
}

const malformed = (row: ItemRow): AppError =>
  new AppError('REFERENCE_CODE_MALFORMED', row.referenceCode, { referenceCode: 'CODE_FORMAT' });

/** The code with the next number of the series of another period; null when the code does not say the period. */
const renumbered = async (
  tdb: TenantDb,
  tenantId: number,
  row: ItemRow,
  template: TemplateRef,
  retention: string,
): Promise<ParsedReferenceCode | null> => {
  const level = row.level as ItemLevel;
  const old = parseReferenceCode(template, row.referenceCode, level);
  if (old?.parts.retention === undefined) return null;
  const part = countedPart(template, level);
  if (!part) throw malformed(row);
  const parts = { ...old.parts, retention };
  delete parts[part];
  const scope = sequenceScope(template, parts, part);
  const first = formatReferenceCode(template, { ...parts, [part]: 1 }, level);
  if (!scope || !first.ok) throw malformed(row);
  const sortPrefix = sortPrefixOf(scope.key, first.text);
  const number = await takeNumbers(tdb, tenantId, scope.key, sortPrefix, 1);
  return writeNumbered(
    { templateCode: old.templateCode, template, level, scope: scope.key, sortPrefix, part, parts },
    number,
  );
};

/** A piece goes with its volume: the same number inside, under the volume's new one. */
const underVolume = (piece: ItemRow, template: TemplateRef, volume: ParsedReferenceCode): Recoded[] => {
  const old = parseReferenceCode(template, piece.referenceCode, 'piece');
  if (old?.parts.retention === undefined) return [];
  const { volume: inVolume, group, retention } = volume.parts;
  const parts = { ...old.parts, retention, ...(inVolume ? { volume: inVolume } : {}), ...(group ? { group } : {}) };
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  const written = formatReferenceCode(template, said, 'piece');
  const code = written.ok ? parseReferenceCode(template, written.text, 'piece') : undefined;
  if (!code) throw malformed(piece);
  return [{ row: piece, code }];
};

/** The codes that a record and what lies inside it get under another period. None, where codes do not say the period. */
export const codesUnder = async (
  tdb: TenantDb,
  tenantId: number,
  row: ItemRow,
  inside: readonly ItemRow[],
  retention: string,
): Promise<Recoded[]> => {
  const template = await findTemplateRef(tdb, tenantId, row.codeTemplate);
  const code = await renumbered(tdb, tenantId, row, template, retention);
  if (!code) return [];
  const pieces: Recoded[] = [];
  for (const piece of inside) {
    const own =
      piece.codeTemplate === row.codeTemplate ? template : await findTemplateRef(tdb, tenantId, piece.codeTemplate);
    pieces.push(...underVolume(piece, own, code));
  }
  return [{ row, code }, ...pieces];
};

/** Writes the codes. A locked one is retired: it stays with its record and is nobody's any more. */
export const writeCodes = async (
  tdb: TenantDb,
  scope: TenantScope,
  recoded: readonly Recoded[],
  reason: string,
): Promise<void> => {
  const retired = recoded.filter(({ row }) => row.codeState === 'locked');
  await retireCodes(
    tdb,
    scope.tenantId,
    null,
    retired.map(({ row, code }) => ({
      itemId: row.id,
      oldCode: row.referenceCode,
      oldSort: codeSort(row.referenceCode),
      newCode: code.text,
    })),
    { accountId: scope.accountId, name: scope.actorName, reason },
  );
  const rows = recoded.map(({ row, code }) => {
    const oldCodes = row.codeState === 'locked' ? [...row.oldCodes, row.referenceCode] : row.oldCodes;
    const search = searchText(searchFieldsOf({ ...row, oldCodes }, code.text));
    return {
      id: row.id,
      referenceCode: code.text,
      codeSort: codeSort(code.text),
      codeTemplate: row.codeTemplate,
      itemNumber: numberOf(code)?.number ?? row.itemNumber,
      fileNumber: code.parts.volume ?? code.parts.group ?? row.fileNumber,
      oldCodes,
      searchText: search,
      searchTokens: searchTokens(search.split(' ')).join(' '),
    };
  });
  await writeNewCodes(tdb, scope.tenantId, rows, false);
};
