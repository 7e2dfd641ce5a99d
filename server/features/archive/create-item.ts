import type { TenantDb } from '@/db/client';
import { findTakenCodes, type ItemRow, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { type FondsRow, findFonds, listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import { findTemplateRef } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import type { CreateItemInput } from '@/server/domain/archive/archive-record';
import { levelFor, schemeInForce, templateOfScheme } from '@/server/domain/archive/classification-scheme';
import { insideOf } from '@/server/domain/archive/grid-container';
import { checkRecord, type RecordProblem } from '@/server/domain/archive/record-checks';
import {
  normaliseReferenceCode,
  type ParsedReferenceCode,
  resolveTemplate,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeItem } from './compose-item.ts';
import { requireContainer } from './read-container.ts';
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

const toCandidate = (
  input: CreateItemInput,
  fonds: FondsRow,
  template: TemplateRef | null,
  parent: ItemRow | undefined,
): ArchiveItemCandidate => {
  const { fondsId: _fonds, parentId: _parent, isProvisional: _provisional, ...fields } = input;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const project = parent?.details.projectNumber;
  return {
    ...emptyCandidate(),
    ...given,
    ...(parent ? insideOf({ ...parent, categoryCode: wholeCategory(parent) }) : {}),
    details: project ? { projectNumber: project, ...input.details } : (input.details ?? null),
    fondsNumber: fonds.number,
    referenceCode: input.referenceCode ? normaliseReferenceCode(input.referenceCode) : null,
    level: parent ? 'piece' : (input.level ?? levelFor(input.categoryCode, template)),
  };
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

/** The 卷 or 组 that the record is put into: one of the unit's own, of the same fonds, still there. */
const findParent = async (tdb: TenantDb, tenantId: number, input: CreateItemInput): Promise<ItemRow | undefined> => {
  if (input.parentId === undefined) return undefined;
  const parent = await requireContainer(tdb, tenantId, input.parentId);
  if (parent.fondsId !== input.fondsId)
    throw new AppError('NOT_FOUND', `volume ${input.parentId} is not in fonds ${input.fondsId}`);
  return parent;
};

const templateFor = async (
  tdb: TenantDb,
  tenantId: number,
  input: CreateItemInput,
  parent: ItemRow | undefined,
): Promise<TemplateRef | null> => {
  if (!parent) {
    const schemes = await listSchemeRows(tdb, tenantId, input.fondsId);
    return templateOfScheme(schemeInForce(schemes, input.categoryCode, input.filingYear));
  }
  const template = await findTemplateRef(tdb, tenantId, parent.codeTemplate);
  // A volume whose codes end with its number cannot give its pieces codes of their own.
  if (!resolveTemplate(template)?.parts.has('item') && input.referenceCode === undefined)
    throw new AppError('NOT_A_VOLUME', `${parent.codeTemplate} has no number for pieces`);
  return template;
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
  if (fonds.closedOn !== null && `${input.filingYear}` > fonds.closedOn.slice(0, 4))
    throw new AppError('FONDS_CLOSED', `${fonds.number} was closed on ${fonds.closedOn}`);
  const parent = await findParent(tdb, tenantId, input);
  const template = await templateFor(tdb, tenantId, input, parent);
  const record = toCandidate(input, fonds, template, parent);
  refuseWrong(checkRecord(record, { today: await readToday(tdb), template }));
  const code = await settleCode(tdb, tenantId, record, template);
  const item = composeItem(record, code, numberOf(code)?.number ?? null, {
    fondsId: fonds.id,
    createdBy: accountId,
    ...(parent ? { parentId: parent.id } : {}),
    codeState: input.isProvisional || !fonds.isOfficial ? 'provisional' : 'locked',
  });
  await insertItems(tdb, tenantId, [item]);
  await audit(tdb, scope, {
    action: 'archive.create',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
  });
  return { id: item.id, referenceCode: item.referenceCode };
};
