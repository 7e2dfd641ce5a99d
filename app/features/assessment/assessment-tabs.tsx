import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

const OFFICE_PAGES = [
  ['assessments', 'tab_rounds'],
  ['assessment-schemes', 'tab_schemes'],
  ['assessment-years', 'tab_years'],
  ['ratings', 'tab_ratings'],
  ['creations', 'tab_creations'],
  ['assessment-results', 'tab_results'],
  ['honours', 'tab_honours'],
  ['model-cases', 'tab_cases'],
  ['questionnaires', 'tab_questionnaires'],
] as const;
const UNIT_PAGES = [
  ['my-assessments', 'tab_mine'],
  ['my-ratings', 'tab_myRatings'],
  ['my-creations', 'tab_myCreations'],
  ['my-cases', 'tab_myCases'],
  ['my-questionnaires', 'tab_myQuestionnaires'],
] as const;

/** One entry of the navigation, all that is assessed, rated, commended and asked behind it. */
export const AssessmentTabs = ({ of }: { of: 'office' | 'unit' }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('assessment.tabs')}>
      {(of === 'office' ? OFFICE_PAGES : UNIT_PAGES).map(([path, label]) => (
        <NavLink key={path} to={`/w/${slug}/${path}`} end>
          {t(`assessment.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
