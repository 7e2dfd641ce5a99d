import { Client } from 'pg';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import { fillPath, listRoutes } from './routes';

/* Which screen is looked at by whom, and which rows of the demonstration district fill its address. */
interface Visit {
  as: string | null;
  slug?: string;
  /** SQL that answers one value a parameter, `$1` being the tenant of the slug. */
  params?: Record<string, string>;
  /** What stands in the address without a query. */
  given?: Record<string, string>;
}

const BUREAU = { as: 'qinghe-bureau.insp1', slug: 'qinghe-bureau' } as const;
const UNIT = { as: 'liuxi.arch', slug: 'liuxi' } as const;
const WATER = { as: 'qinghe-water.arch', slug: 'qinghe-water' } as const;
const CIVIL = { as: 'qinghe-civil.arch', slug: 'qinghe-civil' } as const;
/** The first of the district's departments by name: assessed, asked, commended. */
const ASSESSED = { as: 'qinghe-finance.arch', slug: 'qinghe-finance' } as const;
/** Where the year's filing, codes, checks and boxes were acted out. */
const KEEPERS = { as: 'qinghe-archives.dir', slug: 'qinghe-archives' } as const;
/** The counter of an archives. */
const DESK = { as: 'qinghe-archives.desk', slug: 'qinghe-archives' } as const;
/** The person of a contractor to whom a batch was opened. */
const VENDOR = { as: 'mingjing.scan', slug: 'mingjing' } as const;
const OPENED = 'select id from digitisation_access where vendor_tenant_id = $1 order by id limit 1';
const APPROVER = { as: 'qinghe-bureau.appr', slug: 'qinghe-bureau' } as const;
const newestOf = (table: string): string => `select id from ${table} where tenant_id = $1 order by id desc limit 1`;
const EXAM = "select id from exam where tenant_id = $1 and purpose = 'exam' order by id limit 1";
const ITEM = 'select id from archive_item where tenant_id = $1 order by id limit 1';
const CAMPAIGN =
  "select id from inspection_campaign where tenant_id = $1 and state <> 'draft' and drawn is not null order by id limit 1";
const INSPECTION = "select id from inspection where tenant_id = $1 and state = 'inspecting' limit 1";
const ITS_CAMPAIGN = "select campaign_id from inspection where tenant_id = $1 and state = 'inspecting' limit 1";
const PROJECT_VOLUME =
  "tenant_id = $1 and category_code = 'KJ' and parent_id is null and subcategory_code is not null and details ->> 'projectNumber' <> '' order by id limit 1";
const LIUXI_ITEM =
  "select i.id from archive_item i join tenant t on t.id = i.tenant_id where t.slug = 'liuxi' and $1 > 0 order by i.id limit 1";

/** By route. A screen that stands in neither list fails the test: it would be looked at by nobody. */
const VISITS: Readonly<Record<string, Visit>> = {
  login: { as: null },
  'invite.$token': { as: null },
  account: { as: UNIT.as },
  workspaces: { as: UNIT.as },
  'verify.$code': {
    as: null,
    slug: 'qinghe-bureau',
    params: { code: 'select verify_code from official_document where tenant_id = $1 order by id limit 1' },
  },
  'verify.certificate.$code': {
    as: null,
    slug: 'qinghe-bureau',
    params: { code: 'select verify_code from training_certificate where tenant_id = $1 order by id limit 1' },
  },
  'wall.$key': { as: null },
  'published.$slug': { as: null, slug: 'qinghe-bureau' },
  'case.$slug': { as: null, slug: 'qinghe-archives' },
  'check-in.$code': { as: 'liuxi.dept', given: { code: '123456' } },
  'w.$slug._index': UNIT,
  'w.$slug.todo': UNIT,
  'w.$slug.archives._index': UNIT,
  'w.$slug.departures': WATER,
  'w.$slug.archives.new': UNIT,
  'w.$slug.archives.grid': UNIT,
  'w.$slug.archives.drafts': WATER,
  'w.$slug.archives.bulk._index': WATER,
  'w.$slug.archives.bulk.$editId': {
    ...WATER,
    params: { editId: 'select id from bulk_edit where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.archives.import': UNIT,
  'w.$slug.archives.people': CIVIL,
  'w.$slug.archives.$itemId': { ...UNIT, params: { itemId: ITEM } },
  'w.$slug.archives.imports.$batchId': UNIT,
  'w.$slug.archives.$itemId_.files': { ...UNIT, params: { itemId: ITEM } },
  'w.$slug.digital._index': UNIT,
  'w.$slug.digital.$batchId': {
    ...UNIT,
    params: { batchId: 'select id from link_batch where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.digital.bare': UNIT,
  'w.$slug.digital.search': UNIT,
  'w.$slug.digital.checks._index': UNIT,
  'w.$slug.digital.checks.$runId': {
    ...UNIT,
    params: { runId: 'select id from four_property_run where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.digitisation._index': KEEPERS,
  'w.$slug.digitisation.$batchId': { ...KEEPERS, params: { batchId: newestOf('digitisation_batch') } },
  'w.$slug.digitisation.progress': KEEPERS,
  'w.$slug.digitisation.proposals': KEEPERS,
  'w.$slug.opened-batches._index': VENDOR,
  'w.$slug.opened-batches.$accessId._index': { ...VENDOR, params: { accessId: OPENED } },
  'w.$slug.opened-batches.$accessId.$itemId': {
    ...VENDOR,
    params: {
      accessId: OPENED,
      itemId:
        'select p.item_id from scan_page p join digitisation_access a on a.tenant_id = p.tenant_id and a.batch_id = p.batch_id join digitisation_item d on d.tenant_id = p.tenant_id and d.batch_id = p.batch_id and d.item_id = p.item_id and d.is_active where a.vendor_tenant_id = $1 order by a.id, p.id limit 1',
    },
  },
  'w.$slug.digital.fixity': UNIT,
  'w.$slug.digital.incidents._index': UNIT,
  'w.$slug.digital.incidents.$incidentId': {
    ...UNIT,
    params: { incidentId: 'select id from fixity_incident where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.visits._index': DESK,
  'w.$slug.visits.loans': DESK,
  'w.$slug.visits.services': DESK,
  'w.$slug.visits.cases': DESK,
  'w.$slug.visits.reservations': DESK,
  'w.$slug.visits.effects': DESK,
  'w.$slug.visits.sought': DESK,
  'w.$slug.visits.demand': DESK,
  'w.$slug.visits.restrictions': DESK,
  'w.$slug.commitments': UNIT,
  'w.$slug.rules._index': KEEPERS,
  'w.$slug.rules.$entryId': {
    ...KEEPERS,
    params: {
      entryId:
        "select id from register_entry where tenant_id = $1 and register_code = 'rule_document' and said ->> 'kind' = 'secrecy' order by id desc limit 1",
    },
  },
  'w.$slug.received._index': UNIT,
  'w.$slug.received.$dispatchId': {
    ...UNIT,
    params: {
      dispatchId: "select id from dispatch where addressee_tenant_id = $1 and kind = 'inspection_notice' limit 1",
    },
  },
  'w.$slug.dispatches._index': UNIT,
  'w.$slug.dispatches.$dispatchId': {
    ...UNIT,
    params: {
      dispatchId: "select id from dispatch where addressee_tenant_id = $1 and kind = 'inspection_notice' limit 1",
    },
  },
  'w.$slug.figures._index': UNIT,
  'w.$slug.figures.$code': { ...UNIT, given: { code: FIGURE_CODES[0] } },
  'w.$slug.figures.dashboard': UNIT,
  'w.$slug.figures.district': BUREAU,
  'w.$slug.figures.wall': BUREAU,
  'w.$slug.figures.custom._index': UNIT,
  'w.$slug.figures.custom.$figureId': { ...UNIT, params: { figureId: newestOf('custom_figure') } },
  'w.$slug.figures.holdings': UNIT,
  'w.$slug.figures.units_.$unitTenantId': {
    ...BUREAU,
    params: {
      unitTenantId:
        "select tenant_id as id from figure_release where addressee_tenant_id = $1 and basis = 'own' and said is null order by year desc, tenant_id limit 1",
    },
  },
  'w.$slug.figures.received': BUREAU,
  'w.$slug.figures.received_.custom': BUREAU,
  'w.$slug.figures.received_.$unitTenantId.$code': {
    ...BUREAU,
    given: { code: 'S0-09' },
    params: {
      unitTenantId:
        "select tenant_id as id from figure_release where addressee_tenant_id = $1 and figure_code = 'S0-09' and basis = 'own' and state = 'released' order by year desc, tenant_id limit 1",
    },
  },
  'w.$slug.figures.units': BUREAU,
  'w.$slug.reports._index': UNIT,
  'w.$slug.reports.statistics._index': UNIT,
  'w.$slug.reports.statistics.$formKey': { ...UNIT, given: { formKey: 'DJ3' } },
  'w.$slug.reports.statistics.rows.$code': { ...UNIT, given: { code: 'S013' } },
  'w.$slug.reports.statistics.received._index': BUREAU,
  'w.$slug.reports.statistics.received.$formKey': { ...BUREAU, given: { formKey: 'DJ3' } },
  'w.$slug.reports.statistics.forms': BUREAU,
  'w.$slug.reports.$reportId._index': {
    ...UNIT,
    params: { reportId: "select id from annual_report where tenant_id = $1 and state = 'draft' order by id limit 1" },
  },
  'w.$slug.reports.$reportId.rows': { ...UNIT, params: { reportId: newestOf('annual_report') } },
  'w.$slug.reports.$reportId.versions': { ...UNIT, params: { reportId: newestOf('annual_report') } },
  'w.$slug.outsourcing._index': UNIT,
  'w.$slug.outsourcing.$filingId': { ...UNIT, params: { filingId: newestOf('outsourcing_filing') } },
  'w.$slug.outsourcing.received._index': BUREAU,
  'w.$slug.outsourcing.received.$dispatchId': {
    ...BUREAU,
    params: {
      dispatchId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'outsourcing_filing' order by id limit 1",
    },
  },
  'w.$slug.outsourcing.providers': BUREAU,
  'w.$slug.incidents._index': UNIT,
  'w.$slug.incidents.$incidentId': { ...UNIT, params: { incidentId: newestOf('safety_incident') } },
  'w.$slug.incidents.received._index': BUREAU,
  'w.$slug.incidents.received.$incidentId': {
    ...BUREAU,
    params: {
      incidentId:
        "select object_id from dispatch where addressee_tenant_id = $1 and kind = 'incident_report' order by id limit 1",
    },
  },
  'w.$slug.drills._index': UNIT,
  'w.$slug.drills.$drillId': { ...UNIT, params: { drillId: newestOf('emergency_drill') } },
  'w.$slug.grants._index': UNIT,
  'w.$slug.grants.$grantId': {
    ...UNIT,
    params: { grantId: 'select id from access_grant where addressee_tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.granted._index': BUREAU,
  'w.$slug.granted.$unitSlug._index': { ...BUREAU, given: { unitSlug: 'liuxi' } },
  'w.$slug.granted.$unitSlug.visits': { ...BUREAU, given: { unitSlug: 'liuxi' } },
  'w.$slug.granted.$unitSlug.registers': { ...BUREAU, given: { unitSlug: 'liuxi' } },
  'w.$slug.granted.$unitSlug.registers_.$code': { ...BUREAU, given: { unitSlug: 'liuxi', code: 'safety_check' } },
  'w.$slug.granted.$unitSlug.registers_.entries.$entryId': {
    ...BUREAU,
    given: { unitSlug: 'liuxi' },
    params: {
      entryId:
        "select e.id from register_entry e join tenant t on t.id = e.tenant_id where t.slug = 'liuxi' and e.register_code = 'safety_check' and $1 > 0 order by e.entry_on desc, e.id desc limit 1",
    },
  },
  'w.$slug.granted.$unitSlug.archives._index': { ...BUREAU, given: { unitSlug: 'liuxi' } },
  'w.$slug.granted.$unitSlug.archives.$itemId': {
    ...BUREAU,
    given: { unitSlug: 'liuxi' },
    params: { itemId: LIUXI_ITEM },
  },
  'w.$slug.granted.$unitSlug.archives.$itemId_.files': {
    ...BUREAU,
    given: { unitSlug: 'liuxi' },
    params: { itemId: LIUXI_ITEM },
  },
  'w.$slug.inspection-objects': BUREAU,
  'w.$slug.inspection-plans._index': BUREAU,
  'w.$slug.inspection-plans.$planId': { ...BUREAU, params: { planId: newestOf('inspection_plan') } },
  'w.$slug.inspections._index': BUREAU,
  'w.$slug.inspectors': BUREAU,
  'w.$slug.inspections.$campaignId._index': { ...BUREAU, params: { campaignId: CAMPAIGN } },
  'w.$slug.inspections.$campaignId.$inspectionId': {
    ...BUREAU,
    params: { campaignId: ITS_CAMPAIGN, inspectionId: INSPECTION },
  },
  'w.$slug.documents._index': BUREAU,
  'w.$slug.findings._index': BUREAU,
  'w.$slug.inspections.$campaignId.$inspectionId_.review': {
    ...BUREAU,
    params: { campaignId: ITS_CAMPAIGN, inspectionId: INSPECTION },
  },
  'w.$slug.checklists._index': BUREAU,
  'w.$slug.checklists.$checklistId': {
    ...BUREAU,
    params: { checklistId: "select id from checklist where tenant_id = $1 and state = 'draft' order by id limit 1" },
  },
  'w.$slug.assessments._index': BUREAU,
  'w.$slug.assessments.$roundId': { ...BUREAU, params: { roundId: newestOf('assessment_round') } },
  'w.$slug.assessment-schemes': BUREAU,
  'w.$slug.assessment-sheets.$sheetId': {
    ...BUREAU,
    params: {
      sheetId: "select id from assessment_sheet where tenant_id = $1 and state = 'scored' order by id limit 1",
    },
  },
  'w.$slug.assessment-years': BUREAU,
  'w.$slug.assessment-results': BUREAU,
  'w.$slug.creations._index': BUREAU,
  'w.$slug.creations.$dispatchId': {
    ...BUREAU,
    params: {
      dispatchId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'creation_report' order by dispatched_at desc, id desc limit 1",
    },
  },
  'w.$slug.my-creations._index': UNIT,
  'w.$slug.my-creations.$projectId': { ...UNIT, params: { projectId: newestOf('creation_project') } },
  'w.$slug.ratings': BUREAU,
  'w.$slug.honours': BUREAU,
  'w.$slug.model-cases': BUREAU,
  'w.$slug.questionnaires._index': BUREAU,
  'w.$slug.questionnaires.$questionnaireId': {
    ...BUREAU,
    params: {
      questionnaireId: "select id from questionnaire where tenant_id = $1 and state = 'closed' order by id limit 1",
    },
  },
  'w.$slug.my-assessments._index': ASSESSED,
  'w.$slug.my-assessments.$scoreDispatchId': {
    ...ASSESSED,
    params: {
      scoreDispatchId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'assessment_score' order by dispatched_at desc, id desc limit 1",
    },
  },
  'w.$slug.my-cases': ASSESSED,
  'w.$slug.my-questionnaires._index': ASSESSED,
  'w.$slug.my-questionnaires.$dispatchId': {
    ...ASSESSED,
    params: {
      dispatchId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'questionnaire' order by dispatched_at desc, id desc limit 1",
    },
  },
  'w.$slug.my-ratings': UNIT,
  'w.$slug.probes': UNIT,
  'w.$slug.self-checks._index': UNIT,
  'w.$slug.self-checks.$selfCheckId': { ...UNIT, params: { selfCheckId: newestOf('self_check') } },
  'w.$slug.inspections.$campaignId.$inspectionId_.onsite': {
    ...BUREAU,
    params: { campaignId: ITS_CAMPAIGN, inspectionId: INSPECTION },
  },
  'w.$slug_.onsite': BUREAU,
  'w.$slug.supervision-record': UNIT,
  'w.$slug.unit-fields': BUREAU,
  'w.$slug.unit-work': BUREAU,
  'w.$slug.safety-state': KEEPERS,
  'w.$slug.unit-map': BUREAU,
  'w.$slug.unit-years': BUREAU,
  'w.$slug.units._index': BUREAU,
  'w.$slug.units.$unitSlug': { ...BUREAU, given: { unitSlug: 'liuxi' } },
  'w.$slug.exams._index': BUREAU,
  'w.$slug.exams.$examId': { ...BUREAU, params: { examId: EXAM } },
  'w.$slug.exam-papers._index': BUREAU,
  'w.$slug.exam-papers.$paperId': { ...BUREAU, params: { paperId: newestOf('exam_paper') } },
  'w.$slug.exam-questions._index': BUREAU,
  'w.$slug.exam-questions.$questionId': { ...BUREAU, params: { questionId: newestOf('exam_question') } },
  'w.$slug.contests._index': BUREAU,
  'w.$slug.contests.$contestId': { ...BUREAU, params: { contestId: newestOf('contest') } },
  'w.$slug.contests.$contestId_.rounds.$roundId': {
    ...BUREAU,
    params: {
      contestId: 'select contest_id from contest_round where tenant_id = $1 order by id desc limit 1',
      roundId: newestOf('contest_round'),
    },
  },
  'w.$slug.my-exams._index': UNIT,
  'w.$slug.own-results': UNIT,
  'w.$slug.my-talents': UNIT,
  'w.$slug.expert-invitations': UNIT,
  'w.$slug.talents': BUREAU,
  'w.$slug.expert-draws': BUREAU,
  'w.$slug.talent-people._index': BUREAU,
  'w.$slug.talent-people.person': BUREAU,
  'w.$slug.my-exams.$examId': {
    ...UNIT,
    params: { examId: 'select exam_id from exam_attempt where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug_.sitting.$attemptId': {
    as: 'liuxi.lead',
    slug: 'liuxi',
    params: {
      attemptId: 'select id from exam_attempt where tenant_id = $1 and dispatched_at is null order by id limit 1',
    },
  },
  'w.$slug.guidance._index': BUREAU,
  'w.$slug.guidance.calendar': BUREAU,
  'w.$slug.guidance.coverage': BUREAU,
  'w.$slug.guidance.events.$guidanceId': { ...BUREAU, params: { guidanceId: newestOf('guidance_event') } },
  'w.$slug.guidance.exchanges': BUREAU,
  'w.$slug.guidance.materials._index': BUREAU,
  'w.$slug.guidance.materials.$materialId': { ...BUREAU, params: { materialId: newestOf('guidance_material') } },
  'w.$slug.guidance.new': BUREAU,
  'w.$slug.guidance.questions': BUREAU,
  'w.$slug.guidance.sites._index': BUREAU,
  'w.$slug.guidance.sites.$siteId': { ...BUREAU, params: { siteId: newestOf('demonstration_site') } },
  'w.$slug.knowledge': UNIT,
  'w.$slug.my-calendar': UNIT,
  'w.$slug.platform-checks': BUREAU,
  'w.$slug.my-guidance': UNIT,
  'w.$slug.my-exchanges': UNIT,
  'w.$slug.my-materials': UNIT,
  'w.$slug.my-questions': UNIT,
  'w.$slug.questions.$questionId': {
    ...BUREAU,
    params: { questionId: 'select question_id from guidance_reply where tenant_id = $1 order by id limit 1' },
  },
  'w.$slug.training._index': BUREAU,
  'w.$slug.training.$sessionId': {
    ...BUREAU,
    params: { sessionId: "select id from course_session where tenant_id = $1 and state = 'held' order by id limit 1" },
  },
  'w.$slug.training.certificates': BUREAU,
  'w.$slug.training.courses._index': BUREAU,
  'w.$slug.training.courses.$courseId': { ...BUREAU, params: { courseId: newestOf('course') } },
  'w.$slug.training.hours._index': UNIT,
  'w.$slug.training.hours.$traineeId': { ...UNIT, params: { traineeId: newestOf('trainee') } },
  'w.$slug.training.invitations': UNIT,
  'w.$slug.training.skills': BUREAU,
  'w.$slug.training.study-plan': BUREAU,
  'w.$slug.training.system': UNIT,
  'w.$slug.training.learn._index': UNIT,
  'w.$slug.training.learn.$dispatchId': {
    ...UNIT,
    params: {
      dispatchId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'training_material' order by id limit 1",
    },
  },
  'w.$slug.members': { as: 'liuxi.sys', slug: 'liuxi' },
  'w.$slug.supervision': { as: 'qinghe-bureau.lead', slug: 'qinghe-bureau' },
  'w.$slug.jobs': UNIT,
  'w.$slug.search': UNIT,
  'w.$slug.granted.search': BUREAU,
  'w.$slug.granted.thematic': BUREAU,
  'w.$slug.granted.topics': BUREAU,
  'w.$slug.checks._index': WATER,
  'w.$slug.checks.$runId': { ...WATER, params: { runId: newestOf('check_run') } },
  'w.$slug.fonds._index': WATER,
  'w.$slug.fonds.$fondsId': {
    ...WATER,
    params: { fondsId: 'select id from fonds where tenant_id = $1 order by number limit 1' },
  },
  'w.$slug.fonds.$fondsId_.card': {
    ...WATER,
    params: { fondsId: 'select id from fonds where tenant_id = $1 order by number limit 1' },
  },
  'w.$slug.fonds.changes': WATER,
  'w.$slug.fonds.codes': WATER,
  'w.$slug.fonds.holdings': KEEPERS,
  'w.$slug.fonds.holdings_.rows': KEEPERS,
  'w.$slug.fonds.incomplete': WATER,
  'w.$slug.fonds.number-gaps': WATER,
  'w.$slug.fonds.projects._index': WATER,
  'w.$slug.fonds.projects.$fondsId.$projectKey': {
    ...WATER,
    params: {
      fondsId: `select fonds_id from archive_item where ${PROJECT_VOLUME}`,
      projectKey: `select subcategory_code || '·' || (details ->> 'projectNumber') from archive_item where ${PROJECT_VOLUME}`,
    },
  },
  'w.$slug.fonds.settings': WATER,
  'w.$slug.fonds.tables._index': WATER,
  'w.$slug.fonds.tables.$renumberingId': { ...WATER, params: { renumberingId: newestOf('renumbering') } },
  'w.$slug.filing._index': WATER,
  'w.$slug.filing.corrections': WATER,
  'w.$slug.filing.departments': WATER,
  'w.$slug.filing.events._index': WATER,
  'w.$slug.filing.events.$eventId': { ...WATER, params: { eventId: newestOf('major_event') } },
  'w.$slug.filing.gaps': WATER,
  'w.$slug.filing.inbox': WATER,
  'w.$slug.filing.key-tasks': BUREAU,
  'w.$slug.filing.unit-events': BUREAU,
  'w.$slug.filing.assessments._index': WATER,
  'w.$slug.filing.assessments.$assessmentId': { ...WATER, params: { assessmentId: newestOf('department_assessment') } },
  'w.$slug.department-sheets._index': { as: 'qinghe-water.dept', slug: 'qinghe-water' },
  'w.$slug.department-sheets.$sheetId': { ...WATER, params: { sheetId: newestOf('department_sheet') } },
  'w.$slug.filing.units': BUREAU,
  'w.$slug.filing.checks._index': BUREAU,
  'w.$slug.filing.checks.$checkId': {
    ...BUREAU,
    params: {
      checkId: "select id from dispatch where tenant_id = $1 and kind = 'collection_check' order by id limit 1",
    },
  },
  'w.$slug.filing.schedules._index': WATER,
  'w.$slug.filing.schedules.$scheduleId': { ...WATER, params: { scheduleId: newestOf('retention_schedule') } },
  'w.$slug.hand-in': { as: 'qinghe-water.dept', slug: 'qinghe-water' },
  'w.$slug.schedule-reviews._index': APPROVER,
  'w.$slug.schedule-reviews.$submissionId': {
    ...APPROVER,
    params: {
      submissionId:
        "select id from dispatch where addressee_tenant_id = $1 and kind = 'retention_schedule' order by id limit 1",
    },
  },
  'w.$slug.storage._index': WATER,
  'w.$slug.storage.boxes._index': WATER,
  'w.$slug.storage.boxes.$boxId': { ...WATER, params: { boxId: newestOf('box') } },
  'w.$slug.storage.boxes.pack': WATER,
  'w.$slug.storage.out': WATER,
  'w.$slug.storage.protection': WATER,
  'w.$slug.storage.shelve': WATER,
  'w.$slug.storage.unboxed': WATER,
  'w.$slug.storage.stock-takes._index': WATER,
  'w.$slug.storage.stock-takes.$stockTakeId._index': { ...WATER, params: { stockTakeId: newestOf('stock_take') } },
  'w.$slug.storage.stock-takes.$stockTakeId.scan': { ...WATER, params: { stockTakeId: newestOf('stock_take') } },
  'w.$slug.accessions._index': KEEPERS,
  'w.$slug.accessions.$accessionId._index': { ...KEEPERS, params: { accessionId: newestOf('accession') } },
  'w.$slug.accessions.$accessionId.link': { ...KEEPERS, params: { accessionId: newestOf('accession') } },
  'w.$slug.accessions.persons': KEEPERS,
  'w.$slug.accessions.topics': KEEPERS,
  'w.$slug.transfers._index': UNIT,
  'w.$slug.transfers.$batchId._index': { ...UNIT, params: { batchId: newestOf('transfer_batch') } },
  'w.$slug.transfers.$batchId.pick': { ...UNIT, params: { batchId: newestOf('transfer_batch') } },
  'w.$slug.transfers.due': UNIT,
  'w.$slug.transfers.plans': UNIT,
  'w.$slug.intakes._index': KEEPERS,
  'w.$slug.intakes.$intakeId': { ...KEEPERS, params: { intakeId: newestOf('transfer_intake') } },
  'w.$slug.intake-plans._index': KEEPERS,
  'w.$slug.intake-plans.$planId._index': { ...KEEPERS, params: { planId: newestOf('intake_plan') } },
  'w.$slug.intake-plans.$planId.records': { ...KEEPERS, params: { planId: newestOf('intake_plan') } },
  'w.$slug.intakes.waiting': KEEPERS,
  'w.$slug.collection._index': KEEPERS,
  'w.$slug.collection.appeals': KEEPERS,
  'w.$slug.openings': KEEPERS,
  'w.$slug.openings_.$decisionId': { ...KEEPERS, params: { decisionId: newestOf('opening_decision') } },
  'w.$slug.exhibition-texts._index': KEEPERS,
  'w.$slug.exhibition-texts.$textId': { ...KEEPERS, params: { textId: newestOf('exhibition_text') } },
  'w.$slug.registers.timetable': UNIT,
  'w.$slug.registers._index': KEEPERS,
  'w.$slug.registers.late': KEEPERS,
  'w.$slug.registers.imports.$importId': { ...KEEPERS, params: { importId: newestOf('register_import') } },
  'w.$slug.registers.$code._index': { ...KEEPERS, given: { code: 'room_climate' } },
  'w.$slug.registers.$code.sheet': { ...KEEPERS, given: { code: 'room_climate' } },
  'w.$slug.registers.entries.$entryId': {
    ...KEEPERS,
    params: {
      entryId:
        "select id from register_entry where tenant_id = $1 and register_code = 'safety_check' order by id desc limit 1",
    },
  },
  'w.$slug.audit': { as: 'liuxi.audit', slug: 'liuxi' },
};

/** Addresses that show nothing of their own: doors, layouts, and the pages for what is not there. */
const NO_SCREENS = new Set(['_index', '$', 'w.$slug', 'w.$slug.$', 'preferences', 'sign-out']);

export interface Screen {
  name: string;
  path: string;
  as: string | null;
}

/**
 * Every screen of the build with its address; `made` is what the test has made for those the district has no row for.
 * @throws when a screen has no visit, or the district no fitting row
 */
export const listScreens = async (adminUrl: string, made: Readonly<Record<string, string>>): Promise<Screen[]> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const screens: Screen[] = [];
    for (const route of listRoutes()) {
      const name = route.id.replace(/^routes\//, '');
      if (NO_SCREENS.has(name)) continue;
      const visit = VISITS[name];
      if (!visit) throw new Error(`e2e/support/screens.ts does not know ${name}`);
      const values: Record<string, string> = { ...made, ...visit.given, slug: visit.slug ?? '' };
      for (const [param, query] of Object.entries(visit.params ?? {})) {
        const { rows } = await admin.query<Record<string, string>>(
          `select found.* from (${query}) found`.replaceAll('$1', '(select id from tenant where slug = $1)'),
          [visit.slug],
        );
        const found = Object.values(rows[0] ?? {})[0];
        if (!found) throw new Error(`the district has nothing for ${param} of ${name}`);
        values[param] = found;
      }
      screens.push({ name, path: fillPath(route, values), as: visit.as });
    }
    return screens;
  } finally {
    await admin.end();
  }
};
