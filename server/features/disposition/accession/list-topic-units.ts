import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countTopicUnits,
  listTopicUnitRows,
  type TopicFilter,
  type TopicUnitRow,
} from '@/db/queries/disposition-topic.queries';
import {
  type ExportTopicUnitsInput,
  type ListTopicUnitsInput,
  TOPIC_WORDS,
  type TopicUnitPage,
  topicUnitView,
} from '@/server/domain/disposition/topic-deliveries';
import { TOPICS } from '@/server/domain/fonds/category-settings';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string().max(300), z.number().int()]);
const filterOf = ({ topic, delivered, q }: ExportTopicUnitsInput): TopicFilter => ({
  topic: { code: topic, words: TOPIC_WORDS[topic] },
  delivered,
  q: q || undefined,
});

/** 专题接收: who has delivered records of the topic, how much and when, and who has not. */
export const listTopicUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTopicUnitsInput,
): Promise<TopicUnitPage> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const filter = filterOf(input);
  const rows = await listTopicUnitRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const { shown: total, ...counts } = await countTopicUnits(tdb, scope.tenantId, filter);
  const cut = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row: TopicUnitRow) =>
    encodeCursor([row.unitName, row.unitKey]),
  );
  return { rows: cut.rows.map((row) => topicUnitView.parse(row)), page: cut.page, counts };
};

export const exportTopicUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportTopicUnitsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listTopicUnitRows(tdb, scope.tenantId, filterOf(input), page)).map((row) =>
    topicUnitView.parse(row),
  );
  const topic = TOPICS.find((one) => one.code === input.topic)?.name ?? input.topic;
  const amount = (row: (typeof rows)[number], unit: string): number | null =>
    row.quantities.find((one) => one.unit === unit)?.quantity ?? null;
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportTopicUnits',
    objectKind: 'accession',
    fileName: `${topic}档案接收情况_${scope.tenantName}.xlsx`,
    sheetName: `${topic}接收情况`,
    columns: [
      { heading: '单位', width: 36 },
      { heading: '情况', width: 12 },
      { heading: '批次', width: 8 },
      { heading: '件', width: 10 },
      { heading: '卷', width: 10 },
      { heading: '盒', width: 10 },
      { heading: '最近接收', width: 12 },
    ],
    rows: rows.map((row) => [
      row.unitName,
      row.deliveries > 0 ? '已移交' : '未移交',
      row.deliveries,
      amount(row, 'piece'),
      amount(row, 'volume'),
      amount(row, 'box'),
      row.lastOn,
    ]),
  });
};
