import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countEventRecordRows,
  deleteEventRecord,
  insertEventRecords,
  listEventRecordRows,
  listLinkableIds,
} from '@/db/queries/filing-event-record.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type EventRecordView,
  eventRecordView,
  type LinkEventRecordsInput,
  type LinkedView,
  type ListEventRecordsInput,
  type Material,
  type UnlinkEventRecordInput,
} from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireEvent, requireOpenEvent } from './require-event.ts';

const cursorKey = z.tuple([z.string().max(600), uuid]);

/** The records tied to an event, in the order of their codes. */
export const listEventRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEventRecordsInput,
): Promise<Page<EventRecordView>> => {
  const { limit, direction } = input;
  await requireEvent(tdb, scope, input.eventId);
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listEventRecordRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countEventRecordRows(tdb, scope.tenantId, input);
  const cut = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.codeSort, row.itemId]),
  );
  return { rows: cut.rows.map((row) => eventRecordView.parse(row)), page: cut.page };
};

/** Ties records to the part of an event that they document. What is tied already stays as it is. */
export const linkEventRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: LinkEventRecordsInput,
): Promise<LinkedView> => {
  const { eventId, material } = input;
  const event = await requireOpenEvent(tdb, scope, eventId);
  const itemIds = [...new Set(input.itemIds)];
  const filed = await listLinkableIds(tdb, scope.tenantId, itemIds);
  if (filed.length !== itemIds.length) throw new AppError('NOT_FOUND', 'a record is not filed in this tenant');
  const { tenantId, actorName: linkedByName } = scope;
  const linked = await insertEventRecords(
    tdb,
    itemIds.map((itemId) => ({ tenantId, eventId, itemId, material, linkedByName })),
  );
  await audit(tdb, scope, {
    action: 'filing.linkEventRecords',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { material, itemIds, linked },
  });
  return { linked, known: itemIds.length - linked };
};

export const unlinkEventRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UnlinkEventRecordInput,
): Promise<UnlinkEventRecordInput> => {
  const event = await requireOpenEvent(tdb, scope, input.eventId);
  const gone = await deleteEventRecord(tdb, { tenantId: scope.tenantId, ...input });
  if (!gone) throw new AppError('NOT_FOUND', `record ${input.itemId} is not tied to event ${event.id}`);
  await audit(tdb, scope, {
    action: 'filing.unlinkEventRecord',
    objectKind: 'major_event',
    objectId: event.id,
    objectLabel: event.name,
    detail: { itemId: input.itemId, material: gone.material },
  });
  return input;
};

const MATERIAL_OF: Readonly<Record<string, Material>> = {
  ZP: 'photo',
  LY: 'audio_video',
  LX: 'audio_video',
  SW: 'object',
  SJ: 'data',
  YJ: 'data',
  WY: 'data',
  MT: 'data',
};

/** A document that was handed in for an event is tied to it with the record that it became. The caller audits. */
export const tieHandedRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  handed: { eventId: string | null; itemId: string; categoryCode: string },
): Promise<void> => {
  if (handed.eventId === null) return;
  await insertEventRecords(tdb, [
    {
      tenantId: scope.tenantId,
      eventId: handed.eventId,
      itemId: handed.itemId,
      material: MATERIAL_OF[topCategoryCode(handed.categoryCode)] ?? 'text',
      linkedByName: scope.actorName,
    },
  ]);
};
