import type { TenantDb } from '@/db/client';
import { findInspectionForUpdate, findInspectionGrant } from '@/db/queries/inspection.queries';
import { findCampaign, readClock } from '@/db/queries/inspection-campaign.queries';
import { listTakenDays, listTakenJointDays, setScheduledDay } from '@/db/queries/inspection-schedule.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeDayInput,
  drawRecord,
  type SuggestDaysInput,
  type SuggestedDays,
} from '@/server/domain/inspection/campaign';
import { jointPerson, labelOfJoint } from '@/server/domain/inspection/joint-people';
import { spreadDays } from '@/server/domain/inspection/spread-days';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addTodo, closeTodo } from '@/server/features/platform';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';
import { jointPeopleOf } from './joint-people.ts';
import { requireInspection } from './require-inspection.ts';

/** 自动排期: a working day for every drawn unit on which its inspectors are free, as far as the calendar knows. */
export const suggestDays = async (
  tdb: TenantDb,
  scope: TenantScope,
  { campaignId, from, perDay, jointPeople }: SuggestDaysInput,
): Promise<SuggestedDays> => {
  const campaign = await requireCampaign(tdb, scope, campaignId);
  if (campaign.drawn === null)
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaignId} is ${campaign.state}`);
  const joint = jointPerson.array().parse(campaign.jointPeople);
  const units = drawRecord.parse(campaign.drawn).units.map(({ slug, inspectors }) => ({
    slug,
    // Who has no account is known by name and authority.
    inspectorIds: [
      ...inspectors.map((person) => person.accountId),
      ...jointPeopleOf(joint, jointPeople, slug).map(labelOfJoint),
    ],
  }));
  const taken = [
    ...(await listTakenDays(tdb, scope.tenantId, from)),
    ...(await listTakenJointDays(tdb, scope.tenantId, from)).map(({ person, day }) => ({ accountId: person, day })),
  ];
  return spreadDays(units, taken, { from, perDay, calendar: WORK_CALENDAR });
};

/**
 * 改期: the notice stays as it was served, and a document of its own tells the unit the new day and why. Once somebody
 * was there it is too late.
 */
export const changeDay = async (
  tdb: TenantDb,
  scope: TenantScope,
  { inspectionId, scheduledOn, reason }: ChangeDayInput,
): Promise<{ dispatchId: string; outlivesGrant: boolean }> => {
  refuseClassified(reason);
  const inspection = await requireInspection(tdb, scope, inspectionId, findInspectionForUpdate);
  if (inspection.state !== 'noticed' || inspection.inspectedOn !== null || inspection.noticeDispatchId === null)
    throw new AppError('STEP_PASSED', `inspection ${inspectionId} is ${inspection.state}`);
  const { today } = await readClock(tdb);
  if (scheduledOn < today) throw new AppError('BAD_INPUT', 'the day lies in the past', { scheduledOn: 'past' });
  if (scheduledOn === inspection.scheduledOn)
    throw new AppError('BAD_INPUT', 'this is its day already', { scheduledOn: 'same' });
  const campaign = await findCampaign(tdb, scope.tenantId, inspection.campaignId);
  const campaignTitle = campaign?.title ?? '';
  await setScheduledDay(tdb, { tenantId: scope.tenantId, inspectionId }, scheduledOn);
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: inspection.subjectTenantId,
    kind: 'inspection_change',
    title: `检查改期：${campaignTitle}`,
    body: { campaignTitle, noticeNumber: inspection.noticeNumber, scheduledOn, before: inspection.scheduledOn, reason },
    objectId: inspectionId,
    inReplyTo: inspection.noticeDispatchId,
    dueOn: scheduledOn,
  });
  await closeTodo(tdb, scope, { kind: 'inspection.inspect', objectId: inspectionId, state: 'withdrawn' });
  await addTodo(tdb, scope, {
    kind: 'inspection.inspect',
    title: `${campaignTitle}：${inspection.subjectName}`,
    source: inspection.noticeNumber ?? '',
    link: `inspections/${inspection.campaignId}/${inspectionId}`,
    objectId: inspectionId,
    permission: 'inspection.inspect',
    dueOn: scheduledOn,
  });
  await audit(tdb, scope, {
    action: 'inspection.changeDay',
    objectKind: 'inspection',
    objectId: inspectionId,
    objectLabel: `${inspection.subjectName} ${inspection.noticeNumber ?? ''}`,
    detail: { from: inspection.scheduledOn, to: scheduledOn, reason },
  });
  const grant = inspection.grantId ? await findInspectionGrant(tdb, scope.tenantId, inspection.grantId) : undefined;
  return { dispatchId, outlivesGrant: grant !== undefined && shanghaiDay(grant.validTo) < scheduledOn };
};
