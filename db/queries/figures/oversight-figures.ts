import { type RawBuilder, sql } from 'kysely';
import { RATING_LEVELS, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import type { OversightFigureCode } from '@/server/domain/figure/oversight-figure-codes';
import { LARGE_ROOM_ITEMS } from '@/server/domain/figure/oversight-figures';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';
import { newStacksOfAll } from './storage-figures.ts';

/* Figures over rounds of inspection, ratings, model cases and drills. */

type Condition = RawBuilder<unknown>;
type Rows = (tdb: TenantDb, question: FigureQuestion) => FigureRows;

const rowsOf = (query: RawBuilder<FigureRecord>): FigureRows => sql`(${query})`.as('r') as unknown as FigureRows;

/** S1-02. A day that an earlier campaign covers already is not counted again. */
const surveyDays: Rows = (_tdb, { tenantId, from, to }) =>
  rowsOf(sql<FigureRecord>`
    with surveys as (select c.id, c.title, c.joint_partners, c.start_on, c.end_on from inspection_campaign c
      where c.tenant_id = ${tenantId} and c.kind = 'enforcement' and c.state = 'closed' and c.start_on between ${from} and ${to}
        and c.end_on >= c.start_on and exists (select 1 from unnest(c.joint_partners) partner where partner like '%人大%' or partner like '%人民代表大会%'))
    select s.id, s.id as open_id, null::uuid as parent_id, s.title as label, array_to_string(s.joint_partners, '、') as detail, s.start_on as "on",
      (select count(*) from generate_series(s.start_on, s.end_on, interval '1 day') d (day)
        where not exists (select 1 from surveys e where (e.start_on, e.id) < (s.start_on, s.id) and d.day between e.start_on and e.end_on))::int as amount,
      s.start_on::text as sort_key
    from surveys s`);

/** S3-57 */
const providerRounds: Rows = (_tdb, { tenantId, from, to }) =>
  rowsOf(sql<FigureRecord>`
    select c.id, c.id as open_id, null::uuid as parent_id, c.title as label, array_to_string(c.joint_partners, '、') as detail, c.end_on as "on",
      1 as amount, c.end_on::text as sort_key
    from inspection_campaign c
    where c.tenant_id = ${tenantId} and (c.kind = 'provider' or (c.kind = 'special' and c.theme = 'vendor'))
      and c.state = 'closed' and c.end_on between ${from} and ${to}`);

/** One row for a unit: its first visit of the days in a campaign of the kind. */
const unitsVisited = (question: { tenantId: number; from: string; to: string }, which: Condition): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select distinct on (i.subject_tenant_id) i.id, i.id as open_id, c.id as parent_id, i.subject_name as label, c.title as detail,
      i.inspected_on as "on", 1 as amount, i.inspected_on::text as sort_key
    from inspection i join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
    where i.tenant_id = ${question.tenantId} and i.inspected_on between ${question.from} and ${question.to} and i.state <> 'cancelled' and ${which}
    order by i.subject_tenant_id, i.inspected_on, i.id`);

/** S4-32 */
const filingInspected: Rows = (_tdb, question) =>
  unitsVisited(question, sql`c.kind = 'special' and c.theme = 'filing' and i.subject_kind = 'department'`);

/** S4-36. Of the year before. */
const townshipsCovered: Rows = (_tdb, { tenantId, from }) => {
  const year = Number(from.slice(0, 4)) - 1;
  const lastYear = { tenantId, from: `${year}-01-01`, to: `${year}-12-31` };
  return unitsVisited(lastYear, sql`i.selected_by = 'all' and i.subject_kind = 'township'`);
};

/** S4-44 */
const archivesAssessed: Rows = (_tdb, question) =>
  unitsVisited(
    question,
    sql`c.kind = 'special' and c.theme = 'safety' and i.subject_kind = 'repository' and i.state in ('rectifying', 'closed')`,
  );

/** One row for a unit that holds a rating at the cut-off: its best, where the best is among the levels. */
const rated =
  (kind: RatingKind, levels: readonly string[], subject: 'archives' | 'rooms'): Rows =>
  (_tdb, { tenantId, to }) => {
    const subjects = { archives: sql`= 'repository'`, rooms: sql`<> 'repository'` };
    const bestFirst = RATING_LEVELS[kind].map(({ code }) => code);
    return rowsOf(sql<FigureRecord>`
      select b.id, b.id as open_id, null::uuid as parent_id, b.subject_name as label, b.awarder_name as detail, b.awarded_on as "on",
        1 as amount, b.awarded_on::text as sort_key
      from (select distinct on (r.subject_tenant_id) r.id, r.subject_name, r.awarder_name, r.awarded_on, r.level from rating r
        where r.tenant_id = ${tenantId} and r.rating_kind = ${kind} and r.subject_kind ${subjects[subject]} and r.state = 'valid'
          and r.awarded_on <= ${to} and (r.valid_until is null or r.valid_until >= ${to})
        order by r.subject_tenant_id, array_position(${bestFirst}::text[], r.level), r.awarded_on, r.id) b
      where b.level = any (${[...levels]}::text[])`);
  };

/** S1-14. A target has no id of its own: year, kind and level are what it is known by. */
const ratingTarget: Rows = (_tdb, { tenantId, to }) =>
  rowsOf(sql<FigureRecord>`
    select t.id, t.id as open_id, null::uuid as parent_id, t.year::text || ' ' || t.set_by_name as label, null::text as detail,
      (t.set_at at time zone 'Asia/Shanghai')::date as "on", t.units as amount, t.year::text as sort_key
    from (select overlay(overlay(md5(g.tenant_id || '/' || g.year || '/' || g.rating_kind || '/' || g.level) placing '4' from 13) placing '8' from 17)::uuid as id,
        g.year, g.units, g.set_by_name, g.set_at
      from rating_target g
      where g.tenant_id = ${tenantId} and g.rating_kind = 'room_grade' and g.level = 'grade_3' and g.year = ${Number(to.slice(0, 4)) + 1}) t`);

/** S4-43 */
const modelCases: Rows = (_tdb, { tenantId, to }) =>
  rowsOf(sql<FigureRecord>`
    select m.id, m.id as open_id, null::uuid as parent_id, m.title as label, m.subject_name as detail, m.decided_on as "on", 1 as amount, m.decided_on::text as sort_key
    from model_case m
    where m.tenant_id = ${tenantId} and m.topic = 'informatisation' and m.result = 'excellent' and m.decided_on <= ${to} and m.withdrawn_at is null`);

/** The first drill on the spot of the period, by which its holder counts once. */
const firstDrill = ({ tenantId, from, to }: FigureQuestion, which: Condition): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select d.id, d.id as open_id, null::uuid as parent_id, d.title as label, d.place as detail, d.held_on as "on", 1 as amount, d.held_on::text as sort_key
    from emergency_drill d
    where d.tenant_id = ${tenantId} and d.mode = 'field' and d.state = 'reviewed' and d.held_on between ${from} and ${to} and ${which}
    order by d.held_on, d.id limit 1`);

/** S4-46 */
const archivesDrilled: Rows = (_tdb, question) => firstDrill(question, sql`true`);

/** S4-47 */
const largeRoomDrilled: Rows = (_tdb, question) =>
  firstDrill(
    question,
    sql`(select count(*) from (select 1 from archive_item i
      where i.tenant_id = ${question.tenantId} and i.state <> 'void' and (i.level in ('volume', 'register') or (i.level = 'piece' and i.parent_id is null))
        and i.archived_on <= ${question.to} and (i.left_on is null or i.left_on > ${question.to}) limit ${LARGE_ROOM_ITEMS}) held) >= ${LARGE_ROOM_ITEMS}`,
  );

/* A delivery that was typed in names its topics in words, one that was transferred brings the codes of its records. */
const topic = (code: string, ...words: string[]): Condition =>
  sql`exists (select 1 from unnest(a.topics) t where t = ${code} or t like any (${words.map((word) => `%${word}%`)}::text[]))`;

/** S4-10. The delivery by which both kinds were there. */
const bothKinds: Rows = (_tdb, { tenantId, to }) => {
  const first = (which: Condition) =>
    sql`(select min(a.accepted_on) from accession a where a.tenant_id = ${tenantId} and a.state = 'accepted' and a.material_kind is null
      and not a.is_digital_copy and a.accepted_on <= ${to} and ${which})`;
  const [epidemic, poverty] = [topic('YQFK', '疫情防控'), topic('FPGJ', '脱贫', '扶贫')];
  return rowsOf(sql<FigureRecord>`
    select a.id, a.id as open_id, null::uuid as parent_id, a.source_name as label, a.accession_number as detail, a.accepted_on as "on",
      1 as amount, a.accession_number as sort_key
    from accession a cross join (select ${first(epidemic)} as epidemic, ${first(poverty)} as poverty) f
    where a.tenant_id = ${tenantId} and a.state = 'accepted' and a.material_kind is null and not a.is_digital_copy and a.accepted_on <= ${to}
      and f.epidemic is not null and f.poverty is not null
      and ((a.accepted_on = f.epidemic and f.epidemic >= f.poverty and ${epidemic}) or (a.accepted_on = f.poverty and f.poverty >= f.epidemic and ${poverty}))
    order by a.accession_number, a.id limit 1`);
};

export const oversightFigureRows: Readonly<Record<OversightFigureCode, Rows>> = {
  'S1-02': surveyDays,
  'S1-14': ratingTarget,
  'S2-38': newStacksOfAll,
  'S3-57': providerRounds,
  'S4-10': bothKinds,
  'S4-32': filingInspected,
  'S4-34': rated('business', ['model'], 'archives'),
  'S4-35': rated('business', ['model', 'standard'], 'rooms'),
  'S4-36': townshipsCovered,
  'S4-38': rated('digital_archive', ['national'], 'archives'),
  'S4-40': rated('digital_archive', ['provincial_5a'], 'archives'),
  'S4-42': rated('digital_archive', ['provincial_4a'], 'archives'),
  'S4-43': modelCases,
  'S4-44': archivesAssessed,
  'S4-46': archivesDrilled,
  'S4-47': largeRoomDrilled,
};
