import { archiveRouter } from '@/server/features/archive/archive.router';
import { digitisationRouter } from '@/server/features/digital/batches/digitisation.router';
import { digitalRouter } from '@/server/features/digital/digital.router';
import { fixityRouter } from '@/server/features/digital/fixity/fixity.router';
import { dispositionRouter } from '@/server/features/disposition/disposition.router';
import { contestRouter } from '@/server/features/exam/contest.router';
import { examRouter } from '@/server/features/exam/exam.router';
import { sittingRouter } from '@/server/features/exam/sitting.router';
import { exhibitionRouter } from '@/server/features/exhibition/exhibition.router';
import { customFigureRouter } from '@/server/features/figure/custom-figure.router';
import { figureRouter } from '@/server/features/figure/figure.router';
import { holdingsRouter } from '@/server/features/figure/holdings.router';
import { wallRouter } from '@/server/features/figure/wall.router';
import { filingRouter } from '@/server/features/filing/filing.router';
import { fondsRouter } from '@/server/features/fonds/fonds.router';
import { demonstrationRouter } from '@/server/features/guidance/demonstration.router';
import { guidanceRouter } from '@/server/features/guidance/guidance.router';
import { guidanceDeskRouter } from '@/server/features/guidance/guidance-desk.router';
import { sessionRouter } from '@/server/features/identity/session.router';
import { assessmentRouter } from '@/server/features/inspection/assessment/assessment.router';
import { checklistRouter } from '@/server/features/inspection/checklist/checklist.router';
import { closureRouter } from '@/server/features/inspection/closure/closure.router';
import { commendationRouter } from '@/server/features/inspection/commendation/commendation.router';
import { creationRouter } from '@/server/features/inspection/creation/creation.router';
import { departmentAssessmentRouter } from '@/server/features/inspection/department/department.router';
import { districtRouter } from '@/server/features/inspection/district/district.router';
import { documentsRouter } from '@/server/features/inspection/documents/documents.router';
import { platformCheckRouter } from '@/server/features/inspection/exchange/platform-check.router';
import { inspectionRouter } from '@/server/features/inspection/inspection.router';
import { inspectionPlanRouter } from '@/server/features/inspection/inspection-plan.router';
import { onsiteRouter } from '@/server/features/inspection/onsite/onsite.router';
import { probeRouter } from '@/server/features/inspection/probe/probe.router';
import { questionnaireRouter } from '@/server/features/inspection/questionnaire/questionnaire.router';
import { ratingRouter } from '@/server/features/inspection/rating/rating.router';
import { selfCheckRouter } from '@/server/features/inspection/self-check/self-check.router';
import { workStateRouter } from '@/server/features/inspection/work-state/work-state.router';
import { outsourcingRouter } from '@/server/features/outsourcing/outsourcing.router';
import { platformRouter } from '@/server/features/platform/platform.router';
import { registerRouter } from '@/server/features/register/register.router';
import { reportRouter } from '@/server/features/report/report.router';
import { safetyRouter } from '@/server/features/safety/safety.router';
import { rulesRouter } from '@/server/features/secrecy/rules.router';
import { secrecyRouter } from '@/server/features/secrecy/secrecy.router';
import { statisticsRouter } from '@/server/features/statistics/statistics.router';
import { storageRouter } from '@/server/features/storage/storage.router';
import { talentRouter } from '@/server/features/talent/talent.router';
import { dispatchRouter } from '@/server/features/tenancy/dispatch.router';
import { grantsRouter } from '@/server/features/tenancy/grants.router';
import { tenancyRouter } from '@/server/features/tenancy/tenancy.router';
import { certificatesRouter } from '@/server/features/training/certificates/certificates.router';
import { coursesRouter } from '@/server/features/training/courses/courses.router';
import { enrolmentRouter } from '@/server/features/training/enrolment/enrolment.router';
import { hoursRouter } from '@/server/features/training/hours/hours.router';
import { skillsRouter } from '@/server/features/training/skills/skills.router';
import { studyPlanRouter } from '@/server/features/training/study-plan/study-plan.router';
import { systemTrainingRouter } from '@/server/features/training/system-training/system-training.router';
import { trainingRouter } from '@/server/features/training/training.router';
import { loanRouter } from '@/server/features/use/loan.router';
import { reservationRouter } from '@/server/features/use/reservation.router';
import { serviceRouter } from '@/server/features/use/service.router';
import { useRouter } from '@/server/features/use/use.router';
import { useEffectRouter } from '@/server/features/use/use-effect.router';
import { workspaceRouter } from '@/server/features/workspace/workspace.router';
import { createCallerFactory, router } from './init.ts';

export const appRouter = router({
  archive: archiveRouter,
  closure: closureRouter,
  contest: contestRouter,
  district: districtRouter,
  documents: documentsRouter,
  exam: examRouter,
  digital: digitalRouter,
  digitisation: digitisationRouter,
  fixity: fixityRouter,
  fonds: fondsRouter,
  workspace: workspaceRouter,
  session: sessionRouter,
  tenancy: tenancyRouter,
  grants: grantsRouter,
  dispatch: dispatchRouter,
  platform: platformRouter,
  figure: figureRouter,
  filing: filingRouter,
  demonstration: demonstrationRouter,
  guidance: guidanceRouter,
  guidanceDesk: guidanceDeskRouter,
  assessment: assessmentRouter,
  creation: creationRouter,
  departmentAssessment: departmentAssessmentRouter,
  checklist: checklistRouter,
  commendation: commendationRouter,
  talent: talentRouter,
  inspection: inspectionRouter,
  inspectionPlan: inspectionPlanRouter,
  platformCheck: platformCheckRouter,
  workState: workStateRouter,
  outsourcing: outsourcingRouter,
  probe: probeRouter,
  questionnaire: questionnaireRouter,
  rating: ratingRouter,
  safety: safetyRouter,
  selfCheck: selfCheckRouter,
  onsite: onsiteRouter,
  rules: rulesRouter,
  secrecy: secrecyRouter,
  use: useRouter,
  effect: useEffectRouter,
  loan: loanRouter,
  reservation: reservationRouter,
  service: serviceRouter,
  exhibition: exhibitionRouter,
  training: trainingRouter,
  certificates: certificatesRouter,
  courses: coursesRouter,
  enrolment: enrolmentRouter,
  hours: hoursRouter,
  sitting: sittingRouter,
  skills: skillsRouter,
  studyPlan: studyPlanRouter,
  systemTraining: systemTrainingRouter,
  statistics: statisticsRouter,
  storage: storageRouter,
  disposition: dispositionRouter,
  register: registerRouter,
  report: reportRouter,
  wall: wallRouter,
  holdings: holdingsRouter,
  customFigure: customFigureRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
