import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

const PAGES = [
  ['exams', 'tab_exams'],
  ['exam-papers', 'tab_papers'],
  ['exam-questions', 'tab_questions'],
  ['contests', 'tab_contests'],
  ['my-exams', 'tab_mine'],
] as const;

/** Exams, papers, bank and contests behind one entry of the navigation. Who only sits exams needs no tabs. */
export const ExamTabs = () => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  if (!useCan('training.organise')) return null;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('exam.tabs')}>
      {PAGES.map(([path, label]) => (
        <NavLink key={path} to={`/w/${slug}/${path}`} end>
          {t(`exam.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
