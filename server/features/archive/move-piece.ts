import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem, findTakenCodes, type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { type PageNumberRow, setItemParent, setPageNumbers } from '@/db/queries/archive-volume.queries';
import { isItemUnderTransfer } from '@/db/queries/disposition-transfer-item.queries';
import { insertCorrection, lockCorrections } from '@/db/queries/filing-register.queries';
import { listInside } from '@/db/queries/fonds-codes.queries';
import { lockItems } from '@/db/queries/fonds-new-codes.queries';
import { findTemplateRef } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { emptyCandidate } from '@/server/domain/archive/archive-item';
import { type ItemView, itemView, type MovePieceInput } from '@/server/domain/archive/archive-record';
import { insideOf } from '@/server/domain/archive/grid-container';
import { type ParsedReferenceCode, resolveTemplate, type TemplateRef } from '@/server/domain/archive/reference-code';
import { needsAppraisal } from '@/server/domain/archive/retention';
import { pageNumbersOf } from '@/server/domain/archive/volume-pages';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { refuseWrong } from './create-item.ts';
import { requireContainer } from './read-container.ts';
import { writeCodes } from './recode-retention.ts';
import { highestNumbers, numberOf, resolveCode, writeNumbered } from './resolve-code.ts';

/** More than any volume holds. */
const MOST_INSIDE = 5_000;

type Changes = Record<string, { from: string | null; to: string | null }>;

const requirePiece = async (tdb: TenantDb, tenantId: number, input: MovePieceInput): Promise<ItemRow> => {
  const row = await findItem(tdb, tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${tenantId}`);
  if (row.rowVersion !== input.rowVersion)
    throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`);
  if (row.state !== 'filed') throw new AppError('CONFLICT', `record ${row.id} is ${row.state}`);
  if (row.level !== 'piece' || row.parentId === null) throw new AppError('MOVE_NEEDS_PIECE', row.referenceCode);
  if (await isItemUnderTransfer(tdb, tenantId, row.id)) throw new AppError('ITEM_TRANSFERRED', row.referenceCode);
  return row;
};

/** Another volume of the same fonds and category: what a piece of photographs is cannot lie among vouchers. */
const requireTarget = async (tdb: TenantDb, tenantId: number, row: ItemRow, id: string): Promise<ItemRow> => {
  const volume = await requireContainer(tdb, tenantId, id);
  if (volume.id === row.parentId) throw new AppError('BAD_INPUT', 'it lies there already', { volumeId: 'SAME' });
  if (volume.fondsId !== row.fondsId || volume.categoryCode !== row.categoryCode)
    throw new AppError('MOVE_OTHER_SERIES', volume.referenceCode);
  if (await isItemUnderTransfer(tdb, tenantId, volume.id)) throw new AppError('ITEM_TRANSFERRED', volume.referenceCode);
  return volume;
};

/** The next number inside the new volume, or the code that was given where its codes end with the volume. */
const codeInside = async (
  tdb: TenantDb,
  tenantId: number,
  row: ItemRow,
  volume: ItemRow,
  given: string | undefined,
): Promise<ParsedReferenceCode> => {
  const template: TemplateRef = await findTemplateRef(tdb, tenantId, volume.codeTemplate);
  if (given === undefined && !resolveTemplate(template)?.parts.has('item'))
    throw new AppError('REFERENCE_CODE_MALFORMED', 'a code is needed', { referenceCode: 'FIELD_MISSING' });
  const { projectNumber } = volume.details;
  const record = {
    ...emptyCandidate(),
    ...insideOf({ ...volume, categoryCode: wholeCategory(volume) }),
    fondsNumber: row.fondsNumber,
    referenceCode: given ?? null,
    details: projectNumber ? { projectNumber } : null,
  };
  const resolved = resolveCode(record, template);
  if (resolved.kind === 'wrong') {
    refuseWrong([resolved.problem]);
    throw new AppError('BAD_INPUT');
  }
  if (resolved.kind === 'toNumber') {
    const { scope, sortPrefix } = resolved.next;
    return writeNumbered(resolved.next, await takeNumbers(tdb, tenantId, scope, sortPrefix, 1));
  }
  if ((await findTakenCodes(tdb, tenantId, [resolved.code.text])).size > 0)
    throw new AppError('REFERENCE_CODE_TAKEN', resolved.code.text);
  await raiseNumbers(tdb, tenantId, highestNumbers([numberOf(resolved.code)]));
  return resolved.code;
};

const listInVolume = async (tdb: TenantDb, tenantId: number, volumeId: string): Promise<ItemRow[]> => {
  const inside = await listInside(tdb, tenantId, [volumeId], MOST_INSIDE + 1);
  if (inside.length > MOST_INSIDE) throw new AppError('CODE_LOCKED', 'the volume holds too many pieces');
  const ids = inside.map((one) => one.id);
  if (ids.length === 0) return [];
  const rows = new Map((await listItemsByIds(tdb, tenantId, ids, ids.length)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
};

/** Page numbers run through a volume: they are written anew where each piece says its pages. */
const renumberPages = async (tdb: TenantDb, tenantId: number, volumeId: string): Promise<PageNumberRow[]> => {
  const changed = pageNumbersOf(await listInVolume(tdb, tenantId, volumeId));
  await setPageNumbers(tdb, tenantId, changed);
  return changed;
};

/** The log and the 更正单: where the piece lay and lies, the codes it had and has. */
const enter = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: ItemRow,
  volumes: { from: string; to: string },
  said: { reason: string; pages: number },
): Promise<ItemRow> => {
  const after = (await findItem(tdb, scope.tenantId, row.id)) ?? row;
  const fields = ['referenceCode', 'filingYear', 'retentionCode', 'orgCode', 'fileNumber', 'pageNumber'] as const;
  const changes: Changes = { volume: volumes };
  for (const field of fields) {
    const [from, to] = [row[field], after[field]].map((value) => (value === null ? null : String(value)));
    if (from !== to) changes[field] = { from: from ?? null, to: to ?? null };
  }
  await audit(tdb, scope, {
    action: 'archive.movePiece',
    objectKind: 'archive_item',
    objectId: after.id,
    objectLabel: after.referenceCode,
    detail: { reason: said.reason, changes, rowVersion: after.rowVersion, renumberedPages: said.pages },
  });
  await insertCorrection(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    itemId: after.id,
    referenceCode: after.referenceCode,
    title: after.title,
    reason: said.reason,
    changes,
    correctedBy: scope.accountId ?? after.id,
    correctedByName: scope.actorName,
  });
  return after;
};

/**
 * 调卷: a filed piece goes to another volume by a 更正单. It gets the next number there and takes over what the volume
 * says; its old code is retired and stays findable. The page numbers of both volumes are set right.
 */
export const movePiece = async (tdb: TenantDb, scope: TenantScope, input: MovePieceInput): Promise<ItemView> => {
  const { tenantId } = scope;
  refuseClassified(input.reason);
  await lockCorrections(tdb, tenantId);
  const row = await requirePiece(tdb, tenantId, input);
  const left = row.parentId ?? '';
  const volume = await requireTarget(tdb, tenantId, row, input.volumeId);
  if (needsAppraisal(row.retentionCode, volume.retentionCode))
    throw new AppError('RETENTION_NEEDS_APPRAISAL', `${row.retentionCode} to ${volume.retentionCode}`);
  if (row.boxId !== null) throw new AppError('RETENTION_IN_BOX', row.referenceCode);
  const before = await findItem(tdb, tenantId, left);
  await lockItems(tdb, tenantId, [row.id, left, volume.id]);
  const code = await codeInside(tdb, tenantId, row, volume, input.referenceCode);
  await writeCodes(tdb, scope, [{ row, code }], input.reason);
  await setItemParent(
    tdb,
    { tenantId, id: row.id },
    {
      parentId: volume.id,
      codeTemplate: volume.codeTemplate,
      subcategoryCode: volume.subcategoryCode,
      filingYear: volume.filingYear,
      retentionCode: volume.retentionCode,
      retentionBasis: volume.retentionBasis,
      retentionBasisDate: volume.retentionBasisDate,
      expiresOn: volume.expiresOn,
      // A line of the schedule that named another period is no longer this record's.
      ...(volume.retentionCode === row.retentionCode ? {} : { scheduleRuleId: null }),
      orgCode: volume.orgCode,
      catalogueNumber: volume.catalogueNumber,
      fileNumber: volume.fileNumber,
    },
  );
  const inOld = await renumberPages(tdb, tenantId, left);
  const inNew = await renumberPages(tdb, tenantId, volume.id);
  const volumes = { from: before?.referenceCode ?? '', to: volume.referenceCode };
  const pages = [...inOld, ...inNew].length;
  const after = await enter(tdb, scope, row, volumes, { reason: input.reason, pages });
  // The life of both volumes says what left and what came.
  for (const [objectId, objectLabel, inside] of [
    [left, volumes.from, { from: row.referenceCode, to: null }],
    [volume.id, volumes.to, { from: null, to: after.referenceCode }],
  ] as const)
    await audit(tdb, scope, {
      action: 'archive.movePiece',
      objectKind: 'archive_item',
      objectId,
      objectLabel,
      detail: { reason: input.reason, changes: { inside } },
    });
  return itemView.parse(await findItem(tdb, tenantId, after.id));
};
