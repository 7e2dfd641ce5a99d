import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countEventRows, countEventStates, listEventRows } from '@/db/queries/filing-event.queries';
import {
  type EventCounts,
  type EventView,
  type ExportEventsInput,
  eventCounts,
  type ListEventsInput,
} from '@/server/domain/filing/major-event';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { EVENT_WORDS, MATERIAL_WORDS, STATE_WORDS } from './event-words.ts';
import { toEventView } from './require-event.ts';

const cursorKey = z.tuple([isoDate, uuid]);

/** 四重 register, the latest event first, with what was delivered for each and the records tied to it. */
export const listEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEventsInput,
): Promise<Page<EventView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listEventRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countEventRows(tdb, scope.tenantId, input);
  return cutPage(rows.map(toEventView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.heldFrom, row.id]),
  );
};

/** The numbers over the list: how many are late, lack records, wait for acceptance. */
export const countsOf = (states: readonly { state: string; n: number }[]): EventCounts => {
  const of = (state: string) => states.find((one) => one.state === state)?.n ?? 0;
  return eventCounts.parse({
    all: states.reduce((sum, one) => sum + one.n, 0),
    late: of('late'),
    missing: of('missing'),
    open: of('open'),
    accepted: of('accepted'),
  });
};

export const countEvents = async (tdb: TenantDb, scope: TenantScope, input: ExportEventsInput): Promise<EventCounts> =>
  countsOf(await countEventStates(tdb, scope.tenantId, { ...input, state: undefined }));

const missingOf = ({ tasks }: EventView): string =>
  tasks
    .filter((task) => task.records === 0)
    .map((task) => `${task.departmentName}：${MATERIAL_WORDS[task.material]}（${task.dueOn}）`)
    .join('；');

export const exportEvents = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportEventsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listEventRows(tdb, scope.tenantId, input, page)).map(toEventView);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportEvents',
    objectKind: 'major_event',
    fileName: `四重登记_${scope.tenantName}.xlsx`,
    sheetName: '四重登记',
    columns: [
      { heading: '名称', width: 40 },
      { heading: '类别', width: 12 },
      { heading: '开始', width: 12 },
      { heading: '结束', width: 12 },
      { heading: '主办单位', width: 20 },
      { heading: '责任部门', width: 16 },
      { heading: '归档方案', width: 44 },
      { heading: '归档时限', width: 12 },
      { heading: '状态', width: 10 },
      { heading: '收集任务', width: 10 },
      { heading: '已验收任务', width: 12 },
      { heading: '关联档案', width: 10 },
      { heading: '缺档案', width: 44 },
      { heading: '验收日期', width: 12 },
      { heading: '验收人', width: 12 },
    ],
    rows: rows.map((row) => [
      row.name,
      EVENT_WORDS[row.kind],
      row.heldFrom,
      row.heldTo,
      row.host,
      row.responsibleName,
      row.plan,
      row.dueOn,
      STATE_WORDS[row.state],
      row.tasks.length,
      row.tasks.filter((task) => task.acceptedOn !== null).length,
      row.records,
      missingOf(row),
      row.acceptedOn,
      row.acceptedByName,
    ]),
  });
};
