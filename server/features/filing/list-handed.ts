import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listEventNames } from '@/db/queries/filing-event.queries';
import { countByState, countHandedRows, listHandedEvents, listHandedRows } from '@/db/queries/filing-handed.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import {
  type EventName,
  type HandedDetail,
  type HandedState,
  type HandedView,
  type ListHandedInput,
  returnReason,
} from '@/server/domain/filing/handed-document';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireHanded } from './edit-handed.ts';
import { toHandedView } from './handed.mapper.ts';
import { ownDepartments } from './require-department.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 收件箱 for the archivist, 我的移交 for a department. Newest first. */
export const listHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListHandedInput,
): Promise<Page<HandedView>> => {
  const { limit, direction } = input;
  const filter = { ...input, departmentIds: await ownDepartments(tdb, scope) };
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listHandedRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countHandedRows(tdb, scope.tenantId, filter);
  return cutPage(rows.map(toHandedView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
};

/** How many stand in each state. */
export const countHanded = async (tdb: TenantDb, scope: TenantScope): Promise<Record<HandedState, number>> => {
  const rows = await countByState(tdb, scope.tenantId, await ownDepartments(tdb, scope));
  const of = (state: HandedState) => rows.find((row) => row.state === state)?.n ?? 0;
  return {
    draft: of('draft'),
    submitted: of('submitted'),
    returned: of('returned'),
    accepted: of('accepted'),
    withdrawn: of('withdrawn'),
  };
};

const reasonsIn = (detail: unknown) => {
  const parsed = z.object({ reasons: z.array(returnReason) }).safeParse(detail);
  return parsed.success ? parsed.data.reasons : [];
};

/** One document with what happened to it. */
export const getHanded = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<HandedDetail> => {
  const row = await requireHanded(tdb, scope, input.id);
  const events = await listHandedEvents(tdb, scope.tenantId, row.id);
  return {
    ...toHandedView(row),
    history: events.map(({ detail, ...event }) => ({ ...event, reasons: reasonsIn(detail) })),
  };
};

/** The file as it was handed in, also after it was accepted. */
export const downloadHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<FileReference> => {
  const row = await requireHanded(tdb, scope, input.id);
  const object = row.objectId ? await findStoredObject(tdb, scope.tenantId, row.objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `document ${row.id} has no file`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = object;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

const NAMES_SHOWN = 50;

/** 四重 that a document that is handed in may belong to, the latest first; older ones are found by their name. */
export const listHandInEvents = (
  tdb: TenantDb,
  scope: TenantScope,
  input: { q?: string | undefined },
): Promise<EventName[]> => listEventNames(tdb, scope.tenantId, input.q, NAMES_SHOWN);
