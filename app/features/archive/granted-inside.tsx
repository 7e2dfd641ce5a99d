import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { GrantedChildrenView, GrantedChildView, GrantedItemView } from '@/server/domain/archive/granted-archive';
import type { PreviewView } from '@/server/domain/digital/viewer';
import { withPreview } from './preview-column';

/** 所在案卷: the way up, where the grant opens it. */
export const GrantedParent = ({ parent, base }: { parent: GrantedItemView['parent']; base: string }) => {
  const t = useText();
  return parent ? (
    <section className="lt-section">
      <h2>{t('fonds.insideOf')}</h2>
      <p>
        <Link className="lt-link" to={`${base}/${parent.id}`}>
          {parent.referenceCode}
        </Link>{' '}
        {parent.title}
      </p>
    </section>
  ) : null;
};

interface GrantedInsideProps {
  item: ItemView;
  inside: GrantedChildrenView;
  /** Of the photographs of a group. */
  previews: readonly PreviewView[];
  base: string;
}

/** What lies in the volume or the group, as far as the grant opens it: pieces with their pages, photographs with their 画幅. */
export const GrantedInside = ({ item, inside, previews, base }: GrantedInsideProps) => {
  const t = useText();
  const isGroup = item.level === 'group';
  const title = t(isGroup ? 'fonds.insideGroup' : 'fonds.insideTitle');
  const toItem = (row: GrantedChildView) => `${base}/${row.id}`;
  const columns: Column<GrantedChildView>[] = [
    {
      key: 'code',
      title: t('archive.field_referenceCode'),
      render: (row) => <Link to={toItem(row)}>{row.referenceCode}</Link>,
      width: '248px',
      onPhone: 'title',
    },
    { key: 'title', title: t('archive.field_title'), render: (row) => row.title, truncate: true },
    {
      key: 'date',
      title: t('archive.field_documentDate'),
      render: (row) => row.documentDate ?? '—',
      width: '104px',
    },
    {
      key: 'pages',
      title: t('archive.field_pageCount'),
      render: (row) => row.pageCount ?? '—',
      numeric: true,
      width: '72px',
      hiddenAtFirst: isGroup,
    },
    {
      key: 'frames',
      title: t('archive.field_frameCount'),
      render: (row) => row.frameCount ?? '—',
      numeric: true,
      width: '80px',
    },
  ];
  const { pages, frames } = inside;
  const n = inside.page.total ?? inside.rows.length;
  return (
    <section className="lt-section" aria-labelledby="inside">
      <div className="lt-section-head">
        <h2 id="inside">{title}</h2>
        <span className="lt-3">
          {t(isGroup ? 'granted.insidePhotos' : 'granted.insidePieces', { n, pages, frames })}
        </span>
      </div>
      <DataTable
        name={isGroup ? 'granted-photos' : 'granted-pieces'}
        caption={title}
        columns={isGroup ? withPreview(columns, previews, t) : columns}
        rows={inside.rows}
        page={inside.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={toItem}
        empty={<Empty icon="box" title={t('granted.insideEmpty')} text={t('granted.insideEmptyText')} />}
      />
    </section>
  );
};
