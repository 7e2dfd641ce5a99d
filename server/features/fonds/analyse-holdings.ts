import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  dropPriorityTopic,
  listPriorityTopics,
  setPriorityTopic,
  sumDeliveries,
  sumHoldingsBy,
} from '@/db/queries/fonds-holdings.queries';
import { audit } from '@/server/audit/audit';
import { findArchivalCategory } from '@/server/domain/archive/archival-category';
import {
  CARRIERS,
  type HoldingsInput,
  type HoldingsRow,
  type holdingsView,
  type SetPriorityInput,
} from '@/server/domain/fonds/holdings-analysis';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { listTopics } from './list-categories.ts';

const PLAIN = { expected: null, days: null, isPriority: false, target: null };

/** Topics with their names, also those of which nothing is held yet; the priorities of the year first. */
const topicRows = async (tdb: TenantDb, scope: TenantScope, year: number): Promise<HoldingsRow[]> => {
  const sums = await sumHoldingsBy(tdb, scope.tenantId, 'topic', year);
  const topics = await listTopics(tdb, scope);
  const names = new Map(topics.map((topic) => [topic.code, topic.name]));
  const priorities = new Map(
    (await listPriorityTopics(tdb, scope.tenantId, year)).map((one) => [one.topicCode, one.target]),
  );
  const nothing = { held: 0, entries: 0, added: 0, scanned: 0, linked: 0, texted: 0, incomplete: 0 };
  const found = new Set(sums.map((row) => row.key));
  const wanted = [...topics.filter((topic) => topic.isActive).map((topic) => topic.code), ...priorities.keys()];
  const empty = [...new Set(wanted)].filter((code) => !found.has(code)).map((key) => ({ key, ...nothing }));
  const rows = [...sums, ...empty].map((row) => ({
    ...PLAIN,
    ...row,
    name: names.get(row.key) ?? (row.key || null),
    detail: null,
    isPriority: priorities.has(row.key),
    target: priorities.get(row.key) ?? null,
  }));
  return rows.sort((left, right) => Number(right.isPriority) - Number(left.isPriority) || right.held - left.held);
};

/** 馆藏分析 by one axis, with the growth of a year. */
export const analyseHoldings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: HoldingsInput,
): Promise<z.infer<typeof holdingsView>> => {
  const { by, year } = input;
  if (by === 'topic') return { by, year, rows: await topicRows(tdb, scope, year) };
  const rows =
    by === 'accession'
      ? (await sumDeliveries(tdb, scope.tenantId, year)).map((row) => ({ ...PLAIN, ...row }))
      : (await sumHoldingsBy(tdb, scope.tenantId, by, year)).map((row) => ({ ...PLAIN, ...row }));
  return { by, year, rows };
};

/** 年度重点: tags a topic as one to build up in the year, or takes the tag off. */
export const setPriority = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetPriorityInput,
): Promise<{ topicCode: string }> => {
  const topic = (await listTopics(tdb, scope)).find((one) => one.code === input.topicCode);
  if (!topic) throw new AppError('NOT_FOUND', `no topic ${input.topicCode}`);
  const { year, topicCode, isPriority, target = null } = input;
  if (isPriority)
    await setPriorityTopic(tdb, { tenantId: scope.tenantId, year, topicCode, target, setByName: scope.actorName });
  else await dropPriorityTopic(tdb, scope.tenantId, year, topicCode);
  await audit(tdb, scope, {
    action: 'fonds.setPriority',
    objectKind: 'archive_topic',
    objectLabel: `${topic.code} ${topic.name}`,
    detail: { year, isPriority, target },
  });
  return { topicCode };
};

const AXIS_WORDS: Readonly<Record<HoldingsInput['by'], string>> = {
  category: '门类',
  fonds: '全宗',
  carrier: '载体',
  topic: '专题',
  period: '年代',
  accession: '接收批次',
};

const nameOf = (by: HoldingsInput['by'], row: HoldingsRow): string => {
  if (by === 'category') return findArchivalCategory(row.key)?.zh ?? row.key;
  if (by === 'carrier') return CARRIERS.find((carrier) => carrier.code === row.key)?.zh ?? row.key;
  if (by === 'period') return `${row.key}年代`;
  return [row.detail, row.name ?? '无专题'].filter(Boolean).join(' ');
};

/** The same as a workbook. */
export const exportHoldings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: HoldingsInput,
): Promise<FileReference> => {
  const { rows } = await analyseHoldings(tdb, scope, input);
  const { by, year } = input;
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportHoldings',
    objectKind: 'fonds',
    fileName: `馆藏分析_按${AXIS_WORDS[by]}_${scope.tenantName}.xlsx`,
    sheetName: `按${AXIS_WORDS[by]}`,
    columns: [
      { heading: AXIS_WORDS[by], width: 36 },
      ...(by === 'accession' ? [{ heading: '应著录', width: 10 }] : []),
      { heading: by === 'accession' ? '已著录（卷件）' : '在藏（卷件）', width: 14 },
      { heading: '目录条数', width: 10 },
      { heading: `${year}年新增`, width: 12 },
      { heading: '已数字化', width: 10 },
      { heading: '已挂接', width: 10 },
      { heading: '有全文', width: 10 },
      { heading: '著录不全', width: 10 },
      ...(by === 'accession' ? [{ heading: '平均著录天数', width: 14 }] : []),
      ...(by === 'topic' ? [{ heading: '年度重点', width: 10 }] : []),
    ],
    rows: rows.map((row) => [
      nameOf(by, row),
      ...(by === 'accession' ? [row.expected] : []),
      row.held,
      row.entries,
      row.added,
      row.scanned,
      row.linked,
      row.texted,
      row.incomplete,
      ...(by === 'accession' ? [row.days] : []),
      ...(by === 'topic' ? [row.isPriority ? '是' : ''] : []),
    ]),
  });
};
