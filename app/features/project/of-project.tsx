import { Link, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import { projectOfSlug } from '@/server/domain/archive/project';

/** Says that a list shows one project only, and leads out of it. */
export const OfProject = () => {
  const t = useText();
  const [params] = useSearchParams();
  const project = projectOfSlug(params.get('project') ?? '');
  if (project === null) {
    return null;
  }
  const name = project.key || t('project.noProject');
  return (
    <p className="lt-note lt-note-info">
      {t('project.ofProject', { name })} <Link to={withParams(params, { project: null })}>{t('project.ofAll')}</Link>
    </p>
  );
};
