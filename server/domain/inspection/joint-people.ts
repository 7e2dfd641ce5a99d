import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';

/** 联合检查人员: people of partner authorities. They have no account, so name and authority are who they are. */
export const MOST_JOINT_PEOPLE = 60;

export const jointPerson = z.object({
  name: z.string(),
  authority: z.string(),
  certificate: z.string().nullable().default(null),
  /** What they look at or do there. */
  duty: z.string().nullable().default(null),
});
export type JointPerson = z.infer<typeof jointPerson>;

/** 张某（区消防救援大队）: by this one is told from another, on the notice, in the calendar and in the schedule. */
export const labelOfJoint = ({ name, authority }: Pick<JointPerson, 'name' | 'authority'>): string =>
  `${name}（${authority}）`;

/** With certificate and duty, as the notice and the record say it. */
export const jointInWords = (person: JointPerson): string => {
  const more = [
    person.authority,
    person.certificate ? `证件号${person.certificate}` : '',
    person.duty ? `负责${person.duty}` : '',
  ];
  return `${person.name}（${more.filter(Boolean).join('，')}）`;
};

export const saveJointPeopleInput = z
  .strictObject({
    campaignId: uuid,
    people: z
      .array(
        z.strictObject({
          name: text(50),
          authority: text(100),
          certificate: optionalText(50),
          duty: optionalText(50),
        }),
      )
      .max(MOST_JOINT_PEOPLE),
  })
  .refine(({ people }) => new Set(people.map(labelOfJoint)).size === people.length, { path: ['people'] });
export type SaveJointPeopleInput = z.infer<typeof saveJointPeopleInput>;

/** Who of them goes to a unit, by their labels. */
export const jointAssignment = z.strictObject({ slug, people: z.array(text(160)).max(MOST_JOINT_PEOPLE) });
export type JointAssignment = z.infer<typeof jointAssignment>;

export const jointVisit = jointAssignment.extend({ day: isoDate });
export const jointClashesInput = z.strictObject({ campaignId: uuid, visits: z.array(jointVisit).max(500) });
export type JointClashesInput = z.infer<typeof jointClashesInput>;

/** Somebody who would have to be in several units on one day. */
export const jointClash = z.object({ person: z.string(), day: isoDate, units: z.array(z.string()) });
export type JointClash = z.infer<typeof jointClash>;

export interface JointDay {
  person: string;
  day: string;
  unitName: string;
}

const plain = (label: string): string => label.normalize('NFKC').replace(/\s/gu, '');

/** Clashes by name and day: of this round with itself, and with what other rounds have taken. */
export const findJointClashes = (planned: readonly JointDay[], taken: readonly JointDay[]): JointClash[] => {
  const wanted = new Set(planned.map(({ person, day }) => `${plain(person)} ${day}`));
  const met = new Map<string, JointClash>();
  for (const { person, day, unitName } of [...planned, ...taken]) {
    const key = `${plain(person)} ${day}`;
    if (!wanted.has(key)) continue;
    const clash = met.get(key) ?? { person, day, units: [] };
    met.set(key, { ...clash, units: [...clash.units, unitName] });
  }
  return [...met.values()].filter(({ units }) => units.length > 1);
};
