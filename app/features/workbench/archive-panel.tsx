import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber, formatShortDateTime } from '@/app/lib/format';
import type { HomeView } from '@/server/domain/tenancy/home';

type Archive = NonNullable<HomeView['archive']>;

const SHOWN_YEARS = 8;

const LastImport = ({ lastImport, base }: { lastImport: NonNullable<Archive['lastImport']>; base: string }) => {
  const t = useText();
  const today = useToday();
  return (
    <p className="lt-2 lt-last-import">
      {t('workbench.lastImport', { time: formatShortDateTime(lastImport.createdAt, today) })}{' '}
      <Link to={`${base}/archives/imports/${lastImport.id}`}>{lastImport.fileName}</Link>
      {t('common.comma')}
      {t('workbench.importedRows', { n: lastImport.filedRows })}
    </p>
  );
};

/** 馆藏 by filing year, with last year in the row below: the newest years first. */
export const ArchivePanel = ({ archive, base }: { archive: Archive; base: string }) => {
  const t = useText();
  const years = archive.years.slice(0, SHOWN_YEARS);
  const most = Math.max(1, ...years.map((year) => year.items));
  return (
    <section aria-labelledby="holdings" className="lt-section">
      <div className="lt-section-head">
        <h2 id="holdings">{t('workbench.holdings')}</h2>
        <Link className="lt-end" to={`${base}/archives`}>
          {t('workbench.allHoldings')}
        </Link>
      </div>
      {archive.lastImport ? <LastImport lastImport={archive.lastImport} base={base} /> : null}
      {years.length === 0 ? <p className="lt-2">{t('workbench.holdingsNone')}</p> : null}
      {years.length > 0 ? (
        <table className="lt-table lt-table-plain lt-holdings">
          <caption className="lt-hidden">{t('workbench.holdings')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('workbench.holdingsYear')}</th>
              <th scope="col" className="lt-num">
                {t('workbench.holdingsItems')}
              </th>
              <th scope="col" className="lt-holdings-bar">
                <span className="lt-hidden">{t('workbench.holdingsShare')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ filingYear, items }) => (
              <tr key={filingYear}>
                <th scope="row">
                  <Link to={`${base}/archives?year=${filingYear}`}>
                    {t('workbench.holdingsOfYear', { year: String(filingYear) })}
                  </Link>
                </th>
                <td className="lt-num">{formatNumber(items)}</td>
                <td className="lt-holdings-bar">
                  <span className="lt-bar" aria-hidden="true">
                    <i style={{ width: `${(items / most) * 100}%` }} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
};
