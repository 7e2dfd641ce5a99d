import { z } from 'zod';
import { type GrantDb, type Pools, type TenantDb, withGrantDb } from '@/db/client';
import { countGrantedTopic } from '@/db/queries/archive-topic.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type {
  ExportGrantedTopicsInput,
  GrantedTopicPage,
  GrantedTopicRow,
  ListGrantedTopicsInput,
} from '@/server/domain/archive/granted-topics';
import { TOPICS } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { groupsOver } from '@/server/features/archive/list-granted';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { openGroup } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string().max(63)]);
const byName = new Intl.Collator('zh-CN');

/** A unit may be under two grants of different scope: the wider count is the truer one, and nothing counts twice. */
const wider = (known: GrantedTopicRow | undefined, found: GrantedTopicRow): GrantedTopicRow =>
  known && known.records >= found.records ? known : found;

/** Every unit under a live grant with what it keeps of the topic; the look stands in the log of each of them. */
const readUnits = async (gdb: GrantDb, scope: TenantScope, topic: string): Promise<GrantedTopicRow[]> => {
  const units = new Map<string, GrantedTopicRow>();
  for (const group of await groupsOver(gdb, null)) {
    const opened = await openGroup(gdb, 'archive', group);
    if (opened.length === 0) throw new AppError('NOT_FOUND', 'a grant ended meanwhile');
    const counts = new Map((await countGrantedTopic(gdb, opened, topic)).map((row) => [row.tenantId, row]));
    for (const { unitTenantId, unitSlug, unitName } of group.grants) {
      const count = counts.get(unitTenantId);
      // Nothing within the grant: that says nothing of the topic.
      if (!count) continue;
      const { records, yearFrom, yearTo } = count;
      units.set(unitSlug, wider(units.get(unitSlug), { unitSlug, unitName, records, yearFrom, yearTo }));
    }
    const grants = { recordClass: 'archive', grantIds: group.grantIds };
    const act = { action: 'archive.grantedTopics', objectKind: 'archive_item', detail: { topic } };
    await auditGrantRead(gdb, scope, grants, act);
  }
  return [...units.values()].sort(
    (left, right) => byName.compare(left.unitName, right.unitName) || (left.unitSlug < right.unitSlug ? -1 : 1),
  );
};

const only = (units: readonly GrantedTopicRow[], { held, q }: Pick<ListGrantedTopicsInput, 'held' | 'q'>) =>
  units.filter((unit) => (held === undefined || unit.records > 0 === held) && (!q || unit.unitName.includes(q)));

/** One more than asked for, in walking order, as a query would answer. */
const walk = (rows: readonly GrantedTopicRow[], input: ListGrantedTopicsInput, edge: string | undefined) => {
  const way = input.direction === 'after' ? rows : rows.toReversed();
  const at = edge === undefined ? -1 : way.findIndex((row) => row.unitSlug === edge);
  return way.slice(at + 1, at + 2 + input.limit);
};

/**
 * 专题建档情况: who keeps records of a topic and who keeps none, of the units under the inspector's live grants. Units
 * are some hundred at most, so that the page is cut here.
 */
export const listGrantedTopics = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: ListGrantedTopicsInput,
): Promise<GrantedTopicPage> => {
  const { topic, held, q, direction, limit } = input;
  const units = await readUnits(gdb, scope, topic);
  const shown = only(units, { held, q });
  const [edge] = decodeCursor(cursorKey, input.cursor) ?? [];
  const cut = { limit, direction, hasCursor: edge !== undefined, total: shown.length };
  const page = cutPage(walk(shown, input, edge), cut, (row) => encodeCursor([row.unitSlug]));
  const keeping = units.filter((unit) => unit.records > 0).length;
  const records = units.reduce((sum, unit) => sum + unit.records, 0);
  return { ...page, counts: { units: units.length, held: keeping, lacking: units.length - keeping, records } };
};

const COLUMNS = [
  { heading: '单位', width: 32 },
  { heading: '专题', width: 18 },
  { heading: '建档情况', width: 12 },
  { heading: '件卷数', width: 12 },
  { heading: '最早年度', width: 10 },
  { heading: '最晚年度', width: 10 },
];

/** The same as a workbook in the inspector's own unit. Read under the grants first, with the same event in every log. */
export const exportGrantedTopics = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportGrantedTopicsInput,
): Promise<FileReference> => {
  const units = only(await withGrantDb(pools, scope, (gdb) => readUnits(gdb, scope, input.topic)), input);
  const topic = TOPICS.find(({ code }) => code === input.topic)?.name ?? input.topic;
  return exportTable(tdb, scope, objects, {
    action: 'archive.exportGrantedTopics',
    objectKind: 'archive_item',
    fileName: `专题建档情况_${topic}.xlsx`,
    sheetName: '专题建档情况',
    columns: COLUMNS,
    rows: units.map(({ unitName, records, yearFrom, yearTo }) => [
      unitName,
      topic,
      records > 0 ? '已建档' : '未建档',
      records,
      yearFrom,
      yearTo,
    ]),
  });
};
