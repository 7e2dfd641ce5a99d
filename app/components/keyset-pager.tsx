import { Link, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { COUNT_CAP } from '@/app/lib/count-cap';
import { withParams } from '@/app/lib/search-params';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { Icon } from './icon';

/** How many a list finds, where that is counted apart from the page. */
export interface ListTotal {
  n: number;
  kind: 'exact' | 'about' | 'atLeast';
}

interface KeysetPagerProps {
  page: PageInfo;
  /** Rows on this page. */
  shown: number;
  /** Left of the range: sums of the query. */
  summary?: string;
  /** Instead of what the page itself says. */
  total?: ListTotal;
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

const TOTAL = { exact: 'table.total', about: 'table.totalAbout', atLeast: 'table.totalAtLeast' } as const;

const totalOfPage = (total: number | null): ListTotal | null => {
  if (total === null) return null;
  return total >= COUNT_CAP ? { n: COUNT_CAP - 1, kind: 'atLeast' } : { n: total, kind: 'exact' };
};

/** Previous, next and the range. There are no page numbers: the rows move while one reads. */
export const KeysetPager = (props: KeysetPagerProps) => {
  const { page, shown, summary } = props;
  const t = useText();
  const [params] = useSearchParams();
  const to = (cursor: string | null, dir: 'before' | null): string | null =>
    cursor === null ? null : withParams(params, { cursor, dir }, { keepPage: true });
  const known = props.total ?? totalOfPage(page.total);
  const range = [t('table.shown', { n: shown }), known ? t(TOTAL[known.kind], { n: known.n }) : ''].filter(Boolean);
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
