import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listNoticeRows } from '@/db/queries/notice.queries';
import type { ListNoticesInput, NoticeView } from '@/server/domain/platform/notice';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** The person's own messages in this workspace, newest first. */
export const listNotices = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListNoticesInput,
): Promise<Page<NoticeView>> => {
  const { limit, direction, unreadOnly } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const reader = { tenantId: scope.tenantId, accountId: scope.accountId, unreadOnly };
  const read = await listNoticeRows(tdb, reader, { cursor, direction, limit });
  return cutPage(read, { limit, direction, hasCursor: cursor !== undefined, total: null }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
};
