import { type RawBuilder, sql } from 'kysely';
import { RETENTION_CODE_VALUES } from '@/server/domain/archive/retention';
import { todayInShanghai } from '../lateness.ts';
import type { ProbePredicate, ProbeQuestion } from './probe-rows.ts';

/* Over the catalogue. What a grant leaves out the database leaves out as well: the same words serve unit and inspector. */

const RECORD_COLUMNS = sql.raw(
  `i.id::text as key, i.id as item_id, i.reference_code as label, i.title as detail, i.archived_on as on_day`,
);
const RECORD_ORDER = sql.raw(`1::numeric as amount, i.code_sort as sort_key`);

const filed = ({ tenantId, yearFrom, yearTo }: ProbeQuestion): RawBuilder<unknown> =>
  sql`i.tenant_id = ${tenantId} and i.state = 'filed' and i.filing_year between ${yearFrom} and ${yearTo}`;

/** Pieces of the first level and volumes: what is numbered and boxed by itself. */
const topLevel = sql.raw(`i.parent_id is null`);

/** 30 June of the year after. */
const deadlineOf = (year: RawBuilder<unknown>) => sql`make_date((${year})::int + 1, 6, 30)`;

export const yearsFiled: ProbePredicate = (question) => sql`
  select y.year::text as key, null::uuid as item_id, y.year::text as label,
    (select count(*) from archive_item i where ${filed(question)} and i.filing_year = y.year and i.category_code = 'WS')::text as detail,
    ${deadlineOf(sql.raw('y.year'))} as on_day,
    not exists (select 1 from archive_item i where ${filed(question)} and i.filing_year = y.year and i.category_code = 'WS') as is_fault,
    1::numeric as amount, y.year::text as sort_key
  from generate_series(${question.yearFrom}::int, ${question.yearTo}::int) as y (year)
  where ${deadlineOf(sql.raw('y.year'))} < ${todayInShanghai}`;

export const filedOnTime: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS}, i.archived_on > ${deadlineOf(sql.raw('i.filing_year'))} as is_fault, ${RECORD_ORDER}
  from archive_item i
  where ${filed(question)} and i.category_code = 'WS' and ${topLevel} and i.archived_on is not null
    and ${deadlineOf(sql.raw('i.filing_year'))} < ${todayInShanghai}`;

/** A code sorts by its prefix and its last number, which stands there with eight digits. */
const numbered = (question: ProbeQuestion) => sql`
  select left(i.code_sort, -8) as series, right(i.code_sort, 8)::int as number,
    regexp_replace(i.reference_code, '[0-9]+$', '') as written
  from archive_item i where ${filed(question)} and i.code_sort ~ '[0-9]{8}$'`;

export const numberGaps: ProbePredicate = (question) => sql`
  select g.series as key, null::uuid as item_id, g.written || '…' as label, nullif(g.missing, '') as detail, null::date as on_day,
    g.missing <> '' as is_fault, 1::numeric as amount, g.series as sort_key
  from (
    select s.series, min(s.written) as written, coalesce(string_agg(
      case when s.number - s.before = 2 then (s.before + 1)::text
        when s.number - s.before > 2 then (s.before + 1) || '–' || (s.number - 1) end, '、' order by s.number), '') as missing
    from (
      select n.series, n.written, n.number,
        coalesce(lag(n.number) over (partition by n.series order by n.number), 0) as before
      from (select series, number, min(written) as written from (${numbered(question)}) r group by series, number) n) s
    group by s.series) g`;

export const numberDoubles: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS}, true as is_fault, ${RECORD_ORDER}
  from archive_item i
  where ${filed(question)} and i.code_sort in (
    select i.code_sort from archive_item i where ${filed(question)} group by i.code_sort having count(*) > 1)`;

export const retentionMissing: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS}, coalesce(i.retention_code, '') <> all (${RETENTION_CODE_VALUES as string[]}::text[]) as is_fault, ${RECORD_ORDER}
  from archive_item i where ${filed(question)}`;

export const approvedSchedule: ProbePredicate = ({ tenantId }) => sql`
  select s.id::text as key, null::uuid as item_id, coalesce(s.approval_number, '') as label, s.approver_name as detail,
    s.approved_on as on_day, s.superseded_on is not null as is_fault, 1::numeric as amount,
    lpad(s.version_number::text, 8, '0') as sort_key
  from retention_schedule s
  where s.tenant_id = ${tenantId} and s.state in ('approved', 'superseded')`;

export const entriesComplete: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS},
    btrim(i.title) = '' or coalesce(btrim(i.responsible_party), '') = '' or i.page_count is null
      or (coalesce(i.document_date, '') = '' and coalesce(i.start_date, '') = '') as is_fault, ${RECORD_ORDER}
  from archive_item i where ${filed(question)} and ${topLevel}`;

export const categoriesKept: ProbePredicate = (question) => sql`
  select c.code as key, null::uuid as item_id, c.code as label,
    (select count(*) from archive_item i where ${filed(question)} and i.category_code = c.code)::text as detail, null::date as on_day,
    not exists (select 1 from archive_item i where ${filed(question)} and i.category_code = c.code) as is_fault,
    1::numeric as amount, c.code as sort_key
  from (values ('KU'), ('ZP'), ('SW')) as c (code)`;

export const recordsWithFiles: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS}, not exists (
      select 1 from digital_file d where d.tenant_id = ${question.tenantId} and d.item_id = i.id and d.state = 'stored') as is_fault,
    ${RECORD_ORDER}
  from archive_item i where ${filed(question)} and ${topLevel}`;

export const filesVerified: ProbePredicate = (question) => sql`
  select d.id::text as key, d.item_id, d.file_name as label, i.reference_code as detail,
    (d.verified_at at time zone 'Asia/Shanghai')::date as on_day,
    d.verified_at is null or d.verified_at < now() - interval '365 days' or coalesce(d.verify_result, '') <> 'intact' as is_fault,
    1::numeric as amount, i.code_sort as sort_key
  from digital_file d join archive_item i on i.tenant_id = d.tenant_id and i.id = d.item_id
  where d.tenant_id = ${question.tenantId} and d.state = 'stored' and ${filed(question)}`;

export const recordsBoxed: ProbePredicate = (question) => sql`
  select ${RECORD_COLUMNS}, i.box_id is null and coalesce(i.box_number, '') = '' as is_fault, ${RECORD_ORDER}
  from archive_item i where ${filed(question)} and ${topLevel}`;
