import { sql } from 'kysely';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import { categoryNamer } from '@/server/domain/fonds/category-settings';
import type { TenantDb } from '../client.ts';
import { listSchemeRows, type SchemeRow } from './archive-scheme.queries.ts';
import { inCategory } from './category-condition.ts';

/* These lists are read whole: the database keeps them from growing beyond the limits that stand here. */

export interface TenantCategoryRow {
  code: string;
  name: string;
  unit: string;
  isActive: boolean;
}

export const listTenantCategories = (tdb: TenantDb, tenantId: number): Promise<TenantCategoryRow[]> =>
  tdb
    .selectFrom('tenantCategory')
    .select(['code', 'name', 'unit', 'isActive'])
    .where('tenantId', '=', tenantId)
    .orderBy('code')
    .limit(1_000)
    .execute();

/** How the papers of a unit name its categories. */
export const readCategoryNames = async (tdb: TenantDb, tenantId: number): Promise<(code: string) => string> =>
  categoryNamer(await listTenantCategories(tdb, tenantId));

export const upsertTenantCategory = async (tdb: TenantDb, tenantId: number, row: TenantCategoryRow): Promise<void> => {
  const { code, ...values } = row;
  await tdb
    .insertInto('tenantCategory')
    .values({ tenantId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'code']).doUpdateSet({ ...values, updatedAt: sql<string>`now()` }),
    )
    .execute();
};

export interface TopicRow {
  code: string;
  name: string;
  topicGroup: string;
  isActive: boolean;
}

export const listTopicRows = (tdb: TenantDb, tenantId: number): Promise<TopicRow[]> =>
  tdb
    .selectFrom('archiveTopic')
    .select(['code', 'name', 'topicGroup', 'isActive'])
    .where('tenantId', '=', tenantId)
    .orderBy('code')
    .limit(1_000)
    .execute();

export const upsertTopic = async (tdb: TenantDb, tenantId: number, row: TopicRow): Promise<void> => {
  const { code, ...values } = row;
  await tdb
    .insertInto('archiveTopic')
    .values({ tenantId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'code']).doUpdateSet({ ...values, updatedAt: sql<string>`now()` }),
    )
    .execute();
};

/** Puts marks on records and takes others off. Answers the records that changed, as they were before. */
export const markTopics = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): Promise<{ id: string; referenceCode: string; before: string[]; after: string[] }[]> => {
  const { rows } = await sql<{ id: string; referenceCode: string; before: string[]; after: string[] }>`
    with wanted as (
      select i.id, i.topics as before, coalesce((select array_agg(distinct t order by t) from unnest(i.topics || ${add as string[]}::text[]) t
        where t <> all (${remove as string[]}::text[])), '{}') as after
      from archive_item i where i.tenant_id = ${tenantId} and i.id = any (${itemIds as string[]}::uuid[]) and i.state = 'filed' for update)
    update archive_item a set topics = w.after, row_version = a.row_version + 1, updated_at = now()
    from wanted w where a.tenant_id = ${tenantId} and a.id = w.id and w.after is distinct from w.before
    returning a.id, a.reference_code as "referenceCode", w.before, w.after`.execute(tdb);
  return rows;
};

export interface OwnTemplateRow {
  code: string;
  name: string;
  pattern: string;
  level: 'piece' | 'volume';
  isActive: boolean;
}

export const listOwnTemplates = async (tdb: TenantDb, tenantId: number): Promise<OwnTemplateRow[]> =>
  (await tdb
    .selectFrom('codeTemplate')
    .select(['code', 'name', 'pattern', 'level', 'isActive'])
    .where('tenantId', '=', tenantId)
    .orderBy('code')
    .limit(500)
    .execute()) as OwnTemplateRow[];

export const upsertOwnTemplate = async (tdb: TenantDb, tenantId: number, row: OwnTemplateRow): Promise<void> => {
  const { code, ...values } = row;
  await tdb
    .insertInto('codeTemplate')
    .values({ tenantId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'code']).doUpdateSet({ ...values, updatedAt: sql<string>`now()` }),
    )
    .execute();
};

/** The unit's own templates by code, as numbering takes them. */
export const loadOwnTemplates = async (tdb: TenantDb, tenantId: number): Promise<Map<string, TemplateRef>> =>
  new Map((await listOwnTemplates(tdb, tenantId)).map(({ code, pattern, level }) => [code, { code, pattern, level }]));

/** A template by its code, built in or the unit's own. */
export const findTemplateRef = async (tdb: TenantDb, tenantId: number, code: string): Promise<TemplateRef> =>
  code.startsWith('OWN_')
    ? ((await loadOwnTemplates(tdb, tenantId)).get(code) ?? (code as TemplateRef))
    : (code as TemplateRef);

/** Which of the unit's own templates stand behind a code of a record. */
export const listUsedTemplates = async (tdb: TenantDb, tenantId: number): Promise<Set<string>> => {
  const rows = await tdb
    .selectFrom('codeTemplate as t')
    .select('t.code')
    .where('t.tenantId', '=', tenantId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('archiveItem as i')
          .select('i.id')
          .where('i.tenantId', '=', tenantId)
          .whereRef('i.codeTemplate', '=', 't.code'),
      ),
    )
    .orderBy('t.code')
    .limit(500)
    .execute();
  return new Set(rows.map((row) => row.code));
};

/** Inserts or changes the rule of a category and year; undefined when a record was numbered by the one that stands. */
export const saveScheme = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    fondsId: string;
    categoryCode: string;
    templateCode: string;
    path: string;
    yearFrom: number;
  },
): Promise<SchemeRow | undefined> => {
  const saved = await tdb
    .insertInto('classificationScheme')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'fondsId', 'categoryCode', 'yearFrom'])
        .doUpdateSet({ templateCode: row.templateCode, path: row.path })
        .where('classificationScheme.lockedAt', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  if (!saved) return undefined;
  return (await listSchemeRows(tdb, row.tenantId, row.fondsId)).find((scheme) => scheme.id === saved.id);
};

/** Several rules at once. One that somebody set meanwhile stays as it is. */
export const insertSchemes = async (
  tdb: TenantDb,
  rows: readonly {
    tenantId: number;
    id: string;
    fondsId: string;
    categoryCode: string;
    templateCode: string;
    path: string;
    yearFrom: number;
  }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`insert into classification_scheme (tenant_id, id, fonds_id, category_code, template_code, path, year_from)
    select r."tenantId", r.id, r."fondsId", r."categoryCode", r."templateCode", r.path, r."yearFrom"
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r("tenantId" int, id uuid, "fondsId" uuid, "categoryCode" text, "templateCode" text, path text, "yearFrom" smallint)
    on conflict (tenant_id, fonds_id, category_code, year_from) do nothing`.execute(tdb);
};

/** The last filing year in which a template numbered records of a category, from a year on; null when none. */
export const lastNumberedYear = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { fondsId: string; categoryCode: string; templateCode: string; yearFrom: number; yearBefore: number },
): Promise<number | null> => {
  const row = await tdb
    .selectFrom('archiveItem')
    .select('filingYear')
    .where('tenantId', '=', tenantId)
    .where('fondsId', '=', asked.fondsId)
    .where(inCategory(asked.categoryCode))
    .where('codeTemplate', '=', asked.templateCode)
    .where('filingYear', '>=', asked.yearFrom)
    .where('filingYear', '<', asked.yearBefore)
    .orderBy('filingYear', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.filingYear ?? null;
};
