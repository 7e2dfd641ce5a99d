import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AppealRow,
  closeAppealRow,
  countAppealRows,
  insertAppeal,
  listAppealRows,
} from '@/db/queries/disposition-appeal.queries';
import { audit } from '@/server/audit/audit';
import {
  type AppealFilter,
  type AppealView,
  appealView,
  type ListAppealsInput,
  type PublishAppealInput,
} from '@/server/domain/disposition/collection';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** 征集公告. */
export const publishAppeal = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishAppealInput,
): Promise<{ appealId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an appeal needs a person');
  refuseClassified(input.title, input.notice);
  if (input.endsOn && input.endsOn < input.publishedOn) throw new AppError('BAD_INPUT', 'it ends before it begins');
  const appealId = uuidv7();
  const { title, notice, publishedOn, endsOn = null } = input;
  await insertAppeal(tdb, { tenantId, id: appealId, title, notice, publishedOn, endsOn, createdBy: accountId });
  await audit(tdb, scope, {
    action: 'disposition.publishAppeal',
    objectKind: 'collection_appeal',
    objectId: appealId,
    objectLabel: title,
  });
  return { appealId };
};

export const closeAppeal = async (tdb: TenantDb, scope: TenantScope, input: { appealId: string }): Promise<void> => {
  const title = await closeAppealRow(tdb, scope.tenantId, input.appealId);
  if (title === null) throw new AppError('NOT_FOUND', `appeal ${input.appealId} is not open in ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'disposition.closeAppeal',
    objectKind: 'collection_appeal',
    objectId: input.appealId,
    objectLabel: title,
  });
};

const byDay = z.tuple([z.iso.date(), uuid]);

/** 征集公告, newest first. */
export const listAppeals = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAppealsInput,
): Promise<Page<AppealView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byDay, input.cursor);
  const rows = await listAppealRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countAppealRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<AppealRow>(rows, cut, (row) => encodeCursor([row.publishedOn, row.id]));
  return { rows: page.rows.map((row) => appealView.parse(row)), page: page.page };
};

export const exportAppeals = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: AppealFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listAppealRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportAppeals',
    objectKind: 'collection_appeal',
    fileName: `征集公告_${scope.tenantName}.xlsx`,
    sheetName: '征集公告',
    columns: [
      { heading: '公布日期', width: 12 },
      { heading: '截止日期', width: 12 },
      { heading: '标题', width: 40 },
      { heading: '公告内容', width: 60 },
      { heading: '线索', width: 8 },
      { heading: '入藏', width: 8 },
      { heading: '状态', width: 10 },
    ],
    rows: rows.map((row) => [
      row.publishedOn,
      row.endsOn,
      row.title,
      row.notice,
      row.offers,
      row.accepted,
      row.state === 'open' ? '征集中' : '已结束',
    ]),
  });
};
