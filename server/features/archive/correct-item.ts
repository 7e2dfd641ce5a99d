import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow, listItemEvents, updateItem } from '@/db/queries/archive-item.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
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
import { AppError } from '@/server/domain/shared/app-error';
import { searchText, searchTokens } from '@/server/domain/shared/chinese-text';
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

/** Tells who was quicker and what they changed, so that both versions can be put side by side. */
const refuseStale = async (tdb: TenantDb, tenantId: number, row: ItemRow): Promise<never> => {
  const [last] = (await listItemEvents(tdb, tenantId, row.id, 20)).filter(
    (event) => event.action === 'archive.correct',
  );
  const changes = (last?.detail as { changes?: Changes } | undefined)?.changes ?? {};
  throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`, {
    changedBy: last?.actorName ?? '',
    changedAt: last?.at ?? row.updatedAt,
    changedFields: Object.keys(changes).join(','),
    rowVersion: row.rowVersion,
  });
};

/** Only what the correction touches is judged, but secrecy is judged in all of it. */
const checkCorrected = async (tdb: TenantDb, row: ItemRow, next: Corrected, changed: Changes): Promise<void> => {
  const record = { ...emptyCandidate(), ...next, filingYear: row.filingYear } as ArchiveItemCandidate;
  const problems = checkRecord(record, { today: await readToday(tdb), template: null });
  refuseWrong(problems.filter((problem) => problem.code === 'SECURITY_BLOCK' || problem.field in changed));
};

/** 更正单: the only way to change what has been filed. The old values stay in the audit log. */
export const correctItem = async (tdb: TenantDb, scope: TenantScope, input: CorrectItemInput): Promise<ItemView> => {
  const row = await findItem(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== input.rowVersion) return refuseStale(tdb, scope.tenantId, row);
  if (row.state !== 'filed') throw new AppError('CONFLICT', `record ${row.id} is ${row.state}`);
  const next = correctedOf(row, input);
  const changed = changesOf(row, next);
  if (Object.keys(changed).length === 0) throw new AppError('BAD_INPUT', 'nothing would change');
  await checkCorrected(tdb, row, next, changed);
  const fields = searchFieldsOf({ ...row, ...next }, row.referenceCode);
  const isMine = await updateItem(
    tdb,
    { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion },
    { ...next, searchText: searchText(fields), searchTokens: searchTokens(fields) },
  );
  if (!isMine) return refuseStale(tdb, scope.tenantId, (await findItem(tdb, scope.tenantId, row.id)) ?? row);
  await audit(tdb, scope, {
    action: 'archive.correct',
    objectKind: 'archive_item',
    objectId: row.id,
    objectLabel: row.referenceCode,
    detail: { reason: input.reason, changes: changed },
  });
  return itemView.parse(await findItem(tdb, scope.tenantId, row.id));
};
