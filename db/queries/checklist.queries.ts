import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 检查表模板库: the versions of a bureau's lists. A published one is frozen by a trigger. */

export interface ChecklistVersionRow {
  id: string;
  code: string;
  name: string;
  version: number;
  state: string;
  items: unknown;
  sections: unknown;
  profile: unknown;
  subjectKinds: string[];
  publishedAt: string | null;
  publishedByName: string | null;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'code',
  'name',
  'version',
  'state',
  'items',
  'sections',
  'profile',
  'subjectKinds',
  'publishedAt',
  'publishedByName',
  'rowVersion',
] as const;

export const findChecklistVersion = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ChecklistVersionRow | undefined> => {
  const query = tdb.selectFrom('checklist').select(COLUMNS).where('tenantId', '=', tenantId).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export interface ChecklistSummaryRow {
  id: string;
  code: string;
  name: string;
  version: number;
  state: string;
  subjectKinds: string[];
  itemCount: number;
  publishedAt: string | null;
  publishedByName: string | null;
  campaigns: number;
}

/** All versions of all lists, or of one, newest first, each with how many campaigns froze it. */
export const listChecklistVersions = async (
  tdb: TenantDb,
  tenantId: number,
  code: string | null = null,
): Promise<ChecklistSummaryRow[]> => {
  const { rows } = await sql<ChecklistSummaryRow>`
    select l.id, l.code, l.name, l.version, l.state, l.subject_kinds, jsonb_array_length(l.items) as item_count,
      l.published_at, l.published_by_name,
      (select count(*)::int from inspection_campaign c where c.tenant_id = ${tenantId} and c.checklist_id = l.id) as campaigns
    from checklist l
    where l.tenant_id = ${tenantId} and (${code}::text is null or l.code = ${code})
    order by l.code, l.version desc limit 2000`.execute(tdb);
  return rows;
};

export interface ChecklistContent {
  name: string;
  items: unknown;
  sections: unknown;
  profile: unknown;
  subjectKinds: string[];
}

const jsonOf = ({ items, sections, profile }: ChecklistContent) => ({
  items: JSON.stringify(items),
  sections: JSON.stringify(sections),
  profile: JSON.stringify(profile),
});

/** The next version of a list as a draft. Answers nothing when there is a draft of it already. */
export const insertChecklistDraft = async (
  tdb: TenantDb,
  row: ChecklistContent & { tenantId: number; id: string; code: string; createdBy: string },
): Promise<{ version: number } | undefined> => {
  const { rows } = await sql<{ version: number }>`
    insert into checklist (tenant_id, id, code, name, version, state, items, sections, profile, subject_kinds, created_by)
    select ${row.tenantId}, ${row.id}::uuid, ${row.code}, ${row.name},
      coalesce((select max(version) from checklist where tenant_id = ${row.tenantId} and code = ${row.code}), 0) + 1,
      'draft', ${JSON.stringify(row.items)}::jsonb, ${JSON.stringify(row.sections)}::jsonb, ${JSON.stringify(row.profile)}::jsonb,
      ${row.subjectKinds}::text[], ${row.createdBy}::uuid
    on conflict do nothing returning version`.execute(tdb);
  return rows[0];
};

/** Writes a draft. Answers its new row version, or nothing when somebody else wrote it or it is no draft. */
export const updateChecklistDraft = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  content: ChecklistContent,
): Promise<number | undefined> => {
  const row = await tdb
    .updateTable('checklist')
    .set({
      name: content.name,
      subjectKinds: content.subjectKinds,
      ...jsonOf(content),
      rowVersion: sql`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'draft')
    .returning('rowVersion')
    .executeTakeFirst();
  return row?.rowVersion;
};

export const publishChecklistRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  publishedByName: string,
): Promise<void> => {
  await tdb
    .updateTable('checklist')
    .set({ state: 'published', publishedAt: sql`now()`, publishedByName, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'draft')
    .execute();
};

export const withdrawChecklistRow = async (tdb: TenantDb, key: { tenantId: number; id: string }): Promise<void> => {
  await tdb
    .updateTable('checklist')
    .set({ state: 'withdrawn', rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '<>', 'withdrawn')
    .execute();
};

/** The version that the campaign of an inspection froze. */
export const findInspectionChecklist = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<ChecklistVersionRow | undefined> =>
  tdb
    .selectFrom('inspection as i')
    .innerJoin('inspectionCampaign as c', (join) =>
      join.onRef('c.tenantId', '=', 'i.tenantId').onRef('c.id', '=', 'i.campaignId'),
    )
    .innerJoin('checklist as l', (join) =>
      join.onRef('l.tenantId', '=', 'c.tenantId').onRef('l.id', '=', 'c.checklistId'),
    )
    .select(COLUMNS.map((column) => `l.${column}` as const))
    .where('i.tenantId', '=', tenantId)
    .where('i.id', '=', inspectionId)
    .executeTakeFirst();
