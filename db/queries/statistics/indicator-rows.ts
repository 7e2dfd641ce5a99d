import { type RawBuilder, sql } from 'kysely';
import type { IndicatorCode } from '@/server/domain/statistics/indicators';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from '../figures/figure-rows.ts';

/* The one predicate of each indicator that no figure and no rule of a register has already. */

type Part = RawBuilder<unknown>;
const rowsOf = (query: RawBuilder<FigureRecord>): FigureRows => sql`(${query})`.as('r') as unknown as FigureRows;

/** In an archives the day of accession counts, in a records office the day of filing. */
const DAY = sql`coalesce(i.accessioned_on, i.archived_on)`;
const SPECIAL = sql`i.category_code in ('ZP', 'LY', 'LX', 'SW')`;
const VOLUME = sql`i.level = 'volume'`;
const PIECE = sql`(i.level = 'piece' and i.parent_id is null and not ${SPECIAL})`;
const UNIT_OF_COUNT = sql`(i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP')))`;
const held = (to: string): Part => sql`${DAY} <= ${to} and (i.left_on is null or i.left_on > ${to})`;
const between = (day: Part, { from, to }: FigureQuestion): Part => sql`${day} between ${from}::date and ${to}::date`;
const ofCategory = (...codes: string[]): Part => sql`(i.level = 'piece' and i.category_code = any (${codes}::text[]))`;

const items =
  (condition: (question: FigureQuestion) => Part, day: Part = DAY) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, ${day} as "on", 1 as amount, i.code_sort as sort_key
      from archive_item i where i.tenant_id = ${question.tenantId} and i.state <> 'void' and ${condition(question)}`);
const heldOf = (what: Part) => items(({ to }) => sql`${held(to)} and ${what}`);
const DESTROYED = sql`(i.left_how is not distinct from 'destroyed')`;
const gone = (what: Part) => items((question) => sql`${between(sql`i.left_on`, question)} and ${what}`, sql`i.left_on`);
/** A piece without a date is of its year. */
const BEFORE_1949 = sql`(case when i.date_sort <> '' then i.date_sort < '19491001' else i.filing_year < 1949 end)`;

const files =
  (...methods: string[]) =>
  ({ tenantId, to }: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select f.id, f.item_id as open_id, null::uuid as parent_id, i.title as label, f.file_name as detail,
        (f.stored_at at time zone 'Asia/Shanghai')::date as "on", f.size_bytes::float8 as amount, i.code_sort || lpad(f.sequence::text, 8, '0') as sort_key
      from digital_file f join archive_item i on i.tenant_id = f.tenant_id and i.id = f.item_id
      where f.tenant_id = ${tenantId} and i.state <> 'void' and ${held(to)} and f.state = 'stored' and f.role = 'master'
        and f.creation_method = any (${methods}::text[]) and (f.stored_at at time zone 'Asia/Shanghai')::date <= ${to}`);

const visits =
  (condition: Part) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select v.id, v.id as open_id, null::uuid as parent_id, v.subject as label, v.visitor_name as detail, v.visited_on as "on", 1 as amount,
        v.visited_on::text as sort_key
      from reading_visit v where v.tenant_id = ${question.tenantId} and v.state = 'served' and ${between(sql`v.visited_on`, question)} and ${condition}`);

const scans =
  (amount: Part) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select p.id, p.item_id as open_id, null::uuid as parent_id, i.title as label, i.reference_code || ' #' || p.sequence as detail,
        p.qc_passed_on as "on", ${amount} as amount, i.code_sort || lpad(p.sequence::text, 8, '0') as sort_key
      from scan_page p join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id
      where p.tenant_id = ${question.tenantId} and i.state <> 'void' and p.qc_state = 'passed' and p.pages_covered > 0
        and ${between(sql`p.qc_passed_on`, question)}`);

const compilations =
  (isPublished: boolean) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select e.id, e.id as open_id, null::uuid as parent_id, e.title as label, e.said ->> 'number' as detail, e.entry_on as "on", 1 as amount,
        e.entry_on::text as sort_key
      from register_entry e where e.tenant_id = ${question.tenantId} and e.register_code = 'compilation' and e.state = 'current'
        and (coalesce(e.said ->> 'number', '') <> '') = ${isPublished} and ${between(sql`e.entry_on`, question)}`);

const findings =
  (day: Part, amount: Part) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select f.id, n.id as open_id, n.campaign_id as parent_id, f.requirement as label, n.subject_name as detail, ${day} as "on", ${amount} as amount,
        (${day})::text as sort_key
      from finding f join inspection n on n.tenant_id = f.tenant_id and n.id = f.inspection_id
      where f.tenant_id = ${question.tenantId} and f.issued_on is not null and f.state not in ('draft', 'withdrawn') and ${between(day, question)}`);

const papers =
  (...codes: string[]) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select d.id, d.id as open_id, null::uuid as parent_id, d.title as label, d.document_number as detail, d.issued_on as "on", 1 as amount,
        d.issued_on::text as sort_key
      from official_document d where d.tenant_id = ${question.tenantId} and d.code = any (${codes}::text[]) and ${between(sql`d.issued_on`, question)}`);

const incidents =
  (condition: Part) =>
  (question: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
      select s.id, s.id as open_id, null::uuid as parent_id, s.title as label, s.level as detail, (s.discovered_at at time zone 'Asia/Shanghai')::date as "on",
        1 as amount, s.discovered_at::text as sort_key
      from safety_incident s where s.tenant_id = ${question.tenantId} and ${condition}
        and ${between(sql`(s.discovered_at at time zone 'Asia/Shanghai')::date`, question)}`);

interface IndicatorRows {
  /** The record that a row opens; null: it has no page of its own. */
  kind: string | null;
  /** Without any entry here the value is 无登记. */
  table: string;
  register?: string;
  rows: (question: FigureQuestion) => FigureRows;
}
const ofItems = (rows: IndicatorRows['rows']): IndicatorRows => ({ kind: 'archive_item', table: 'archive_item', rows });
const from = (table: string, kind: string | null, rows: IndicatorRows['rows']): IndicatorRows => ({
  table,
  kind,
  rows,
});

export const INDICATOR_ROWS: Readonly<Partial<Record<IndicatorCode, IndicatorRows>>> = {
  S011: from('fonds', null, ({ tenantId, to }) =>
    rowsOf(sql<FigureRecord>`
      select f.id, f.id as open_id, null::uuid as parent_id, f.name as label, f.number as detail, f.started_on as "on", 1 as amount, f.number as sort_key
      from fonds f where f.tenant_id = ${tenantId} and (f.started_on is null or f.started_on <= ${to}) and (f.closed_on is null or f.closed_on > ${to})`),
  ),
  S012: ofItems(heldOf(VOLUME)),
  S013: ofItems(heldOf(PIECE)),
  S014: ofItems(heldOf(ofCategory('ZP'))),
  S015: ofItems(heldOf(ofCategory('LY', 'LX'))),
  S016: ofItems(heldOf(ofCategory('SW'))),
  S017: from('digital_file', 'archive_item', files('born_digital')),
  S018: from('digital_file', 'archive_item', files('digitised', 'edited')),
  S019: ofItems(items((question) => sql`${between(sql`i.archived_on`, question)} and ${PIECE}`, sql`i.archived_on`)),
  S020: ofItems(items((question) => sql`${between(sql`i.archived_on`, question)} and ${VOLUME}`, sql`i.archived_on`)),
  S021: ofItems(items((question) => sql`${between(sql`i.accessioned_on`, question)} and ${VOLUME}`)),
  S022: ofItems(items((question) => sql`${between(sql`i.accessioned_on`, question)} and ${PIECE}`)),
  S023: ofItems(heldOf(sql`${PIECE} and i.retention_code = 'Y'`)),
  S024: ofItems(heldOf(sql`${PIECE} and i.retention_code = 'D30'`)),
  S025: ofItems(heldOf(sql`${PIECE} and i.retention_code = 'D10'`)),
  S026: ofItems(heldOf(sql`${UNIT_OF_COUNT} and i.open_flag = 'open' and ${BEFORE_1949}`)),
  S027: ofItems(heldOf(sql`${UNIT_OF_COUNT} and i.open_flag = 'open' and not ${BEFORE_1949}`)),
  S029: ofItems(heldOf(sql`${UNIT_OF_COUNT} and i.open_flag = 'delayed'`)),
  S033: from('reading_visit', 'reading_visit', visits(sql`'certificate' = any (v.services)`)),
  S034: from('reading_visit', 'reading_visit', visits(sql`v.channel = 'online'`)),
  S035: from('reading_visit', 'reading_visit', visits(sql`v.channel = 'cross'`)),
  S038: from('storage_rack', 'storage_rack', ({ tenantId, to }) =>
    rowsOf(sql<FigureRecord>`
      select k.id, k.id as open_id, null::uuid as parent_id, k.name as label, null::text as detail, k.commissioned_on as "on", k.group_count as amount,
        k.name as sort_key
      from storage_rack k where k.tenant_id = ${tenantId} and k.kind = 'compact' and k.commissioned_on <= ${to} and (k.retired_on is null or k.retired_on > ${to})`),
  ),
  S043: { ...from('register_entry', 'register_entry', compilations(true)), register: 'compilation' },
  S044: { ...from('register_entry', 'register_entry', compilations(false)), register: 'compilation' },
  S046: from('scan_page', 'archive_item', scans(sql`p.pages_covered::int`)),
  S047: from('scan_page', 'archive_item', scans(sql`1`)),
  S048: ofItems(heldOf(sql`i.level = 'piece'`)),
  S049: ofItems(({ tenantId, to }) =>
    rowsOf(sql<FigureRecord>`
      select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, s.done_on as "on",
        case when s.done_on <= ${to} then 1 else 0 end as amount, i.code_sort as sort_key
      from archive_item i left join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
      where i.tenant_id = ${tenantId} and i.state <> 'void' and ${held(to)} and ${UNIT_OF_COUNT}`),
  ),
  S050: from('inspection', 'inspection', (question) =>
    rowsOf(sql<FigureRecord>`
      select n.id, n.id as open_id, n.campaign_id as parent_id, n.subject_name as label, c.title as detail, n.inspected_on as "on", 1 as amount,
        n.inspected_on::text as sort_key
      from inspection n join inspection_campaign c on c.tenant_id = n.tenant_id and c.id = n.campaign_id
      where n.tenant_id = ${question.tenantId} and n.state <> 'cancelled' and ${between(sql`n.inspected_on`, question)}`),
  ),
  S051: from('finding', 'finding', findings(sql`f.issued_on`, sql`1`)),
  S052: from('official_document', null, papers('RECTIFY', 'CORRECT')),
  S053: from('finding', 'finding', findings(sql`f.due_on`, sql`case when f.verified_on <= f.due_on then 1 else 0 end`)),
  S054: from('official_document', null, papers('FILING')),
  S055: from('course_session', 'course_session', (question) =>
    rowsOf(sql<FigureRecord>`
      select s.id, s.id as open_id, null::uuid as parent_id, s.title as label, s.place as detail, s.held_on as "on", 1 as amount, s.held_on::text as sort_key
      from course_session s where s.tenant_id = ${question.tenantId} and s.state = 'held' and ${between(sql`s.held_on`, question)}`),
  ),
  S056: from('course_attendance', 'course_session', (question) =>
    rowsOf(sql<FigureRecord>`
      select a.id, s.id as open_id, null::uuid as parent_id, a.person_name as label, a.unit_name as detail, s.held_on as "on", 1 as amount,
        s.held_on::text as sort_key
      from course_attendance a join course_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
      where a.tenant_id = ${question.tenantId} and s.state = 'held' and ${between(sql`s.held_on`, question)}`),
  ),
  S057: from('guidance_event', 'guidance_event', (question) =>
    rowsOf(sql<FigureRecord>`
      select g.id, g.id as open_id, null::uuid as parent_id, g.topic as label, g.subject_name as detail, g.guided_on as "on", 1 as amount,
        g.guided_on::text as sort_key
      from guidance_event g where g.tenant_id = ${question.tenantId} and g.state = 'done' and ${between(sql`g.guided_on`, question)}`),
  ),
  S058: from('dispatch', null, (question) =>
    rowsOf(sql<FigureRecord>`
      select d.id, d.id as open_id, null::uuid as parent_id, d.title as label, d.sender_name as detail, (d.dispatched_at at time zone 'Asia/Shanghai')::date as "on",
        1 as amount, d.dispatched_at::text as sort_key
      from dispatch d where d.addressee_tenant_id = ${question.tenantId} and d.kind = 'outsourcing_filing' and d.dispatched_at is not null
        and ${between(sql`(d.dispatched_at at time zone 'Asia/Shanghai')::date`, question)}`),
  ),
  S059: from('emergency_drill', 'emergency_drill', (question) =>
    rowsOf(sql<FigureRecord>`
      select d.id, d.id as open_id, null::uuid as parent_id, d.title as label, d.place as detail, d.held_on as "on", 1 as amount, d.held_on::text as sort_key
      from emergency_drill d where d.tenant_id = ${question.tenantId} and d.state = 'reviewed' and ${between(sql`d.held_on`, question)}`),
  ),
  S060: from('safety_incident', null, incidents(sql`true`)),
  S061: from('safety_incident', null, incidents(sql`s.kind = 'leak'`)),
  'OUT-V': ofItems(gone(sql`${VOLUME} and not ${DESTROYED}`)),
  'OUT-P': ofItems(gone(sql`${PIECE} and not ${DESTROYED}`)),
  'DES-V': ofItems(gone(sql`${VOLUME} and ${DESTROYED}`)),
  'DES-P': ofItems(gone(sql`${PIECE} and ${DESTROYED}`)),
};

/** Whether the table (or the register) behind an indicator has any entry of the tenant, of whatever year. */
export const hasAnyIndicatorEntry = async (
  tdb: TenantDb,
  tenantId: number,
  { table, register }: { table: string; register?: string | undefined },
): Promise<boolean> => {
  // What others sent here is no register: that nothing came is a nought.
  if (table === 'dispatch') return true;
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from ${sql.table(table)} where tenant_id = ${tenantId}
      ${register === undefined ? sql`` : sql`and register_code = ${register}`}) as found`.execute(tdb);
  return rows[0]?.found === true;
};
