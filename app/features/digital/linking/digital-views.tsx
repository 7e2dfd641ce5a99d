import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

/** The screens of 数字化, as addresses. */
export const DigitalViews = () => {
  const t = useText();
  const home = `/w/${useWorkspace().tenant.slug}`;
  const base = `${home}/digital`;
  return (
    <nav className="lt-segments lt-digital-views" aria-label={t('digital.title')}>
      <NavLink to={base} end>
        {t('digital.batches')}
      </NavLink>
      <NavLink to={`${base}/bare`}>{t('digital.bare')}</NavLink>
      <NavLink to={`${base}/checks`}>{t('fourProperty.title')}</NavLink>
      <NavLink to={`${base}/search`}>{t('digital.search')}</NavLink>
      <NavLink to={`${home}/digitisation`} end>
        {t('digitisation.title')}
      </NavLink>
      <NavLink to={`${home}/digitisation/progress`}>{t('digitisation.progressTitle')}</NavLink>
      <NavLink to={`${home}/digitisation/proposals`}>{t('digitisation.proposalsTitle')}</NavLink>
      <NavLink to={`${base}/fixity`}>{t('fixity.title')}</NavLink>
    </nav>
  );
};
