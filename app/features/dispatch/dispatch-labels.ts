import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import type { DispatchKind, DispatchView } from '@/server/domain/tenancy/dispatch';

/** In the order of the domain's list, which would bring zod with it. */
export const DISPATCH_KINDS = [
  'inspection_notice',
  'finding',
  'rectification',
  'verification',
  'training_invitation',
  'training_change',
  'training_material',
  'training_lesson',
  'training_reminder',
  'training_result',
  'training_rule',
  'grant_objection',
  'objection_answer',
  'grant_extension',
  'access_request',
  'access_answer',
  'question',
  'answer',
  'receipt',
  'inspection_record',
  'retention_schedule',
  'schedule_decision',
  'key_filing_tasks',
  'key_filing_report',
  'transfer',
  'transfer_answer',
  'intake_plan',
  'filing_reminder',
  'figure_call',
  'figure_return',
  'figure_acceptance',
  'statistics_call',
  'statistics_return',
  'statistics_acceptance',
  'collection_check',
  'collection_answer',
  'collection_verdict',
  'extension_request',
  'extension_answer',
  'official_document',
  'self_check_request',
  'self_check',
  'assessment_score',
  'assessment_objection',
  'assessment_result',
  'rating_application',
  'rating_decision',
  'creation_report',
  'creation_word',
  'case_submission',
  'case_result',
  'honour',
  'questionnaire',
  'major_event_reminder',
  'outsourcing_filing',
  'outsourcing_decision',
  'incident_report',
  'incident_instruction',
  'supervision_reminder',
  'intake_plan_change',
  'exam_invitation',
  'talent_nomination',
  'talent_decision',
  'expert_invitation',
  'expert_answer',
  'guidance_material',
  'assessment_visit_notice',
  'exchange_minutes',
  'work_state',
  'inspection_change',
  'checks_call',
  'safety_call',
] as const satisfies readonly DispatchKind[];

/** Facts in the order of reading. What is not named here is for programs: ids, digests, lists of a draw. */
const FACTS = [
  'version',
  'words',
  'change',
  'documentTitle',
  'campaignTitle',
  'noticeNumber',
  'scheduledOn',
  'visitOn',
  'team',
  'prepare',
  'inspectedOn',
  'heldOn',
  'exchangedOn',
  'participants',
  'questions',
  'agreed',
  'seenToBy',
  'place',
  'hours',
  'personName',
  'method',
  'fact',
  'basis',
  'legalBasis',
  'requirement',
  'consequence',
  'measure',
  'doneOn',
  'result',
  'conclusion',
  'decision',
  'accepted',
  'reason',
  'validToBefore',
  'validTo',
  'extendedBy',
  'raisedBy',
  'answeredBy',
  'receivedBy',
  'note',
  'contact',
  'issuedBy',
  'issuedOn',
  'checkedOn',
  'checkedBy',
] as const;
/** Codes among them, which have a word each. */
const CODED: readonly string[] = ['decision', 'accepted', 'result', 'change', 'method'];

const INSTANTS: readonly string[] = ['validTo', 'validToBefore'];

export interface Fact {
  key: string;
  label: string;
  value: string;
  isInstant: boolean;
}

const isFact = (value: unknown): value is string | number | boolean =>
  typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '');

export const factsOf = (body: DispatchView['body'], t: Translate): Fact[] =>
  FACTS.flatMap((key) => {
    const value = body[key];
    if (!isFact(value)) {
      return [];
    }
    const code = String(value);
    const text = CODED.includes(key) ? labelOf(t, 'dispatch', `value_${code}`).replace(/^value_/, '') : code;
    return [{ key, label: t(`dispatch.body_${key}`), value: text, isInstant: INSTANTS.includes(key) }];
  });

/** Where a received document is dealt with, when that is another screen. */
export const workplaceOf = (view: DispatchView, base: string, t: Translate): { to: string; label: string } | null => {
  if (view.kind === 'question' && view.objectId) {
    return { to: `${base}/questions/${view.objectId}`, label: t('dispatch.goQuestion') };
  }
  if (view.box === 'out') {
    return null;
  }
  switch (view.kind) {
    case 'inspection_notice':
    case 'finding':
    case 'verification':
    case 'inspection_record':
    case 'extension_answer':
    case 'official_document':
      return { to: `${base}/received/${view.id}`, label: t('dispatch.goReceived') };
    case 'supervision_reminder':
      return { to: `${base}/received`, label: t('dispatch.goReceived') };
    case 'inspection_change':
      return view.inReplyTo ? { to: `${base}/received/${view.inReplyTo}`, label: t('dispatch.goReceived') } : null;
    case 'checks_call':
      return { to: `${base}/unit-work?view=own`, label: t('dispatch.goOwnState') };
    case 'safety_call':
      return { to: `${base}/safety-state`, label: t('dispatch.goOwnState') };
    case 'work_state':
      return {
        to: `${base}/unit-work${view.body.topic === 'safety' ? '?view=safety' : ''}`,
        label: t('dispatch.goWorkState'),
      };
    case 'retention_schedule':
      return { to: `${base}/schedule-reviews/${view.id}`, label: t('dispatch.goReview') };
    case 'schedule_decision':
      return { to: `${base}/filing/schedules`, label: t('dispatch.goSchedule') };
    case 'self_check_request':
      return { to: `${base}/self-checks`, label: t('dispatch.goSelfCheck') };
    case 'assessment_score':
      return { to: `${base}/my-assessments/${view.id}`, label: t('dispatch.goAssessment') };
    case 'assessment_result':
      return { to: `${base}/my-assessments`, label: t('dispatch.goAssessment') };
    case 'assessment_objection':
      return view.objectId ? { to: `${base}/assessment-sheets/${view.objectId}`, label: t('dispatch.goSheet') } : null;
    case 'rating_application':
      return { to: `${base}/ratings?view=applications`, label: t('dispatch.goRatings') };
    case 'creation_report':
      return { to: `${base}/creations/${view.id}`, label: t('dispatch.goCreation') };
    case 'creation_word':
      return { to: `${base}/my-creations`, label: t('dispatch.goMyCreations') };
    case 'rating_decision':
      return { to: `${base}/my-ratings`, label: t('dispatch.goMyRatings') };
    case 'case_submission':
      return { to: `${base}/model-cases`, label: t('dispatch.goCases') };
    case 'case_result':
      return { to: `${base}/my-cases`, label: t('dispatch.goMyCases') };
    case 'talent_nomination':
      return { to: `${base}/talents`, label: t('dispatch.goTalents') };
    case 'talent_decision':
      return { to: `${base}/my-talents`, label: t('dispatch.goMyTalents') };
    case 'expert_invitation':
      return { to: `${base}/expert-invitations`, label: t('dispatch.goExpertInvitations') };
    case 'expert_answer':
      return { to: `${base}/expert-draws`, label: t('dispatch.goExpertDraws') };
    case 'questionnaire':
      return { to: `${base}/my-questionnaires/${view.id}`, label: t('dispatch.goQuestionnaire') };
    case 'key_filing_tasks':
    case 'key_filing_report':
      return { to: `${base}/filing/key-tasks`, label: t('dispatch.goKeyTasks') };
    case 'transfer':
      return { to: `${base}/intakes?delivery=${view.id}`, label: t('dispatch.goIntake') };
    case 'transfer_answer':
      return view.objectId ? { to: `${base}/transfers/${view.objectId}`, label: t('dispatch.goTransfer') } : null;
    case 'intake_plan':
      return { to: `${base}/transfers?plan=${view.id}`, label: t('dispatch.goTransfers') };
    case 'intake_plan_change':
      return { to: `${base}/transfers?plan=${String(view.body.planDispatchId)}`, label: t('dispatch.goTransfers') };
    case 'filing_reminder':
      return { to: `${base}/filing?year=${String(view.body.year)}`, label: t('dispatch.goFiling') };
    case 'figure_call':
    case 'figure_return':
    case 'figure_acceptance':
      return { to: `${base}/figures?year=${String(view.body.year)}`, label: t('dispatch.goFigures') };
    case 'statistics_call':
    case 'statistics_return':
    case 'statistics_acceptance':
      return {
        to: `${base}/reports/statistics/${String(view.body.formKey)}?year=${String(view.body.year)}`,
        label: t('dispatch.goStatistics'),
      };
    case 'major_event_reminder':
      return { to: `${base}/filing/events/${String(view.body.eventId)}`, label: t('dispatch.goEvent') };
    case 'collection_check':
      return { to: `${base}/filing/checks/${view.id}`, label: t('dispatch.goCheck') };
    case 'collection_answer':
    case 'collection_verdict':
      return view.objectId ? { to: `${base}/filing/checks/${view.objectId}`, label: t('dispatch.goCheck') } : null;
    case 'training_invitation':
    case 'training_change':
    case 'training_reminder':
      return { to: `${base}/training/invitations`, label: t('dispatch.goTraining') };
    case 'training_material':
    case 'training_lesson':
      return { to: `${base}/training/learn/${view.id}`, label: t('dispatch.goLearn') };
    case 'training_result':
    case 'training_rule':
      return { to: `${base}/training/hours`, label: t('dispatch.goHours') };
    case 'exam_invitation':
      return view.objectId ? { to: `${base}/my-exams/${view.objectId}`, label: t('dispatch.goExam') } : null;
    case 'access_request':
      return view.isAnswered ? null : { to: `${base}/grants?state=asked`, label: t('dispatch.goGrants') };
    case 'access_answer':
      return { to: `${base}/grants?side=given`, label: t('dispatch.goGrants') };
    case 'grant_objection':
      return view.isAnswered ? null : { to: `${base}/grants?side=given`, label: t('dispatch.goGrants') };
    default:
      return null;
  }
};
