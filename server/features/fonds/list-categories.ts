import type { TenantDb } from '@/db/client';
import {
  listTenantCategories,
  listTopicRows,
  upsertTenantCategory,
  upsertTopic,
  markTopics as writeTopics,
} from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  type CategorySetting,
  categoriesOf,
  type MarkTopicsInput,
  type SetCategoryInput,
  type SetTopicInput,
  type TopicSetting,
  topicsOf,
} from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/** 门类: the lists as this kind of unit usually has them, with the unit's own words. */
export const listCategories = async (tdb: TenantDb, scope: TenantScope): Promise<CategorySetting[]> =>
  categoriesOf(scope.tenantKind, await listTenantCategories(tdb, scope.tenantId));

/** Renames a category, sets its unit of count, switches it on or off; a code that is in no list is a new second level. */
export const setCategory = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetCategoryInput,
): Promise<CategorySetting[]> => {
  refuseClassified(input.name);
  const before = (await listCategories(tdb, scope)).find((category) => category.code === input.code);
  if (input.code === topCategoryCode(input.code) && before && input.name !== before.name)
    throw new AppError('BAD_INPUT', 'the standard fixes the first level', { name: 'FIXED' });
  await upsertTenantCategory(tdb, scope.tenantId, input);
  await audit(tdb, scope, {
    action: 'fonds.setCategory',
    objectKind: 'tenant_category',
    objectLabel: `${input.code} ${input.name}`,
    detail: { before: before ?? null, after: input },
  });
  return listCategories(tdb, scope);
};

/** 专题. */
export const listTopics = async (tdb: TenantDb, scope: TenantScope): Promise<TopicSetting[]> =>
  topicsOf(await listTopicRows(tdb, scope.tenantId));

/** Renames a topic or switches it off; a code that is in no list is a topic of the unit's own. */
export const setTopic = async (tdb: TenantDb, scope: TenantScope, input: SetTopicInput): Promise<TopicSetting[]> => {
  refuseClassified(input.name);
  const before = (await listTopics(tdb, scope)).find((topic) => topic.code === input.code);
  await upsertTopic(tdb, scope.tenantId, { ...input, topicGroup: before?.group ?? 'own' });
  await audit(tdb, scope, {
    action: 'fonds.setTopic',
    objectKind: 'archive_topic',
    objectLabel: `${input.code} ${input.name}`,
    detail: { before: before ?? null, after: input },
  });
  return listTopics(tdb, scope);
};

/** Marks records with topics, or takes marks off. Each record keeps the change in its history. */
export const markTopics = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: MarkTopicsInput,
): Promise<{ changed: number }> => {
  const known = new Set((await listTopics(tdb, scope)).filter((topic) => topic.isActive).map((topic) => topic.code));
  if (input.add.some((code) => !known.has(code)))
    throw new AppError('BAD_INPUT', 'a topic that the unit does not have', { add: 'FIELD_INVALID' });
  const rows = await writeTopics(tdb, scope.tenantId, input.itemIds, input.add, input.remove);
  for (const row of rows) {
    await audit(tdb, scope, {
      action: 'fonds.markTopics',
      objectKind: 'archive_item',
      objectId: row.id,
      objectLabel: row.referenceCode,
      detail: { changes: { topics: { from: row.before.join('、'), to: row.after.join('、') } } },
    });
  }
  // Nothing to change is an act all the same: who asked for it stands in the log.
  if (rows.length === 0)
    await audit(tdb, scope, {
      action: 'fonds.markTopics',
      objectKind: 'archive_item',
      detail: { add: input.add, remove: input.remove, changed: 0 },
    });
  return { changed: rows.length };
};
