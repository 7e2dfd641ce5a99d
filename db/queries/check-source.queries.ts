import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';
import type { ItemConditions } from './archive-list.queries.ts';
import { inCategory } from './category-condition.ts';
import { documentNumberForm } from './document-number-form.ts';

/** What the rules read of a record. */
export interface CheckSourceRow {
  id: string;
  fondsId: string;
  fondsNumber: string;
  level: string;
  parentId: string | null;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  itemNumber: number | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  pageNumber: string | null;
  referenceCode: string;
  codeSort: string;
  codeTemplate: string;
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
  pageCount: number | null;
  frameCount: number | null;
  boxNumber: string | null;
  remarks: string | null;
  details: Record<string, string>;
  scheduleRuleId: string | null;
  archivedOn: string | null;
  state: string;
  /** Files of the record; null where nobody hands in files. */
  attachmentCount: number | null;
}

/** All of the unit, one fonds, one year, some records, or a list as it was narrowed. */
export interface CheckSourceScope extends ItemConditions {
  itemIds?: readonly string[] | undefined;
}

const COLUMNS =
  sql.raw(`i.id, i.fonds_id, f.number as fonds_number, i.level, i.parent_id, i.category_code, i.subcategory_code, i.filing_year, i.retention_code,
  i.org_code, i.item_number, i.catalogue_number, i.file_number, i.page_number, i.reference_code, i.code_sort, i.code_template, i.title, i.responsible_party,
  i.document_number, i.document_date, i.start_date, i.end_date, i.page_count, i.frame_count, i.box_number, i.remarks, i.details, i.schedule_rule_id,
  i.archived_on, i.state`);

const within = (tenantId: number, scope: CheckSourceScope) => {
  const said = [sql`i.tenant_id = ${tenantId}`, sql`i.state in ('filed', 'void')`];
  if (scope.fondsId !== undefined) said.push(sql`i.fonds_id = ${scope.fondsId}::uuid`);
  if (scope.filingYear !== undefined) said.push(sql`i.filing_year = ${scope.filingYear}`);
  if (scope.itemIds !== undefined) said.push(sql`i.id = any (${[...scope.itemIds]}::uuid[])`);
  if (scope.categoryCode !== undefined) said.push(inCategory(scope.categoryCode, 'i'));
  if (scope.retentionCode !== undefined) said.push(sql`i.retention_code = ${scope.retentionCode}`);
  if (scope.orgCode !== undefined) said.push(sql`coalesce(i.org_code, '') = ${scope.orgCode}`);
  if (scope.openFlag !== undefined) said.push(sql`i.open_flag = ${scope.openFlag}`);
  if (scope.state !== undefined) said.push(sql`i.state = ${scope.state}`);
  if (scope.topic !== undefined) said.push(sql`i.topics @> array[${scope.topic}::text]`);
  if (scope.isBoxed !== undefined)
    said.push(sql`(i.box_id is not null or coalesce(i.box_number, '') <> '') = ${scope.isBoxed}`);
  return sql.join(said, sql` and `);
};

/** Whether the scope may cut a series of numbers, so that what is missing in it need not be missing. */
export const cutsSeries = ({ itemIds, openFlag, isBoxed, state, topic }: CheckSourceScope): boolean =>
  [itemIds, openFlag, isBoxed, state, topic].some((condition) => condition !== undefined);

type Db = TenantDb | GrantDb;

/** A chunk of the scope in the order of the codes; struck out records too, because their codes stay taken. */
export const listCheckSource = async (
  db: Db,
  tenantId: number,
  scope: CheckSourceScope,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<CheckSourceRow[]> => {
  const beyond = after ? sql` and (i.code_sort, i.id) > (${after[0]}, ${after[1]}::uuid)` : sql``;
  const { rows } = await sql<CheckSourceRow>`
    select ${COLUMNS}, null::int as attachment_count from archive_item i join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id
    where ${within(tenantId, scope)}${beyond} order by i.code_sort, i.id limit ${limit}`.execute(db);
  return rows;
};

export const countCheckSource = async (db: Db, tenantId: number, scope: CheckSourceScope): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from archive_item i where ${within(tenantId, scope)}`.execute(db);
  return rows[0]?.n ?? 0;
};

export const listSourceYears = async (db: Db, tenantId: number, scope: CheckSourceScope): Promise<number[]> => {
  const { rows } = await sql<{
    year: number;
  }>`select distinct i.filing_year as year from archive_item i where ${within(tenantId, scope)} order by 1 limit 1000`.execute(
    db,
  );
  return rows.map((row) => row.year);
};

/** Codes that records bore before they were renumbered. */
export const listOldCodes = async (db: Db, tenantId: number): Promise<{ code: string; itemId: string }[]> => {
  const { rows } = await sql<{ code: string; itemId: string }>`
    select o as code, i.id as item_id from archive_item i, unnest(i.old_codes) o
    where i.tenant_id = ${tenantId} and i.old_codes <> '{}' order by 1, 2 limit 1000000`.execute(db);
  return rows;
};

/** Whether documents that were handed in brought files: only then is a missing one worth a word. */
export const hasHandedObjects = async (tdb: TenantDb, tenantId: number): Promise<boolean> => {
  const row = await tdb
    .selectFrom('handedDocument')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('itemId', 'is not', null)
    .where('objectId', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Files of the records that came by handing in. A record that did not is not in the answer. */
export const countHandedFiles = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ itemId: string; files: number }>`
    select item_id, count(object_id)::int as files from handed_document
    where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) group by 1 order by 1 limit ${itemIds.length}`.execute(
    tdb,
  );
  return new Map(rows.map((row) => [row.itemId, row.files]));
};

export interface CheckScheduleRule {
  id: string;
  code: string;
  categoryCode: string;
  description: string;
  retentionCode: string;
  isMinimum: boolean;
}

/** The approved schedule with its lines, and the lines of earlier ones, which records may still name. */
export const listScheduleInForce = async (
  db: Db,
  tenantId: number,
): Promise<{ approvedOn: string; rules: CheckScheduleRule[]; allRules: CheckScheduleRule[] } | undefined> => {
  const { rows } = await sql<CheckScheduleRule & { state: string; approvedOn: string }>`
    select r.id, r.code, r.category_code, r.description, r.retention_code, r.is_minimum, s.state, s.approved_on
    from retention_rule r join retention_schedule s on s.tenant_id = r.tenant_id and s.id = r.schedule_id
    where r.tenant_id = ${tenantId} and s.state in ('approved', 'superseded') order by s.version_number desc, r.position, r.id limit 20000`.execute(
    db,
  );
  const current = rows.filter((row) => row.state === 'approved');
  const [first] = current;
  return first ? { approvedOn: first.approvedOn, rules: current, allRules: rows } : undefined;
};

type Double = CheckSourceRow & { relatedItemId: string };

/** Records of a year that share `form` with an earlier one in the order of the codes. */
const findDoubles = async (
  db: Db,
  tenantId: number,
  scope: CheckSourceScope,
  year: number,
  form: string,
  which: string,
): Promise<Double[]> => {
  const { rows } = await sql<Double>`
    with same as (
      select i.id, first_value(i.id) over w as related_item_id from archive_item i
      where i.tenant_id = ${tenantId} and i.filing_year = ${year} and i.state = 'filed' and ${sql.raw(which)}
      window w as (partition by ${sql.raw(form)} order by i.code_sort, i.id))
    select ${COLUMNS}, null::int as attachment_count, s.related_item_id
    from same s join archive_item i on i.tenant_id = ${tenantId} and i.id = s.id join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id
    where s.related_item_id <> s.id and ${within(tenantId, scope)} order by i.code_sort, i.id limit 200000`.execute(db);
  return rows;
};

/** 同年同文号, whatever brackets and zeros were typed. */
export const findDoubleNumbers = (db: Db, tenantId: number, scope: CheckSourceScope, year: number): Promise<Double[]> =>
  findDoubles(
    db,
    tenantId,
    scope,
    year,
    documentNumberForm('i.document_number'),
    // A number without digits is none: 无, —. Pieces of one volume may be pages of one document.
    "i.document_number ~ '[0-9]' and i.parent_id is null and i.level = 'piece'",
  );

/** 同题名同责任者. Volumes of accounts bear the same title month by month: pieces only. */
export const findDoubleTitles = (db: Db, tenantId: number, scope: CheckSourceScope, year: number): Promise<Double[]> =>
  findDoubles(
    db,
    tenantId,
    scope,
    year,
    "split_part(i.search_text, ' ', 1), coalesce(i.responsible_party, ''), coalesce(i.document_number, '')",
    "i.parent_id is null and i.level = 'piece' and i.category_code not in ('ZP', 'LY', 'LX')",
  );

/** Volumes whose pages or dates differ from what lies in them, and empty ones where others are not; accounts are seldom listed inside. */
export const findVolumeDifferences = async (
  db: Db,
  tenantId: number,
  scope: CheckSourceScope,
): Promise<(CheckSourceRow & { field: string; detail: string })[]> => {
  const { rows } = await sql<CheckSourceRow & { field: string; detail: string }>`
    with inside as (
      select c.parent_id, count(*) as n, count(c.page_count) as paged, sum(c.page_count) as pages,
        min(nullif(c.date_sort, '')) as first_date, max(nullif(c.date_sort, '')) as last_date
      from archive_item c where c.tenant_id = ${tenantId} and c.parent_id is not null and c.state = 'filed' group by 1),
    used as (select distinct v.category_code from archive_item v join inside x on x.parent_id = v.id where v.tenant_id = ${tenantId})
    select ${COLUMNS}, null::int as attachment_count, d.field, d.detail
    from archive_item i join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id
      left join inside x on x.parent_id = i.id
      cross join lateral (
        select 'pageCount' as field, 'pages_differ' as detail where i.page_count is not null and x.paged = x.n and x.pages <> i.page_count
        union all select 'startDate', 'dates_outside' where translate(i.start_date, '[]', '') > x.first_date
        union all select 'endDate', 'dates_outside' where rpad(left(translate(i.end_date, '[]', ''), 6), 8, '9') < x.last_date
        union all select 'level', 'empty' where x.n is null and i.category_code <> 'KU' and i.category_code in (select category_code from used)) d
    where ${within(tenantId, scope)} and i.level in ('volume', 'group') and i.state = 'filed'
    order by i.code_sort, i.id, d.field limit 200000`.execute(db);
  return rows;
};
