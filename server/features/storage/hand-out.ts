import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { lockBoxes } from '@/db/queries/storage-box.queries';
import {
  countOutRows,
  findOut,
  insertOut,
  listOutRows,
  type OutRow,
  returnOut,
} from '@/db/queries/storage-out.queries';
import { lockItemsForBox } from '@/db/queries/storage-pack.queries';
import { findLoanOfOut } from '@/db/queries/use-loan.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type GiveOutInput,
  type ListOutsInput,
  type OutView,
  outView,
  type TakeBackInput,
} from '@/server/domain/storage/storage-out';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.date(), z.uuid()]);

const toOutView = (row: OutRow): OutView =>
  outView.parse({ ...row, state: row.returnedOn !== null ? 'returned' : row.isOverdue ? 'overdue' : 'out' });

/** 谁拿走了, what is due first. */
export const listOuts = async (tdb: TenantDb, scope: TenantScope, input: ListOutsInput): Promise<Page<OutView>> => {
  const { direction, limit, state } = input;
  const after = decodeCursor(cursorKey, input.cursor);
  const rows = await listOutRows(tdb, scope.tenantId, state, { after, direction, limit: limit + 1 });
  const total = await countOutRows(tdb, scope.tenantId, state);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.dueOn, row.id]),
  );
  return { rows: page.rows.map(toOutView), page: page.page };
};

/** 出库: a box or a record leaves with a person. What is out already cannot go out again. */
export const giveOut = async (tdb: TenantDb, scope: TenantScope, input: GiveOutInput): Promise<OutView> => {
  const { kind, id: subjectId, ...fields } = input;
  refuseClassified(fields.purpose, fields.holderName, fields.holderUnit);
  const found =
    kind === 'box'
      ? (await lockBoxes(tdb, scope.tenantId, [subjectId]))[0]
      : (await lockItemsForBox(tdb, scope.tenantId, [subjectId]))[0];
  if (!found) throw new AppError('NOT_FOUND', `${kind} ${subjectId} is not in tenant ${scope.tenantId}`);
  if (fields.dueOn < (await readToday(tdb))) throw new AppError('BAD_INPUT', 'due in the past', { dueOn: 'PAST' });
  const id = uuidv7();
  await insertOut(tdb, {
    tenantId: scope.tenantId,
    id,
    boxId: kind === 'box' ? subjectId : null,
    itemId: kind === 'item' ? subjectId : null,
    holderName: fields.holderName,
    holderUnit: fields.holderUnit ?? null,
    purpose: fields.purpose,
    dueOn: fields.dueOn,
    handedByName: scope.actorName,
  });
  const row = await findOut(tdb, scope.tenantId, id);
  if (!row) throw new Error('a line that was just written is gone');
  await audit(tdb, scope, {
    action: 'storage.giveOut',
    objectKind: kind === 'box' ? 'box' : 'archive_item',
    objectId: subjectId,
    objectLabel: row.what,
    detail: { holder: fields.holderName, dueOn: fields.dueOn },
  });
  return toOutView(row);
};

/** 归还 of what went out otherwise than as a loan: a loan ends at the desk, with what came of it. */
export const takeBack = async (tdb: TenantDb, scope: TenantScope, input: TakeBackInput): Promise<OutView> => {
  refuseClassified(input.note);
  const row = await findOut(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `line ${input.id} is not in tenant ${scope.tenantId}`);
  if (await findLoanOfOut(tdb, scope.tenantId, row.id))
    throw new AppError('LOAN_ENDS_AT_DESK', `line ${row.id} is a loan`);
  const { id, rowVersion } = input;
  const values = { returnNote: input.note ?? null, takenByName: scope.actorName };
  if (!(await returnOut(tdb, { tenantId: scope.tenantId, id, rowVersion }, values)))
    throw new AppError('STALE_VERSION', `line ${id} is back or was changed`);
  await audit(tdb, scope, {
    action: 'storage.takeBack',
    objectKind: row.boxId ? 'box' : 'archive_item',
    objectId: row.boxId ?? row.itemId,
    objectLabel: row.what,
  });
  const back = await findOut(tdb, scope.tenantId, id);
  return toOutView(back ?? row);
};
