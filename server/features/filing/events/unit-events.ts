import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countUnitEventStates,
  listUnitEventRows,
  type UnitEventFilter,
  type UnitEventRow,
} from '@/db/queries/filing-event-release.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type EventCounts,
  type EventReminderBody,
  type ExportUnitEventsInput,
  type ListUnitEventsInput,
  type RemindEventInput,
  type UnitEventView,
  unitEventView,
} from '@/server/domain/filing/major-event';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { EVENT_WORDS, MATERIAL_WORDS, STATE_WORDS } from './event-words.ts';
import { countsOf } from './list-events.ts';

const cursorKey = z.tuple([isoDate, uuid]);
const toView = (row: UnitEventRow): UnitEventView => unitEventView.parse(row);

/** 各单位四重: the events that units have handed up, the newest summary of each, judged by today. */
export const listUnitEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListUnitEventsInput,
): Promise<Page<UnitEventView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listUnitEventRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = countsOf(await countUnitEventStates(tdb, scope.tenantId, input)).all;
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.heldFrom, row.releaseId]),
  );
};

export const countUnitEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportUnitEventsInput,
): Promise<EventCounts> => countsOf(await countUnitEventStates(tdb, scope.tenantId, { ...input, state: undefined }));

const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

export const exportUnitEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportUnitEventsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listUnitEventRows(tdb, scope.tenantId, input, page)).map(toView);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportUnitEvents',
    objectKind: 'major_event_release',
    fileName: `各单位四重登记_${scope.tenantName}.xlsx`,
    sheetName: '各单位四重登记',
    columns: [
      { heading: '单位', width: 28 },
      { heading: '名称', width: 40 },
      { heading: '类别', width: 12 },
      { heading: '开始', width: 12 },
      { heading: '主办单位', width: 20 },
      { heading: '责任部门', width: 16 },
      { heading: '归档时限', width: 12 },
      { heading: '状态', width: 10 },
      { heading: '收集任务', width: 10 },
      { heading: '已验收任务', width: 12 },
      { heading: '关联档案', width: 10 },
      { heading: '缺档案', width: 44 },
      { heading: '报送日期', width: 12 },
      { heading: '最近催办', width: 12 },
    ],
    rows: rows.map((row) => [
      row.unitName,
      row.name,
      EVENT_WORDS[row.kind],
      row.heldFrom,
      row.host,
      row.responsibleName,
      row.dueOn,
      STATE_WORDS[row.state],
      row.taskCount,
      row.acceptedCount,
      row.recordCount,
      row.missing.map((one) => `${one.departmentName}：${MATERIAL_WORDS[one.material]}（${one.dueOn}）`).join('；'),
      dayOf(row.releasedAt),
      row.remindedAt ? dayOf(row.remindedAt) : null,
    ]),
  });
};

/** 催办 of one event: a to-do of the unit until it hands the event up again. Not twice on one day. */
export const remindEvent = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemindEventInput,
): Promise<{ sent: number }> => {
  refuseClassified(input.note);
  const filter: UnitEventFilter = { releaseId: input.releaseId };
  const page = { cursor: undefined, direction: 'after', limit: 1 } as const;
  const [row] = await listUnitEventRows(tdb, scope.tenantId, filter, page);
  if (!row)
    throw new AppError('NOT_FOUND', `release ${input.releaseId} is not the newest addressed to ${scope.tenantId}`);
  if (row.state === 'accepted') throw new AppError('FILING_STATE_WRONG', `event of ${row.releaseId} was accepted`);
  const isSecond = row.remindedAt !== null && dayOf(row.remindedAt) === (await readShanghaiToday(tdb));
  if (!isSecond) {
    const body: EventReminderBody = {
      eventId: row.eventId,
      name: row.name,
      note: input.note,
      issuedBy: scope.actorName,
    };
    await sendDispatch(tdb, scope, {
      addresseeTenantId: row.unitTenantId,
      kind: 'major_event_reminder',
      title: `请完成归档：${row.name}`,
      body,
      dueOn: row.dueOn ?? undefined,
    });
  }
  await audit(tdb, scope, {
    action: 'filing.remindEvent',
    objectKind: 'major_event_release',
    objectId: row.releaseId,
    objectLabel: row.name,
    detail: { unit: row.unitName, sent: isSecond ? 0 : 1 },
  });
  return { sent: isSecond ? 0 : 1 };
};
