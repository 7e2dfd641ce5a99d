import { Link, useNavigate, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { ItemFacts } from '@/app/features/archive/item-facts';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useHotkeys } from '@/app/lib/hotkeys';
import { withParams } from '@/app/lib/search-params';
import type { GrantedRowView } from '@/server/domain/archive/granted-archive';
import { useCatalogue, useGrantedRecord } from './use-catalogue';

export interface PinnedRecord {
  id: string;
  referenceCode: string;
  title: string;
}

interface CataloguePanelProps {
  unitSlug: string;
  pinned: PinnedRecord | null;
  onPin: (record: PinnedRecord) => void;
}

const columnsOf = (t: Translate, to: (row: GrantedRowView) => string): Column<GrantedRowView>[] => [
  {
    key: 'code',
    title: t('inspection.referenceCode'),
    render: (row) => (
      <Link to={to(row)} className="lt-nowrap" preventScrollReset>
        {row.referenceCode}
      </Link>
    ),
    width: '216px',
  },
  { key: 'title', title: t('inspection.itemTitle'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  {
    key: 'number',
    title: t('inspection.documentNumber'),
    render: (row) => row.documentNumber ?? '—',
    truncate: true,
    width: '144px',
  },
  { key: 'date', title: t('inspection.documentDate'), render: (row) => row.documentDate ?? '—', width: '96px' },
  {
    key: 'pages',
    title: t('inspection.pageCount'),
    render: (row) => row.pageCount ?? '—',
    numeric: true,
    width: '56px',
  },
];

const Loading = () => {
  const t = useText();
  return (
    <p className="lt-3" role="status">
      {t('table.loading')}
    </p>
  );
};

interface RecordPanelProps extends CataloguePanelProps {
  id: string;
  ids: readonly string[];
}

/** One record; J and K go to its neighbours on the page, P takes it as evidence. */
const RecordPanel = ({ unitSlug, id, ids, pinned, onPin }: RecordPanelProps) => {
  const t = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { data, failure } = useGrantedRecord(unitSlug, id);
  const to = (record: string | null) => withParams(params, { record }, { keepPage: true });
  const at = ids.indexOf(id);
  const step = (by: number) => {
    const next = at < 0 ? undefined : ids[at + by];
    return next === undefined ? false : navigate(to(next), { preventScrollReset: true });
  };
  const item = data?.item;
  const pin = () => item && onPin({ id: item.id, referenceCode: item.referenceCode, title: item.title });
  useHotkeys({ j: () => step(1), k: () => step(-1), p: () => pin() });
  return (
    <section className="lt-record" aria-label={t('inspection.record')}>
      <div className="lt-section-head">
        <Link to={to(null)} className="lt-btn lt-btn-text" preventScrollReset>
          <Icon name="left" />
          <span>{t('inspection.catalogue')}</span>
        </Link>
        <span className="lt-grow" />
        <span className="lt-3 lt-keys">
          <kbd className="lt-kbd">J</kbd> <kbd className="lt-kbd">K</kbd> {t('inspection.keysHint')}
        </span>
        <Button icon="link" disabled={!item || pinned?.id === item.id} onClick={pin}>
          {pinned?.id === id ? t('inspection.pinned', { code: pinned.referenceCode }) : t('inspection.pin')}
        </Button>
      </div>
      {failure ? <CallFailureNote failure={failure} /> : null}
      {item ? (
        <>
          <h2>{item.title}</h2>
          <p className="lt-2 lt-nowrap">{item.referenceCode}</p>
          <ItemFacts item={item} names={data?.names} brief />
        </>
      ) : failure ? null : (
        <Loading />
      )}
    </section>
  );
};

/** Middle: the unit's catalogue under the grant, and the one record that is looked at. */
export const CataloguePanel = ({ unitSlug, pinned, onPin }: CataloguePanelProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const { data, failure } = useCatalogue(unitSlug);
  const to = (row: GrantedRowView) => withParams(params, { record: row.id }, { keepPage: true });
  const record = params.get('record');
  const ids = data?.rows.map((row) => row.id) ?? [];
  if (record) {
    return <RecordPanel unitSlug={unitSlug} id={record} ids={ids} pinned={pinned} onPin={onPin} />;
  }
  if (failure) {
    return <CallFailureNote failure={failure} />;
  }
  return (
    <section aria-label={t('inspection.catalogue')}>
      <DataTable
        name="granted-catalogue"
        lead={<SearchBar placeholder={t('inspection.catalogueSearch')} keep={['item']} />}
        caption={t('inspection.catalogueCaption')}
        columns={columnsOf(t, to)}
        rows={data?.rows}
        page={data?.page ?? { nextCursor: null, previousCursor: null, total: null }}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={to}
        currentKey={pinned?.id}
        filters={describeFilters(params, [])}
        empty={<Empty icon="layers" title={t('inspection.catalogueEmpty')} text={t('inspection.catalogueEmptyText')} />}
      />
    </section>
  );
};
