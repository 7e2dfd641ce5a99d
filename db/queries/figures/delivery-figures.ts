import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

/*
 * Figures over the register of deliveries. A delivery counts in the year of its acceptance for good: nothing that
 * happens to its records later changes its line.
 */
type Condition = RawBuilder<unknown>;

/* 资料 are no archives: annals and statistics that a unit brings count among no delivery of records. */
const accepted = ({ tenantId, from, to }: FigureQuestion): Condition =>
  sql`a.tenant_id = ${tenantId} and a.state = 'accepted' and a.material_kind is null and not a.is_digital_copy and a.accepted_on between ${from}::date and ${to}::date`;

/** Deliveries with how much of a unit of count stands on those of their lines that the condition finds. */
const deliveredIn =
  (unit: 'piece' | 'volume' | 'box', which: Condition) =>
  (_tdb: TenantDb, question: FigureQuestion): FigureRows =>
    sql<FigureRecord>`(select a.id, a.id as open_id, null::uuid as parent_id, a.source_name as label, a.accession_number as detail,
        a.accepted_on as "on", sum(l.quantity)::float8 as amount, a.accepted_on::text || a.accession_number as sort_key
      from accession a join accession_line l on l.tenant_id = a.tenant_id and l.accession_id = a.id
      where ${accepted(question)} and l.unit = ${unit} and ${which} group by a.tenant_id, a.id)`.as('r');

/** One row for each that delivered: the first delivery of the period. A workspace is told by itself, others by name. */
const deliverers =
  (which: Condition) =>
  (_tdb: TenantDb, question: FigureQuestion): FigureRows =>
    sql<FigureRecord>`(select distinct on (coalesce(a.source_tenant_id::text, a.source_name)) a.id, a.id as open_id, null::uuid as parent_id,
        a.source_name as label, a.accession_number as detail, a.accepted_on as "on", 1::float8 as amount, a.accepted_on::text || a.accession_number as sort_key
      from accession a where ${accepted(question)} and ${which}
      order by coalesce(a.source_tenant_id::text, a.source_name), a.accepted_on, a.accession_number, a.id)`.as('r');

const OF_UNITS = sql`a.transferor_kind in ('township', 'department', 'institution')`;
const WS_LINE = sql`split_part(l.category_code, '·', 1) = 'WS'`;
/* A delivery that was typed in names its topics in words, one that was transferred brings the codes of its records. */
const TWO_KINDS = sql`exists (select 1 from unnest(a.topics) t where t in ('YQFK', 'FPGJ') or t like '%疫情防控%' or t like '%脱贫%' or t like '%扶贫%')`;
const RETIREES = sql`a.programme = 'soe_retirees'`;
const ownedBy = (level: string): Condition => sql`${RETIREES} and a.transferor_ownership = ${level}`;
/** 区委办、区政府办, by whatever name the district calls them. */
const TWO_OFFICES = sql`(a.transferor_kind = 'department' and (a.source_name ~ '委办(公室)?$' or a.source_name ~ '委员会办公室$' or a.source_name ~ '政府办(公室)?$'))`;
const MARRIAGE = sql`(l.category_code = 'ZY·HY' or exists (select 1 from unnest(a.topics) t where t like '%婚姻%'))`;

const administrative = sql`${OF_UNITS} and ${WS_LINE}`;

/** S1-03 */
export const officesAndMarriages = deliveredIn('piece', sql`(${TWO_OFFICES} or ${MARRIAGE})`);
/** S2-10 */
export const unitsOfAdministrative = deliverers(
  sql`${OF_UNITS} and exists (select 1 from accession_line l where l.tenant_id = a.tenant_id and l.accession_id = a.id and ${WS_LINE})`,
);
/** S2-11, S2-12, S2-13 */
export const administrativePieces = deliveredIn('piece', administrative);
export const administrativeVolumes = deliveredIn('volume', administrative);
export const administrativeBoxes = deliveredIn('box', administrative);
/** S2-14 */
export const unitsOfTwoKinds = deliverers(TWO_KINDS);
/** S2-15, S2-16, S2-17 */
export const twoKindsPieces = deliveredIn('piece', TWO_KINDS);
export const twoKindsVolumes = deliveredIn('volume', TWO_KINDS);
export const twoKindsBoxes = deliveredIn('box', TWO_KINDS);
/**
 * What was delivered as administrative records, as one of the two kinds, or as both: each piece and volume once, and how
 * many are both. The figures of the two overlap by right, and whoever adds them up has to know by how much.
 */
export const sumTwoKindsOverlap = async (
  tdb: TenantDb,
  question: FigureQuestion,
): Promise<{ either: number; both: number }> => {
  const { rows } = await sql<{ either: number; both: number }>`
    select coalesce(sum(l.quantity) filter (where (${administrative}) or ${TWO_KINDS}), 0)::float8 as either,
      coalesce(sum(l.quantity) filter (where (${administrative}) and ${TWO_KINDS}), 0)::float8 as both
    from accession a join accession_line l on l.tenant_id = a.tenant_id and l.accession_id = a.id
    where ${accepted(question)} and l.unit in ('piece', 'volume')`.execute(tdb);
  return rows[0] ?? { either: 0, both: 0 };
};

/** S3-22, S3-24, S3-26, S3-28, S3-30 */
export const retireeVolumes = deliveredIn('volume', RETIREES);
export const retireeVolumesOf = (level: string) => deliveredIn('volume', ownedBy(level));
/** S3-33, S3-23, S3-25, S3-27, S3-29 */
export const retireeEnterprises = deliverers(RETIREES);
export const retireeEnterprisesOf = (level: string) => deliverers(ownedBy(level));

/** S3-34. One row for a person, so that volumes and persons are told together. */
export const retireePersons = (_tdb: TenantDb, question: FigureQuestion): FigureRows =>
  sql<FigureRecord>`(select r.id, a.id as open_id, null::uuid as parent_id, r.person_name as label, a.source_name as detail, a.accepted_on as "on",
      r.volume_count::float8 as amount, a.accepted_on::text || a.accession_number || lpad(r.position::text, 8, '0') as sort_key
    from accession a join retiree r on r.tenant_id = a.tenant_id and r.accession_id = a.id where ${accepted(question)})`.as(
    'r',
  );

/** What was collected and taken in, by the day of its delivery. */
const collected = (question: FigureQuestion, which: Condition, amount: Condition): FigureRows =>
  sql<FigureRecord>`(select d.id, d.id as open_id, null::uuid as parent_id, d.title as label, d.donation_number as detail, a.accepted_on as "on",
      ${amount} as amount, a.accepted_on::text || d.donation_number as sort_key
    from donation d join accession a on a.tenant_id = d.tenant_id and a.id = d.accession_id
    where d.tenant_id = ${question.tenantId} and d.state = 'accepted' and a.state = 'accepted'
      and a.accepted_on between ${question.from}::date and ${question.to}::date and ${which})`.as('r');

/** S4-17. 去年以来: the year before belongs to it. */
export const redCollected = (_tdb: TenantDb, question: FigureQuestion): FigureRows => {
  const from = `${Number(question.from.slice(0, 4)) - 1}-01-01`;
  const isRed = sql`exists (select 1 from unnest(d.topics) t where t = 'HSDA' or t like '%红色%')`;
  return collected({ ...question, from }, isRed, sql`d.quantity::float8`);
};

/** */
export const collectionsTakenIn = (_tdb: TenantDb, question: FigureQuestion): FigureRows =>
  collected(question, sql`true`, sql`1::float8`);

/** By the day on which the record left; the record stays in the catalogue and in the years before. */
export const transferredOut = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  sql<FigureRecord>`(select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, i.left_on as "on",
      1::float8 as amount, i.code_sort as sort_key
    from transfer_item x join archive_item i on i.tenant_id = x.tenant_id and i.id = x.item_id
    where x.tenant_id = ${tenantId} and x.state = 'accepted' and i.left_on between ${from}::date and ${to}::date and i.state <> 'void'
      and (i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP'))))`.as(
    'r',
  );

/** One row for a record: its first decision of the period. */
export const decidedOpen = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  sql<FigureRecord>`(select distinct on (i.id) i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail,
      o.decided_on as "on", 1::float8 as amount, i.code_sort as sort_key
    from opening_decision o join opening_decision_item d on d.tenant_id = o.tenant_id and d.decision_id = o.id
      join archive_item i on i.tenant_id = d.tenant_id and i.id = d.item_id
    where o.tenant_id = ${tenantId} and o.outcome = 'open' and o.state = 'done' and o.decided_on between ${from}::date and ${to}::date
      and (i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP')))
    order by i.id, o.decided_on, o.id)`.as('r');
