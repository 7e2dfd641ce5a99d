import type { TenantDb } from '@/db/client';
import { findCampaignForUpdate, readClock, setJointPeople } from '@/db/queries/inspection-campaign.queries';
import { listTakenJointDays } from '@/db/queries/inspection-schedule.queries';
import { audit } from '@/server/audit/audit';
import { drawRecord, type SendNoticesInput } from '@/server/domain/inspection/campaign';
import {
  findJointClashes,
  type JointClash,
  type JointClashesInput,
  type JointPerson,
  jointPerson,
  labelOfJoint,
  type SaveJointPeopleInput,
} from '@/server/domain/inspection/joint-people';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';

/**
 * 联合检查人员 of a round, until its notices are out: what a notice named does not change behind it.
 * @throws AppError CAMPAIGN_STATE_WRONG; BAD_INPUT for an authority that is no partner of the round
 */
export const saveJointPeople = async (
  tdb: TenantDb,
  scope: TenantScope,
  { campaignId, people }: SaveJointPeopleInput,
): Promise<void> => {
  refuseClassified(...people.flatMap(({ name, duty }) => [name, duty]));
  const campaign = await requireCampaign(tdb, scope, campaignId, findCampaignForUpdate);
  if (campaign.state !== 'planned' && campaign.state !== 'drawn')
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaignId} is ${campaign.state}`);
  const foreign = people.find(({ authority }) => !campaign.jointPartners.includes(authority));
  if (foreign) throw new AppError('BAD_INPUT', `${foreign.authority} is no partner`, { people: foreign.authority });
  await setJointPeople(tdb, { tenantId: scope.tenantId, campaignId }, jointPerson.array().parse(people));
  await audit(tdb, scope, {
    action: 'inspection.saveJointPeople',
    objectKind: 'inspection_campaign',
    objectId: campaignId,
    objectLabel: campaign.title,
    detail: { people: people.map(labelOfJoint) },
  });
};

/** Who goes to a unit: all of the round where nothing is said, whoever is named for it otherwise. */
export const jointPeopleOf = (
  people: readonly JointPerson[],
  assigned: SendNoticesInput['jointPeople'],
  unitSlug: string,
): JointPerson[] => {
  const named = assigned?.find(({ slug }) => slug === unitSlug);
  return people.filter((person) => !named || named.people.includes(labelOfJoint(person)));
};

/** 撞期 of partners' people, asked before the notices go out. */
export const readJointClashes = async (
  tdb: TenantDb,
  scope: TenantScope,
  { campaignId, visits }: JointClashesInput,
): Promise<JointClash[]> => {
  const campaign = await requireCampaign(tdb, scope, campaignId);
  const names = new Map(
    drawRecord
      .nullable()
      .parse(campaign.drawn)
      ?.units.map(({ slug, name }) => [slug, name]),
  );
  const planned = visits.flatMap(({ slug, day, people }) =>
    people.map((person) => ({ person, day, unitName: names.get(slug) ?? slug })),
  );
  const { today } = await readClock(tdb);
  return findJointClashes(planned, await listTakenJointDays(tdb, scope.tenantId, today));
};
