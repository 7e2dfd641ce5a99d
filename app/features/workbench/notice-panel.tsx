import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { noticeText } from '@/app/features/platform/notice-text';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDate } from '@/app/lib/format';
import type { NoticeView } from '@/server/domain/platform/notice';

interface NoticePanelProps {
  notices: readonly NoticeView[];
  base: string;
  onRead: () => void;
  busy: boolean;
}

const NoticeTitle = ({ notice }: { notice: NoticeView }) => {
  const t = useText();
  return (
    <>
      {notice.readAt === null ? <span className="lt-hidden">{t('workbench.noticeUnread')}</span> : null}
      {noticeText(notice, t)}
    </>
  );
};

/** 消息. What is unread stands out by weight and says so aloud. */
export const NoticePanel = ({ notices, base, onRead, busy }: NoticePanelProps) => {
  const t = useText();
  const today = useToday();
  const unread = notices.some((notice) => notice.readAt === null);
  return (
    <section aria-labelledby="notices">
      <div className="lt-section-head">
        <h2 id="notices">{t('workbench.notices')}</h2>
        {unread ? (
          <Button look="text" className="lt-end" onClick={onRead} busy={busy}>
            {t('workbench.noticesRead')}
          </Button>
        ) : null}
      </div>
      {notices.length === 0 ? <p className="lt-2">{t('workbench.noticesNone')}</p> : null}
      <ul>
        {notices.map((notice) => (
          <li key={notice.id} className={`lt-side-line ${notice.readAt === null ? 'lt-strong' : ''}`}>
            {notice.link ? (
              <Link className="lt-grow lt-ellipsis" to={`${base}/${notice.link}`} title={noticeText(notice, t)}>
                <NoticeTitle notice={notice} />
              </Link>
            ) : (
              <span className="lt-grow lt-ellipsis">
                <NoticeTitle notice={notice} />
              </span>
            )}
            <span className="lt-3">{formatShortDate(notice.createdAt, today)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
