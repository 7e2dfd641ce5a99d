import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

/** The screens of 数字化, as addresses. */
export const DigitalViews = () => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/digital`;
  return (
    <nav className="lt-segments lt-digital-views" aria-label={t('digital.title')}>
      <NavLink to={base} end>
        {t('digital.batches')}
      </NavLink>
      <NavLink to={`${base}/bare`}>{t('digital.bare')}</NavLink>
      <NavLink to={`${base}/search`}>{t('digital.search')}</NavLink>
      <NavLink to={`${base}/fixity`}>{t('fixity.title')}</NavLink>
    </nav>
  );
};
