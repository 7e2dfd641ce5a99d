import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

const OFFICE_PAGES = [
  ['training', 'tab_sessions'],
  ['training/courses', 'tab_courses'],
  ['talents', 'tab_talents'],
  ['talent-people', 'tab_talentPeople'],
  ['expert-draws', 'tab_draws'],
] as const;
const EVERYBODY = [
  ['training/invitations', 'tab_invitations'],
  ['training/learn', 'tab_learn'],
  ['training/hours', 'tab_hours'],
] as const;
const KEEPERS = [
  ['training/certificates', 'tab_certificates'],
  ['my-talents', 'tab_myTalents'],
  ['training/system', 'tab_system'],
] as const;

/** What those who have a register of staff see of it. */
const STAFF_PAGES = [
  ['training/study-plan', 'tab_studyPlan'],
  ['training/skills', 'tab_skills'],
] as const;

/** One entry of the navigation: what an office organises, and what everybody learns. */
export const TrainingTabs = () => {
  const t = useText();
  const { slug, kind } = useWorkspace().tenant;
  const hasSkills = useCan('register.read') && (kind === 'bureau' || kind === 'repository');
  const canOrganise = useCan('training.organise');
  const canManage = useCan('training.manage');
  const pages = [
    ...(canOrganise ? OFFICE_PAGES : []),
    ...EVERYBODY,
    ...(canManage ? KEEPERS : []),
    ...(hasSkills ? STAFF_PAGES : []),
  ];
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('course.tabs')}>
      {pages.map(([path, label]) => (
        <NavLink key={path} to={`/w/${slug}/${path}`} end>
          {t(`course.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
