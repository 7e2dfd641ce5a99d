import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDate } from '@/app/lib/format';
import type { NoticeView } from './types';

export const NoticePanel = ({ notices, base }: { notices: readonly NoticeView[]; base: string }) => {
  const t = useText();
  const today = useToday();
  return (
    <section aria-labelledby="notices">
      <div className="lt-section-head">
        <h2 id="notices">{t('workbench.notices')}</h2>
      </div>
      {notices.length === 0 ? <p className="lt-2">{t('workbench.noticesNone')}</p> : null}
      <ul>
        {notices.map((notice) => (
          <li key={notice.id} className="lt-side-line">
            {notice.link ? (
              <Link className="lt-grow lt-ellipsis" to={`${base}/${notice.link}`} title={notice.title}>
                {notice.title}
              </Link>
            ) : (
              <span className="lt-grow lt-ellipsis">{notice.title}</span>
            )}
            <span className="lt-3">{formatShortDate(notice.createdAt, today)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
