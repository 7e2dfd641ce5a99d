import { Link, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { COUNT_CAP } from '@/app/lib/count-cap';
import { withParams } from '@/app/lib/search-params';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { Icon } from './icon';

interface KeysetPagerProps {
  page: PageInfo;
  /** Rows on this page. */
  shown: number;
  /** Left of the range: sums of the query. */
  summary?: string;
}

const PageLink = (props: { to: string | null; label: string; back?: boolean }) => {
  const content = (
    <>
      {props.back ? <Icon name="left" /> : null}
      <span>{props.label}</span>
      {props.back ? null : <Icon name="right" />}
    </>
  );
  return props.to === null ? (
    <span className="lt-btn" aria-disabled="true">
      {content}
    </span>
  ) : (
    <Link className="lt-btn" to={props.to} rel={props.back ? 'prev' : 'next'}>
      {content}
    </Link>
  );
};

/** Previous, next and the range. There are no page numbers: the rows move while one reads. */
export const KeysetPager = ({ page, shown, summary }: KeysetPagerProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const to = (cursor: string | null, dir: 'before' | null): string | null =>
    cursor === null ? null : withParams(params, { cursor, dir }, { keepPage: true });
  const { total } = page;
  const range = [
    t('table.shown', { n: shown }),
    total === null
      ? ''
      : total >= COUNT_CAP
        ? t('table.totalAtLeast', { n: COUNT_CAP - 1 })
        : t('table.total', { n: total }),
  ].filter(Boolean);
  const single = page.previousCursor === null && page.nextCursor === null;
  return (
    <nav className="lt-pager" aria-label={t('table.pager')}>
      <span className="lt-2 lt-grow">{summary}</span>
      <span className="lt-2">{range.join(t('common.comma'))}</span>
      {single ? null : (
        <>
          <PageLink back to={to(page.previousCursor, 'before')} label={t('table.previous')} />
          <PageLink to={to(page.nextCursor, null)} label={t('table.next')} />
        </>
      )}
    </nav>
  );
};
