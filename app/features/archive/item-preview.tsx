import { Link, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { ItemFacts } from './item-facts';
import { LeftTag } from './left-tag';
import { ProvisionalTag } from './provisional-code';

interface ItemPreviewProps {
  item: ItemView;
  /** Ids of the page, for the neighbours. */
  ids: readonly string[];
  detailTo: string;
  actions?: ReactNode;
  /** The line that is drawn to make the panel wider. */
  edge?: ReactNode;
}

const Step = ({ to, label, icon }: { to: string | null; label: string; icon: 'left' | 'right' }) =>
  to === null ? (
    <span className="lt-icon-button" aria-disabled="true">
      <Icon name={icon} />
    </span>
  ) : (
    <Link className="lt-icon-button" to={to} aria-label={label} preventScrollReset>
      <Icon name={icon} />
    </Link>
  );

/** The panel at the right: what the record is, and the way to its neighbours. */
export const ItemPreview = ({ item, ids, detailTo, actions, edge }: ItemPreviewProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const at = ids.indexOf(item.id);
  const to = (id: string | undefined): string | null =>
    id === undefined || at < 0 ? null : withParams(params, { item: id }, { keepPage: true });
  return (
    <aside className="lt-preview" aria-label={t('archive.preview')}>
      {edge}
      <header className="lt-preview-head">
        <h2 className="lt-grow">
          {item.referenceCode} <ProvisionalTag codeState={item.codeState} />
          <LeftTag item={item} />
        </h2>
        <Step to={at > 0 ? to(ids[at - 1]) : null} label={t('archive.previewPrevious')} icon="left" />
        <Step to={to(ids[at + 1])} label={t('archive.previewNext')} icon="right" />
        <Link
          className="lt-icon-button"
          to={withParams(params, { item: null }, { keepPage: true })}
          aria-label={t('archive.previewClose')}
          preventScrollReset
        >
          <Icon name="close" />
        </Link>
      </header>
      <div className="lt-preview-body">
        <ItemFacts item={item} brief />
      </div>
      <footer className="lt-preview-foot lt-wrap">
        <Link className="lt-btn" to={detailTo}>
          <Icon name="file" />
          <span>{t('archive.openDetail')}</span>
        </Link>
        {actions}
      </footer>
    </aside>
  );
};
