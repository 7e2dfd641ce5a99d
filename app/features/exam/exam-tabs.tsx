import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

const OFFICE_PAGES = [
  ['exams', 'tab_exams'],
  ['exam-papers', 'tab_papers'],
  ['exam-questions', 'tab_questions'],
  ['contests', 'tab_contests'],
] as const;
const MINE = [['my-exams', 'tab_mine']] as const;
const KEEPERS = [['own-results', 'tab_own']] as const;

/** Exams, papers, bank and contests behind one entry of the navigation. Who only sits exams needs no tabs. */
export const ExamTabs = () => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const canOrganise = useCan('training.organise');
  const canManage = useCan('training.manage');
  if (!canOrganise && !canManage) return null;
  const pages = [...(canOrganise ? OFFICE_PAGES : []), ...MINE, ...(canManage ? KEEPERS : [])];
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('exam.tabs')}>
      {pages.map(([path, label]) => (
        <NavLink key={path} to={`/w/${slug}/${path}`} end>
          {t(`exam.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
