import type { TenantDb } from '@/db/client';
import { findDraft } from '@/db/queries/archive-draft.queries';
import { findTakenCodes } from '@/db/queries/archive-item.queries';
import { type AskedRow, listRepeatedRows } from '@/db/queries/archive-similar.queries';
import type { DraftRepeats, DraftRow } from '@/server/domain/archive/catalogue-draft';
import { normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { AppError } from '@/server/domain/shared/app-error';
import { cleanText, foldCodeText } from '@/server/domain/shared/chinese-text';
import type { TenantScope } from '@/server/tenancy/scope';
import { personOf } from './save-draft.ts';

const askedOf = ({ key, cells, itemId }: DraftRow): AskedRow[] => {
  const filingYear = Number(/^\d{4}/.exec(foldCodeText(cells.filingYear ?? ''))?.[0] ?? 0);
  const text = (column: string): string => cleanText(cells[column] ?? '');
  const [documentNumber, title, responsibleParty] = [text('documentNumber'), text('title'), text('responsibleParty')];
  if (filingYear === 0 || (documentNumber === '' && (title === '' || responsibleParty === ''))) return [];
  return [{ key, filingYear, documentNumber, title, responsibleParty, itemId: itemId ?? null }];
};

/** Codes that somebody wrote and the catalogue has, or had. A filed record's own code is its own. */
const takenRows = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly DraftRow[],
): Promise<DraftRepeats['problems']> => {
  const written = rows.flatMap(({ key, cells, itemId }) => {
    const typed = cells.referenceCode ?? '';
    return itemId === undefined && typed.trim() !== '' ? [{ key, typed, code: normaliseReferenceCode(typed) }] : [];
  });
  const codes = written.map(({ code }) => code);
  const taken = await findTakenCodes(tdb, tenantId, codes);
  return written
    .filter(({ code }) => taken.has(code))
    .map(({ key, typed }) => ({
      key,
      typed,
      problem: { code: 'CODE_UNIQUE', severity: 'error', field: 'referenceCode', detail: 'taken' },
    }));
};

/**
 * 查重 of a whole grid against the catalogue: which rows bear a code that is taken, which the number or the title of a
 * filed record. Asked of the draft, so that 500 pasted rows cost one short question after each save.
 */
export const findDraftRepeats = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<DraftRepeats> => {
  const draft = await findDraft(tdb, { ...personOf(scope), id: input.id });
  if (!draft) throw new AppError('NOT_FOUND', `draft ${input.id} is not this person's`);
  const rows = draft.rows as DraftRow[];
  const taken = await takenRows(tdb, scope.tenantId, rows);
  // Pieces of one volume may be pages of one document.
  const asked = draft.parentId === null ? rows.flatMap(askedOf) : [];
  const repeated = asked.length === 0 ? [] : await listRepeatedRows(tdb, scope.tenantId, draft.categoryCode, asked);
  const cellsOf = new Map(rows.map((row) => [row.key, row.cells]));
  const suspects = repeated.map(({ key, field, referenceCode }) => ({
    key,
    typed: cellsOf.get(key)?.[field] ?? '',
    problem: { code: 'DUP_SUSPECT' as const, severity: 'warning' as const, field, detail: `record:${referenceCode}` },
  }));
  return { problems: [...taken, ...suspects] };
};
