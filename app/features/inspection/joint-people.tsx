import { useEffect, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CampaignView } from '@/server/domain/inspection/campaign';
import type { JointClash } from '@/server/domain/inspection/joint-people';
import { linesOfPeople, peopleOf } from './partners';

type JointPerson = CampaignView['jointPeople'][number];

/** The rule of labelOfJoint in the domain, which would bring zod with it. */
const labelOf = ({ name, authority }: JointPerson): string => `${name}（${authority}）`;

interface JointPeopleDrawerProps {
  campaign: CampaignView;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** 联合检查人员: people of the partner authorities, a line for each. */
export const JointPeopleDrawer = ({ campaign, open, onClose, onDone }: JointPeopleDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const label = t('inspection.jointPeople');
  const wrongLine = (typed: string) =>
    peopleOf(typed).find(({ name, authority }) => name === '' || !campaign.jointPartners.includes(authority));
  return (
    <FormDrawer<{ people?: string }>
      open={open}
      onClose={onClose}
      title={label}
      fieldLabels={{ people: label }}
      initialValues={{ people: linesOfPeople(campaign.jointPeople) }}
      onSubmit={async ({ people }) => {
        await client.inspection.saveJointPeople.mutate({ campaignId: campaign.id, people: peopleOf(people) });
        toast({ text: t('inspection.jointPeopleSaved') });
        onDone();
      }}
    >
      <p className="lt-note">
        {t('inspection.jointPeopleHelp', { partners: campaign.jointPartners.join(t('common.list')) })}
      </p>
      <FormField
        name="people"
        label={label}
        rules={[
          {
            validator: async (_rule, typed = '') => {
              const wrong = wrongLine(typed);
              if (wrong) throw new Error(t('inspection.jointPeopleWrong', { name: wrong.name }));
            },
          },
        ]}
      >
        <textarea className="lt-input lt-textarea" rows={8} maxLength={5000} />
      </FormField>
    </FormDrawer>
  );
};

/** Which of them goes to which unit, by slug. A unit that is not named gets all of them. */
export type JointPlan = Readonly<Record<string, readonly string[]>>;

export const assignmentsOf = (plan: JointPlan = {}) =>
  Object.entries(plan).map(([slug, people]) => ({ slug, people: [...people] }));

interface JointPlanFieldProps {
  campaign: CampaignView;
  /** The day of each unit, as the form has it now. */
  dayOf: (slug: string) => string;
  /** Given by FormField. */
  value?: JointPlan;
  onChange?: (plan: JointPlan) => void;
}

const useClashes = (campaignId: string, visits: { slug: string; day: string; people: string[] }[]): JointClash[] => {
  const client = useWorkspaceClient();
  const [clashes, setClashes] = useState<JointClash[]>([]);
  const key = JSON.stringify(visits);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that is asked
  useEffect(() => {
    let overtaken = false;
    const asked = visits.filter(({ day, people }) => day !== '' && people.length > 0);
    if (asked.length === 0) {
      setClashes([]);
      return;
    }
    client.inspection.jointClashes.query({ campaignId, visits: asked }).then(
      (found) => overtaken || setClashes(found),
      () => overtaken || setClashes([]),
    );
    return () => {
      overtaken = true;
    };
  }, [key]);
  return clashes;
};

/** 联合检查人员 beside our own inspectors, unit by unit; who would be in two places on one day is said at once. */
export const JointPlanField = ({ campaign, dayOf, value = {}, onChange }: JointPlanFieldProps) => {
  const t = useText();
  const all = campaign.jointPeople.map(labelOf);
  const units = campaign.drawn?.units ?? [];
  const peopleFor = (slug: string): readonly string[] => value[slug] ?? all;
  const clashes = useClashes(
    campaign.id,
    units.map(({ slug }) => ({ slug, day: dayOf(slug), people: [...peopleFor(slug)] })),
  );
  const toggle = (slug: string, person: string) => {
    const before = peopleFor(slug);
    const after = before.includes(person) ? before.filter((one) => one !== person) : [...before, person];
    onChange?.({ ...value, [slug]: after });
  };
  return (
    <div>
      {units.map(({ slug, name }) => (
        <fieldset key={slug} className="lt-check-list">
          <legend>{name}</legend>
          {all.map((person) => (
            <label key={person} className="lt-row">
              <input
                type="checkbox"
                className="lt-checkbox"
                checked={peopleFor(slug).includes(person)}
                onChange={() => toggle(slug, person)}
              />
              <span>{person}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {clashes.length > 0 ? (
        <ul className="lt-note lt-note-attention" role="status">
          {clashes.map(({ person, day, units: where }) => (
            <li key={`${person} ${day}`}>
              {t('inspection.jointClash', { person, day, units: where.join(t('common.list')) })}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};
