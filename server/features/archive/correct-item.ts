import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow, listItemEvents, updateItem } from '@/db/queries/archive-item.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { isItemUnderTransfer } from '@/db/queries/disposition-transfer-item.queries';
import { insertCorrection, lockCorrections } from '@/db/queries/filing-register.queries';
import { audit } from '@/server/audit/audit';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import {
  CORRECTABLE_FIELDS,
  type CorrectableField,
  type CorrectItemInput,
  type ItemView,
  itemView,
} from '@/server/domain/archive/archive-record';
import { checkRecord } from '@/server/domain/archive/record-checks';
import { recountedRetention } from '@/server/domain/archive/retention';
import { AppError } from '@/server/domain/shared/app-error';
import { searchText, searchTokens } from '@/server/domain/shared/chinese-text';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { searchFieldsOf } from './compose-item.ts';
import { refuseWrong } from './create-item.ts';

type Value = string | number | null;
type Changes = Record<string, { from: Value; to: Value }>;
type Corrected = Pick<ItemRow, CorrectableField>;

/** The record as it would stand. Fields of the category that are not named stay; an empty one goes. */
const correctedOf = (row: ItemRow, { changes }: CorrectItemInput): Corrected => {
  const { details, ...plain } = changes;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const merged = Object.entries({ ...row.details, ...details }).filter(([, value]) => value !== '');
  const values = Object.fromEntries(CORRECTABLE_FIELDS.map((field) => [field, row[field]]));
  return { ...values, ...given, details: Object.fromEntries(merged) } as Corrected;
};

const shown = (value: Corrected[CorrectableField] | undefined): Value =>
  Array.isArray(value) ? value.join('、') : ((value ?? null) as Value);

const changesOf = (row: ItemRow, next: Corrected): Changes => {
  const changed: Changes = {};
  const note = (field: string, before: Value, after: Value): void => {
    if (before !== after) changed[field] = { from: before, to: after };
  };
  for (const field of CORRECTABLE_FIELDS) if (field !== 'details') note(field, shown(row[field]), shown(next[field]));
  for (const code of new Set([...Object.keys(row.details), ...Object.keys(next.details)]))
    note(`details.${code}`, row.details[code] ?? null, next.details[code] ?? null);
  return changed;
};

const isOnlyMarks = (changed: Changes): boolean => Object.keys(changed).every((field) => field === 'topics');

interface CorrectionDetail {
  changes?: Changes;
  rowVersion?: number;
}

const MOST_EVENTS = 50;

/** Tells who was quicker and what they changed since, so that both versions can be put side by side. */
const refuseStale = async (tdb: TenantDb, tenantId: number, row: ItemRow, seenVersion: number): Promise<never> => {
  const events = await listItemEvents(tdb, tenantId, row.id, MOST_EVENTS);
  const since = events.flatMap((event) => {
    const { changes, rowVersion } = (event.detail ?? {}) as CorrectionDetail;
    return changes && rowVersion !== undefined && rowVersion > seenVersion ? [{ ...event, changes }] : [];
  });
  const fields = [...new Set(since.flatMap((event) => Object.keys(event.changes)))];
  // Newest first, so the last one to have changed a field is the first to be found.
  const byField = Object.fromEntries(
    fields.map((field) => [`by:${field}`, since.find((event) => field in event.changes)?.actorName ?? '']),
  );
  throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`, {
    ...byField,
    changedBy: [...new Set(since.map((event) => event.actorName))].join('、'),
    changedAt: since[0]?.at ?? row.updatedAt,
    changedFields: fields.join(','),
    rowVersion: row.rowVersion,
  });
};

/** Only what the correction touches is judged, but secrecy is judged in all of it. */
const checkCorrected = (row: ItemRow, next: Corrected, changed: Changes, today: string): void => {
  const record = { ...emptyCandidate(), ...next, filingYear: row.filingYear } as ArchiveItemCandidate;
  const problems = checkRecord(record, { today, template: null });
  refuseWrong(problems.filter((problem) => problem.code === 'SECURITY_BLOCK' || problem.field in changed));
};

/** How a correction is entered in the log: by hand, or as a part of something larger. */
export interface CorrectionAct {
  action: 'archive.correct' | 'archive.bulkEdit' | 'archive.undoBulkEdit' | 'archive.undoChanges';
  detail?: Readonly<Record<string, unknown>>;
  /** 'YYYY-MM-DD'; asked from the database when it is not known. */
  today?: string;
}

/**
 * Changes a filed record by a 更正单 and keeps the old values in the log. Every refusal comes before anything is
 * written, so that a caller may go on with the next record in the same transaction.
 */
export const applyCorrection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CorrectItemInput,
  act: CorrectionAct,
): Promise<{ before: ItemRow; rowVersion: number; changed: Changes }> => {
  const row = await findItem(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== input.rowVersion) return refuseStale(tdb, scope.tenantId, row, input.rowVersion);
  if (row.state !== 'filed') throw new AppError('CONFLICT', `record ${row.id} is ${row.state}`);
  const next = correctedOf(row, input);
  const changed = changesOf(row, next);
  if (Object.keys(changed).length === 0) throw new AppError('BAD_INPUT', 'nothing would change');
  // Marks are the unit's own: they stay open when the record has left.
  if (!isOnlyMarks(changed) && (await isItemUnderTransfer(tdb, scope.tenantId, row.id)))
    throw new AppError('ITEM_TRANSFERRED', row.referenceCode);
  refuseClassified(input.reason, ...next.topics);
  checkCorrected(row, next, changed, act.today ?? (await readToday(tdb)));
  const fields = searchFieldsOf({ ...row, ...next }, row.referenceCode);
  const recounted = recountedRetention(row, next);
  await lockCorrections(tdb, scope.tenantId);
  const isMine = await updateItem(
    tdb,
    { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion },
    { ...next, ...recounted, searchText: searchText(fields), searchTokens: searchTokens(fields) },
  );
  if (!isMine) {
    const current = (await findItem(tdb, scope.tenantId, row.id)) ?? row;
    return refuseStale(tdb, scope.tenantId, current, input.rowVersion);
  }
  const rowVersion = row.rowVersion + 1;
  await audit(tdb, scope, {
    action: act.action,
    objectKind: 'archive_item',
    objectId: row.id,
    objectLabel: row.referenceCode,
    detail: {
      reason: input.reason,
      changes: changed,
      rowVersion,
      ...(recounted ? { expiresOn: { from: row.expiresOn, to: recounted.expiresOn } } : {}),
      ...act.detail,
    },
  });
  await insertCorrection(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    itemId: row.id,
    referenceCode: row.referenceCode,
    title: row.title,
    reason: input.reason,
    changes: changed,
    correctedBy: scope.accountId ?? row.id,
    correctedByName: scope.actorName,
  });
  return { before: row, rowVersion, changed };
};

/** 更正单: the only way to change what has been filed. The old values stay in the audit log. */
export const correctItem = async (tdb: TenantDb, scope: TenantScope, input: CorrectItemInput): Promise<ItemView> => {
  await applyCorrection(tdb, scope, input, { action: 'archive.correct' });
  return itemView.parse(await findItem(tdb, scope.tenantId, input.id));
};
