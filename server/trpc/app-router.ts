import { archiveRouter } from '@/server/features/archive/archive.router';
import { digitisationRouter } from '@/server/features/digital/batches/digitisation.router';
import { digitalRouter } from '@/server/features/digital/digital.router';
import { fixityRouter } from '@/server/features/digital/fixity/fixity.router';
import { dispositionRouter } from '@/server/features/disposition/disposition.router';
import { figureRouter } from '@/server/features/figure/figure.router';
import { filingRouter } from '@/server/features/filing/filing.router';
import { fondsRouter } from '@/server/features/fonds/fonds.router';
import { guidanceRouter } from '@/server/features/guidance/guidance.router';
import { sessionRouter } from '@/server/features/identity/session.router';
import { assessmentRouter } from '@/server/features/inspection/assessment/assessment.router';
import { checklistRouter } from '@/server/features/inspection/checklist/checklist.router';
import { closureRouter } from '@/server/features/inspection/closure/closure.router';
import { commendationRouter } from '@/server/features/inspection/commendation/commendation.router';
import { districtRouter } from '@/server/features/inspection/district/district.router';
import { documentsRouter } from '@/server/features/inspection/documents/documents.router';
import { inspectionRouter } from '@/server/features/inspection/inspection.router';
import { inspectionPlanRouter } from '@/server/features/inspection/inspection-plan.router';
import { onsiteRouter } from '@/server/features/inspection/onsite/onsite.router';
import { probeRouter } from '@/server/features/inspection/probe/probe.router';
import { questionnaireRouter } from '@/server/features/inspection/questionnaire/questionnaire.router';
import { ratingRouter } from '@/server/features/inspection/rating/rating.router';
import { selfCheckRouter } from '@/server/features/inspection/self-check/self-check.router';
import { outsourcingRouter } from '@/server/features/outsourcing/outsourcing.router';
import { platformRouter } from '@/server/features/platform/platform.router';
import { registerRouter } from '@/server/features/register/register.router';
import { safetyRouter } from '@/server/features/safety/safety.router';
import { storageRouter } from '@/server/features/storage/storage.router';
import { dispatchRouter } from '@/server/features/tenancy/dispatch.router';
import { grantsRouter } from '@/server/features/tenancy/grants.router';
import { tenancyRouter } from '@/server/features/tenancy/tenancy.router';
import { trainingRouter } from '@/server/features/training/training.router';
import { useRouter } from '@/server/features/use/use.router';
import { workspaceRouter } from '@/server/features/workspace/workspace.router';
import { createCallerFactory, router } from './init.ts';

export const appRouter = router({
  archive: archiveRouter,
  closure: closureRouter,
  district: districtRouter,
  documents: documentsRouter,
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
  guidance: guidanceRouter,
  assessment: assessmentRouter,
  checklist: checklistRouter,
  commendation: commendationRouter,
  inspection: inspectionRouter,
  inspectionPlan: inspectionPlanRouter,
  outsourcing: outsourcingRouter,
  probe: probeRouter,
  questionnaire: questionnaireRouter,
  rating: ratingRouter,
  safety: safetyRouter,
  selfCheck: selfCheckRouter,
  onsite: onsiteRouter,
  use: useRouter,
  training: trainingRouter,
  storage: storageRouter,
  disposition: dispositionRouter,
  register: registerRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
