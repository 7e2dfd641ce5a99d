import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

/** 年度报告, 统计年报 and, for those above others, what units hand up. */
export const ReportTabs = ({ year }: { year?: number }) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/reports`;
  const mayRollUp = useCan('figure.rollUp');
  const ofYear = year === undefined ? '' : `?year=${year}`;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('statistics.tabs')}>
      <NavLink to={base} end>
        {t('report.title')}
      </NavLink>
      <NavLink to={`${base}/statistics${ofYear}`} end>
        {t('statistics.title')}
      </NavLink>
      {mayRollUp ? (
        <NavLink to={`${base}/statistics/received${ofYear}`} end>
          {t('statistics.receivedTitle')}
        </NavLink>
      ) : null}
    </nav>
  );
};
