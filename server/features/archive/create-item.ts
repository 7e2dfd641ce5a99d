import type { TenantDb } from '@/db/client';
import { findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { findFonds, listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import type { CreateItemInput } from '@/server/domain/archive/archive-record';
import { levelFor, schemeInForce } from '@/server/domain/archive/classification-scheme';
import { checkRecord, type RecordProblem } from '@/server/domain/archive/record-checks';
import {
  normaliseReferenceCode,
  type ParsedReferenceCode,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeItem } from './compose-item.ts';
import { highestNumbers, numberOf, resolveCode, writeNumbered } from './resolve-code.ts';

/** Refuses for the gravest reason; the other wrong fields are named beside it. */
export const refuseWrong = (problems: readonly RecordProblem[]): void => {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return;
  const details = Object.fromEntries(errors.map((problem) => [problem.field, problem.code]));
  if (errors.some((problem) => problem.code === 'SECURITY_BLOCK'))
    throw new AppError('CLASSIFIED_CONTENT_REFUSED', 'a secrecy marking was found');
  const isCode = errors.some((problem) => problem.code === 'CODE_FORMAT' || problem.code === 'CODE_MISMATCH');
  throw new AppError(
    isCode ? 'REFERENCE_CODE_MALFORMED' : 'BAD_INPUT',
    errors.map((problem) => `${problem.field} ${problem.code}`).join(', '),
    details,
  );
};

const toCandidate = (input: CreateItemInput, fondsNumber: string, template: string | null): ArchiveItemCandidate => {
  const { fondsId: _, ...fields } = input;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const referenceCode = input.referenceCode ? normaliseReferenceCode(input.referenceCode) : null;
  return { ...emptyCandidate(), ...given, fondsNumber, referenceCode, level: levelFor(input.categoryCode, template) };
};

/** A code that came along is kept and its number is counted as given; otherwise the template's next number is taken. */
const settleCode = async (
  tdb: TenantDb,
  tenantId: number,
  record: ArchiveItemCandidate,
  template: TemplateRef | null,
): Promise<ParsedReferenceCode> => {
  const resolved = resolveCode(record, template);
  if (resolved.kind === 'wrong') {
    refuseWrong([resolved.problem]);
    throw new AppError('BAD_INPUT');
  }
  if (resolved.kind === 'toNumber') {
    const { scope, sortPrefix } = resolved.next;
    return writeNumbered(resolved.next, await takeNumbers(tdb, tenantId, scope, sortPrefix, 1));
  }
  const taken = await findTakenCodes(tdb, tenantId, [resolved.code.text]);
  if (taken.size > 0) throw new AppError('REFERENCE_CODE_TAKEN', resolved.code.text);
  await raiseNumbers(tdb, tenantId, highestNumbers([numberOf(resolved.code)]));
  return resolved.code;
};

/** 著录: files one record, numbered by the unit's template unless it brings its code. */
export const createItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateItemInput,
): Promise<{ id: string; referenceCode: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a record needs a person who files it');
  const fonds = await findFonds(tdb, tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${tenantId}`);
  if (!fonds.isOfficial) throw new AppError('FONDS_NOT_OFFICIAL', fonds.number);
  const scheme = schemeInForce(await listSchemeRows(tdb, tenantId, fonds.id), input.categoryCode, input.filingYear);
  const template = (scheme?.templateCode ?? null) as TemplateRef | null;
  const record = toCandidate(input, fonds.number, scheme?.templateCode ?? null);
  refuseWrong(checkRecord(record, { today: await readToday(tdb), template }));
  const code = await settleCode(tdb, tenantId, record, template);
  const item = composeItem(record, code, numberOf(code)?.number ?? null, { fondsId: fonds.id, createdBy: accountId });
  await insertItems(tdb, tenantId, [item]);
  await audit(tdb, scope, {
    action: 'archive.create',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
  });
  return { id: item.id, referenceCode: item.referenceCode };
};
