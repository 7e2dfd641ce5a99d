import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { type FondsRecordRow, findFondsRecord, insertFonds, updateFonds } from '@/db/queries/fonds.queries';
import { audit } from '@/server/audit/audit';
import {
  type CloseFondsInput,
  type CreateFondsInput,
  type EditFondsInput,
  type FondsRecord,
  fondsRecord,
} from '@/server/domain/fonds/fonds';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

export const requireFonds = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<FondsRecordRow> => {
  const row = await findFondsRecord(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `fonds ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

const textsOf = (input: Partial<EditFondsInput>): (string | undefined)[] => [
  input.name,
  input.className,
  input.location,
  input.relations,
  input.history,
  input.note,
];

/** 新建全宗, with the official number or, until the repository gives it, one of the unit's own. */
export const createFonds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateFondsInput,
): Promise<{ id: string }> => {
  refuseClassified(...textsOf(input));
  const id = uuidv7();
  await insertFonds(tdb, {
    tenantId: scope.tenantId,
    id,
    number: input.number,
    isOfficial: input.isOfficial,
    name: input.name,
    kind: input.kind,
    className: input.className ?? null,
    startedOn: input.startedOn ?? null,
    location: input.location ?? null,
    relations: input.relations ?? null,
    history: input.history ?? null,
    note: input.note ?? null,
  });
  await audit(tdb, scope, {
    action: 'fonds.create',
    objectKind: 'fonds',
    objectId: id,
    objectLabel: `${input.number} ${input.name}`,
    detail: { isOfficial: input.isOfficial },
  });
  return { id };
};

const DESCRIBED = ['name', 'kind', 'className', 'startedOn', 'location', 'relations', 'history', 'note'] as const;

/** 修改全宗: everything but the number. */
export const editFonds = async (tdb: TenantDb, scope: TenantScope, input: EditFondsInput): Promise<FondsRecord> => {
  refuseClassified(...textsOf(input));
  const row = await requireFonds(tdb, scope, input.id);
  const values = {
    name: input.name,
    kind: input.kind,
    className: input.className ?? null,
    startedOn: input.startedOn ?? null,
    location: input.location ?? null,
    relations: input.relations ?? null,
    history: input.history ?? null,
    note: input.note ?? null,
  };
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await updateFonds(tdb, key, values)))
    throw new AppError('STALE_VERSION', `fonds ${row.id} is at version ${row.rowVersion}`);
  const changes = Object.fromEntries(
    DESCRIBED.flatMap((field) =>
      row[field] === values[field] ? [] : [[field, { from: row[field], to: values[field] }]],
    ),
  );
  await audit(tdb, scope, {
    action: 'fonds.edit',
    objectKind: 'fonds',
    objectId: row.id,
    objectLabel: `${row.number} ${input.name}`,
    detail: { changes },
  });
  return fondsRecord.parse(await requireFonds(tdb, scope, row.id));
};

/** 封闭全宗: it takes no records of later years. Opened again only by a registered restoration. */
export const closeFonds = async (tdb: TenantDb, scope: TenantScope, input: CloseFondsInput): Promise<FondsRecord> => {
  refuseClassified(input.reason);
  const row = await requireFonds(tdb, scope, input.id);
  if (row.closedOn !== null) throw new AppError('FONDS_CLOSED', row.number);
  if (input.closedOn > (await readToday(tdb)) || (row.startedOn !== null && input.closedOn < row.startedOn))
    throw new AppError('BAD_INPUT', 'closed in the future or before it began', { closedOn: 'DATE_FORMAT' });
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await updateFonds(tdb, key, { closedOn: input.closedOn, closedReason: input.reason })))
    throw new AppError('STALE_VERSION', `fonds ${row.id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'fonds.close',
    objectKind: 'fonds',
    objectId: row.id,
    objectLabel: `${row.number} ${row.name}`,
    detail: { closedOn: input.closedOn, reason: input.reason },
  });
  return fondsRecord.parse(await requireFonds(tdb, scope, row.id));
};
