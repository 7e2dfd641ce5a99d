import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { RegisterDefinition } from './register-definition.ts';
import { alarm } from './registers/alarm.ts';
import { allianceMember } from './registers/alliance-member.ts';
import { area } from './registers/area.ts';
import { backupRecord } from './registers/backup-record.ts';
import { budget } from './registers/budget.ts';
import { centralTask } from './registers/central-task.ts';
import { classifiedCustody } from './registers/classified-custody.ts';
import { commitment } from './registers/commitment.ts';
import { commitmentTemplate } from './registers/commitment-template.ts';
import { compilation } from './registers/compilation.ts';
import { complaint } from './registers/complaint.ts';
import { conservation } from './registers/conservation.ts';
import { construction } from './registers/construction.ts';
import { contest } from './registers/contest.ts';
import { contribution } from './registers/contribution.ts';
import { documentationProject } from './registers/documentation-project.ts';
import { duty } from './registers/duty.ts';
import { emergencyPlan } from './registers/emergency-plan.ts';
import { equipment } from './registers/equipment.ts';
import { exchangeMeeting } from './registers/exchange-meeting.ts';
import { exhibit } from './registers/exhibit.ts';
import { exhibition } from './registers/exhibition.ts';
import { exhibitionVisit } from './registers/exhibition-visit.ts';
import { expert } from './registers/expert.ts';
import { externalAssessment } from './registers/external-assessment.ts';
import { fireCheck } from './registers/fire-check.ts';
import { fundApplication } from './registers/fund-application.ts';
import { grantApplication } from './registers/grant-application.ts';
import { guidanceProject } from './registers/guidance-project.ts';
import { guidanceTopic } from './registers/guidance-topic.ts';
import { handout } from './registers/handout.ts';
import { hazard } from './registers/hazard.ts';
import { issuedDocument } from './registers/issued-document.ts';
import { jointAction } from './registers/joint-action.ts';
import { keyCustody } from './registers/key-custody.ts';
import { lawDocument } from './registers/law-document.ts';
import { leaderVisit } from './registers/leader-visit.ts';
import { leadingGroup } from './registers/leading-group.ts';
import { maintenance } from './registers/maintenance.ts';
import { mediaPlan } from './registers/media-plan.ts';
import { mediumCheck } from './registers/medium-check.ts';
import { meeting } from './registers/meeting.ts';
import { observationNote } from './registers/observation-note.ts';
import { outsideInspection } from './registers/outside-inspection.ts';
import { outsideQuestionnaire } from './registers/outside-questionnaire.ts';
import { ownCapability } from './registers/own-capability.ts';
import { partTimeArchivist } from './registers/part-time-archivist.ts';
import { partnerOrg } from './registers/partner-org.ts';
import { pestTreatment } from './registers/pest-treatment.ts';
import { planGoal } from './registers/plan-goal.ts';
import { planTarget } from './registers/plan-target.ts';
import { planTask } from './registers/plan-task.ts';
import { problem } from './registers/problem.ts';
import { professionalTitle } from './registers/professional-title.ts';
import { programme } from './registers/programme.ts';
import { promotion } from './registers/promotion.ts';
import { protection } from './registers/protection.ts';
import { publicitySite } from './registers/publicity-site.ts';
import { referenceReport } from './registers/reference-report.ts';
import { repair } from './registers/repair.ts';
import { responsibility } from './registers/responsibility.ts';
import { roomClimate } from './registers/room-climate.ts';
import { roomEntry } from './registers/room-entry.ts';
import { ruleDocument } from './registers/rule-document.ts';
import { safetyCheck } from './registers/safety-check.ts';
import { secrecyCheck } from './registers/secrecy-check.ts';
import { securityMeasure } from './registers/security-measure.ts';
import { selfAssessment } from './registers/self-assessment.ts';
import { serviceMeasure } from './registers/service-measure.ts';
import { siteVisit } from './registers/site-visit.ts';
import { softwareAsset } from './registers/software-asset.ts';
import { spending } from './registers/spending.ts';
import { staff } from './registers/staff.ts';
import { staffPost } from './registers/staff-post.ts';
import { staffSkill } from './registers/staff-skill.ts';
import { staffTransfer } from './registers/staff-transfer.ts';
import { studyAttendance } from './registers/study-attendance.ts';
import { studyLog } from './registers/study-log.ts';
import { studyPlan } from './registers/study-plan.ts';
import { studySession } from './registers/study-session.ts';
import { studyVisit } from './registers/study-visit.ts';
import { submission } from './registers/submission.ts';
import { superiorTask } from './registers/superior-task.ts';
import { supervisionItem } from './registers/supervision-item.ts';
import { talentNomination } from './registers/talent-nomination.ts';
import { topicLead } from './registers/topic-lead.ts';
import { trainingBase } from './registers/training-base.ts';

/** All registers, in the order in which they are listed within their group. A new one is a file and a line here. */
export const REGISTERS: readonly RegisterDefinition[] = [
  roomClimate,
  pestTreatment,
  roomEntry,
  keyCustody,
  equipment,
  maintenance,
  repair,
  area,
  construction,
  conservation,
  mediumCheck,
  backupRecord,
  softwareAsset,
  safetyCheck,
  fireCheck,
  hazard,
  protection,
  emergencyPlan,
  duty,
  alarm,
  securityMeasure,
  commitment,
  commitmentTemplate,
  classifiedCustody,
  secrecyCheck,
  staff,
  partTimeArchivist,
  staffPost,
  staffTransfer,
  staffSkill,
  centralTask,
  studySession,
  studyAttendance,
  studyPlan,
  studyLog,
  studyVisit,
  expert,
  talentNomination,
  contest,
  trainingBase,
  professionalTitle,
  leadingGroup,
  responsibility,
  ruleDocument,
  meeting,
  exchangeMeeting,
  jointAction,
  partnerOrg,
  issuedDocument,
  lawDocument,
  leaderVisit,
  planTask,
  planTarget,
  planGoal,
  programme,
  guidanceProject,
  guidanceTopic,
  superiorTask,
  supervisionItem,
  ownCapability,
  problem,
  observationNote,
  budget,
  fundApplication,
  spending,
  grantApplication,
  exhibition,
  exhibit,
  exhibitionVisit,
  promotion,
  publicitySite,
  handout,
  submission,
  mediaPlan,
  contribution,
  referenceReport,
  compilation,
  topicLead,
  allianceMember,
  documentationProject,
  siteVisit,
  externalAssessment,
  selfAssessment,
  outsideInspection,
  outsideQuestionnaire,
  complaint,
  serviceMeasure,
];

const BY_CODE = new Map(REGISTERS.map((definition) => [definition.code, definition]));

export const registerOfCode = (code: string | undefined): RegisterDefinition | undefined =>
  code === undefined ? undefined : BY_CODE.get(code);

/** The register of that code, where a unit of this kind keeps it. */
export const findRegister = (code: string, kind: TenantKind): RegisterDefinition | undefined => {
  const definition = registerOfCode(code);
  return definition?.tenantKinds.includes(kind) ? definition : undefined;
};

export const registersOf = (kind: TenantKind): RegisterDefinition[] =>
  REGISTERS.filter((definition) => definition.tenantKinds.includes(kind));

/**
 * Codes of the registers of a unit of this kind that a grant opens: those that are named, or all that are not confined.
 * What is confined is opened only by its name.
 */
export const grantedRegistersOf = (kind: TenantKind, named?: readonly string[]): string[] =>
  registersOf(kind)
    .filter(({ code, isConfined }) => (named ? named.includes(code) : !isConfined))
    .map(({ code }) => code);
