import { Link, NavLink, useLocation } from '@remix-run/react';
import { isFor, type Permitted } from '@/app/features/shell/permitted';
import type { TextKey } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

interface Page extends Permitted {
  path: string;
  label: TextKey;
}

const ORGANISE = ['training.organise'] as const;
const MANAGE = ['training.manage'] as const;
const EVERYBODY = ['training.read'] as const;
/** Study plan and skills are read from the register of staff, which these keep. */
const WITH_STAFF = { needs: ['register.read'], kinds: ['bureau', 'repository'] } as const;

/** By what somebody comes for: to hold a session, to learn, to see who has learnt, to find people. */
const PARTS = {
  organise: [
    { path: 'training', label: 'course.tab_sessions', needs: ORGANISE },
    { path: 'training/courses', label: 'course.tab_courses', needs: ORGANISE },
    { path: 'training/study-plan', label: 'course.tab_studyPlan', ...WITH_STAFF },
  ],
  learn: [
    { path: 'training/invitations', label: 'course.tab_invitations', needs: EVERYBODY },
    { path: 'training/learn', label: 'course.tab_learn', needs: EVERYBODY },
  ],
  people: [
    { path: 'training/hours', label: 'course.tab_hours', needs: EVERYBODY },
    { path: 'training/certificates', label: 'course.tab_certificates', needs: MANAGE },
    { path: 'training/system', label: 'course.tab_system', needs: MANAGE },
    { path: 'training/skills', label: 'course.tab_skills', ...WITH_STAFF },
  ],
  talents: [
    { path: 'talents', label: 'course.tab_talents', needs: ORGANISE },
    { path: 'my-talents', label: 'course.tab_myTalents', needs: MANAGE },
    { path: 'expert-invitations', label: 'course.tab_expertInvitations', needs: MANAGE },
    { path: 'talent-people', label: 'course.tab_talentPeople', needs: ORGANISE },
    { path: 'expert-draws', label: 'course.tab_draws', needs: ORGANISE },
  ],
} as const satisfies Record<string, readonly Page[]>;
type Part = keyof typeof PARTS;
/** With their labels as they are written, so that a text which needs values is refused. */
const pagesOf = (part: Part): readonly (typeof PARTS)[Part][number][] => PARTS[part];

/** So many pages fit side by side; more are parted by what they are for. */
const FIT_ONE_ROW = 7;

/** One entry of the navigation: above, what somebody comes for; below, the pages of it. A single page needs no row. */
export const TrainingTabs = () => {
  const t = useText();
  const workspace = useWorkspace();
  const base = `/w/${workspace.tenant.slug}`;
  const { pathname } = useLocation();
  const parts = (Object.keys(PARTS) as Part[])
    .map((part) => ({ part, pages: pagesOf(part).filter((page) => isFor(workspace, page)) }))
    .filter(({ pages }) => pages.length > 0);
  const everyPage = parts.flatMap(({ pages }) => pages);
  // The longest address that the screen stands under: `training` is under every other one.
  const here = everyPage
    .filter(({ path }) => pathname === `${base}/${path}` || pathname.startsWith(`${base}/${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  const current = parts.find(({ pages }) => here !== undefined && pages.includes(here));
  const isParted = everyPage.length > FIT_ONE_ROW;
  const shown = isParted ? (current?.pages ?? []) : everyPage;
  return (
    <>
      {isParted ? (
        <nav className="lt-segments lt-filing-tabs" aria-label={t('course.groups')}>
          {parts.map(({ part, pages: [first] }) => (
            <Link key={part} to={`${base}/${first?.path}`} aria-current={current?.part === part ? 'true' : undefined}>
              {t(`course.group_${part}`)}
            </Link>
          ))}
        </nav>
      ) : null}
      {shown.length > 1 ? (
        <div>
          <nav className="lt-segments lt-filing-tabs" aria-label={t('course.tabs')}>
            {shown.map(({ path, label }) => (
              <NavLink key={path} to={`${base}/${path}`} end>
                {t(label)}
              </NavLink>
            ))}
          </nav>
        </div>
      ) : null}
    </>
  );
};
