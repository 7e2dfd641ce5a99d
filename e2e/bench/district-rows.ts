import type { Client } from 'pg';

/* Three years of supervision over the units of the scale set: what the district table reads, made once. */

const YEARS = [0, 1, 2] as const;
const ITEMS = 60;

const LIST = `insert into checklist (tenant_id, id, code, name, version, items, sections)
  select $1, gen_random_uuid(), 'bench_list', '规模检查表', 1,
    jsonb_agg(jsonb_build_object('code', 'B' || n, 'legalItem', 'LI' || (n % 6 + 1), 'zh', '第' || n || '项', 'en', 'item', 'score', 2,
      'risk', null, 'type', 'yesno', 'section', '第' || (n % 6 + 1) || '部分') order by n), '[]'
  from generate_series(1, ${ITEMS}) n returning id`;

const CAMPAIGN = `insert into inspection_campaign (tenant_id, id, kind, title, year, checklist_id, subject_kind, selected_by, state, created_by)
  values ($1, gen_random_uuid(), 'administrative', '规模检查', $2, $3, 'department', 'all', $4, gen_random_uuid()) returning id`;

/** This year's inspections are under way, those of the years before are closed with a score. */
const INSPECTIONS = `insert into inspection (tenant_id, id, campaign_id, subject_tenant_id, subject_name, subject_kind, selected_by, inspector_account_ids,
    inspector_names, inspected_on, state, result, closed_on, created_at, score_percent)
  select $1, gen_random_uuid(), $2, s.unit_tenant_id, t.name, t.kind, 'all', array[$4::uuid], array['规模'],
    (now() - make_interval(years => $3))::date, case when $3 = 0 then 'rectifying' else 'closed' end, case when $3 > 0 then 'MINOR' end,
    case when $3 > 0 then (now() - make_interval(years => $3))::date end, now() - make_interval(years => $3),
    case when $3 > 0 then 60 + s.unit_tenant_id % 40 end
  from supervision s join tenant t on t.id = s.unit_tenant_id where s.supervisor_tenant_id = $1`;

/** Five findings an inspection, each sent; of this year two are still open, one of them late. */
const FINDINGS = `insert into finding (tenant_id, id, inspection_id, number, legal_item, checklist_code, severity, fact, basis, requirement, due_on,
    state, issued_on, verified_on, dispatch_id, created_by)
  select i.tenant_id, gen_random_uuid(), i.id, n, 'LI' || n, 'B' || n, 'MINOR', '目录与实体不一致', 'DA/T 22', '更正', i.inspected_on + n * 30 - 45,
    case when i.state = 'rectifying' and n <= 2 then 'issued' else 'verified' end, i.inspected_on,
    case when i.state = 'rectifying' and n <= 2 then null else i.inspected_on + 30 end, gen_random_uuid(), i.inspector_account_ids[1]
  from inspection i cross join generate_series(1, 5) n where i.tenant_id = $1`;

const DISPATCHES = `insert into dispatch (tenant_id, id, addressee_tenant_id, dispatched_at, kind, title, sender_name, addressee_name, body, object_id, in_reply_to, created_by)
  select x.* from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
  cross join lateral (values
    (f.tenant_id, f.dispatch_id, i.subject_tenant_id, f.issued_on::timestamptz, 'finding', '整改要求', '规模', i.subject_name, jsonb_build_object('fact', f.fact), f.id, null::uuid, f.created_by)) x
  where f.tenant_id = $1`;
const ANSWERS = `insert into dispatch (tenant_id, id, addressee_tenant_id, dispatched_at, kind, title, sender_name, addressee_name, body, in_reply_to, created_by)
  select d.addressee_tenant_id, gen_random_uuid(), d.tenant_id, d.dispatched_at + interval '3 days', 'rectification', '整改回复', d.addressee_name, d.sender_name,
    jsonb_build_object('findingNumber', f.number, 'documentNumber', null, 'measure', '已整改', 'doneOn', f.issued_on), d.id, d.created_by
  from dispatch d join finding f on f.tenant_id = d.tenant_id and f.dispatch_id = d.id where d.tenant_id = $1 and d.kind = 'finding' and f.state = 'verified'`;

const VERDICTS = `insert into dispatch (tenant_id, id, addressee_tenant_id, dispatched_at, kind, title, sender_name, addressee_name, body, in_reply_to, created_by)
  select d.addressee_tenant_id, gen_random_uuid(), d.tenant_id, d.dispatched_at + interval '2 days', 'verification', '复核意见', d.addressee_name, d.sender_name,
    jsonb_build_object('findingNumber', (d.body ->> 'findingNumber')::int, 'documentNumber', null, 'accepted', true, 'reason', '相符'), d.id, d.created_by
  from dispatch d where d.addressee_tenant_id = $1 and d.kind = 'rectification'`;

const BESIDE = [
  `insert into guidance_event (tenant_id, id, subject_tenant_id, subject_name, mode, topic, guided_on, created_by)
    select $1, gen_random_uuid(), s.unit_tenant_id, '规模', 'phone', '档号编制', current_date - n * 40, gen_random_uuid()
    from supervision s cross join generate_series(1, 10) n where s.supervisor_tenant_id = $1`,
  `insert into course_session (tenant_id, id, title, kind, mode, hours, held_on, check_in_code, state, created_by)
    select $1, gen_random_uuid(), '规模培训', 'business_study', 'onsite', 4, current_date - n * 30, '123456', 'held', gen_random_uuid() from generate_series(1, 30) n`,
  `insert into course_attendance (tenant_id, id, session_id, unit_tenant_id, unit_name, person_name, channel)
    select $1, gen_random_uuid(), c.id, s.unit_tenant_id, '规模', '周某', 'list' from course_session c cross join supervision s
    where c.tenant_id = $1 and s.supervisor_tenant_id = $1`,
  `insert into filing_year_release (tenant_id, id, addressee_tenant_id, unit_name, filing_year, state, closed_on, due_on, days_late, expected_count,
      accepted_count, missing_count, filed_count, released_by, released_by_name)
    select s.unit_tenant_id, gen_random_uuid(), $1, '规模', extract(year from current_date)::int - 1 - n, case when s.unit_tenant_id % 3 = 0 then 'open' else 'closed' end,
      case when s.unit_tenant_id % 3 = 0 then null else current_date - 100 end, current_date - 120, 0, 500, 480, 20, 480, gen_random_uuid(), '规模'
    from supervision s cross join generate_series(0, 4) n where s.supervisor_tenant_id = $1`,
  `insert into figure_release (tenant_id, id, addressee_tenant_id, dispatched_at, figure_code, year, as_of, value, unit_name, definition_version, released_by)
    select s.unit_tenant_id, gen_random_uuid(), $1, now(), 'bench_' || n, extract(year from current_date)::int - y, current_date, n, '规模', 1, gen_random_uuid()
    from supervision s cross join generate_series(1, 40) n cross join generate_series(0, 2) y where s.supervisor_tenant_id = $1`,
];

const TABLES = [
  'checklist',
  'inspection_campaign',
  'inspection',
  'finding',
  'dispatch',
  'guidance_event',
  'course_session',
  'course_attendance',
  'supervision_entry',
  'filing_year_release',
  'figure_release',
  'checklist_answer',
];

/** Answers an inspection under way, and its unit. Run again it finds the rows of the first time. */
export const fillDistrict = async (
  admin: Client,
  bureauId: number,
  unitIds: readonly number[],
): Promise<{ inspectionId: string; unitSlug: string; unitId: number }> => {
  const present = await admin.query("select 1 from checklist where tenant_id = $1 and code = 'bench_list'", [bureauId]);
  if (present.rows.length === 0) {
    const { rows: people } = await admin.query<{ id: string }>(
      'select account_id as id from membership where tenant_id = $1 limit 1',
      [bureauId],
    );
    await admin.query('begin');
    const { rows: lists } = await admin.query<{ id: string }>(LIST, [bureauId]);
    const thisYear = new Date().getFullYear();
    for (const back of YEARS) {
      const of = [bureauId, thisYear - back, lists[0]?.id, back === 0 ? 'inspecting' : 'closed'];
      const { rows: made } = await admin.query<{ id: string }>(CAMPAIGN, of);
      await admin.query(INSPECTIONS, [bureauId, made[0]?.id, back, people[0]?.id]);
    }
    for (const statement of [FINDINGS, DISPATCHES, ANSWERS, VERDICTS, ...BESIDE])
      await admin.query(statement, [bureauId]);
    await admin.query(
      `insert into checklist_answer (tenant_id, inspection_id, item_code, verdict, answered_by, answered_by_name)
       select i.tenant_id, i.id, 'B' || n, 'met', i.inspector_account_ids[1], '规模' from inspection i cross join generate_series(1, ${ITEMS}) n
       where i.tenant_id = $1 and i.state = 'rectifying'`,
      [bureauId],
    );
    await admin.query('commit');
    for (const table of TABLES) await admin.query(`vacuum (analyze) ${table}`);
  }
  const { rows } = await admin.query<{ inspectionId: string; unitSlug: string; unitId: number }>(
    `select i.id as "inspectionId", t.slug as "unitSlug", t.id as "unitId" from inspection i join tenant t on t.id = i.subject_tenant_id
     where i.tenant_id = $1 and i.state = 'rectifying' and t.id = $2`,
    [bureauId, unitIds[0]],
  );
  const [found] = rows;
  if (!found) throw new Error('no inspection under way');
  return found;
};
