import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { itemOfParams, listInputOfParams } from '@/app/features/archive/archive-params';
import { ArchiveTree } from '@/app/features/archive/archive-tree';
import { BulkActions } from '@/app/features/archive/bulk-actions';
import { CheckListed, CheckSelection } from '@/app/features/archive/check-selection';
import { CorrectDrawer } from '@/app/features/archive/correct-drawer';
import { countText } from '@/app/features/archive/count-text';
import { EditExportButton } from '@/app/features/archive/edit-export-button';
import { ExportButton } from '@/app/features/archive/export-button';
import { itemColumns } from '@/app/features/archive/item-columns';
import { ItemPreview } from '@/app/features/archive/item-preview';
import { ListFacets } from '@/app/features/archive/list-facets';
import { PaneEdge, usePanes } from '@/app/features/archive/pane-edge';
import { SavedViews } from '@/app/features/archive/saved-views';
import { fondsOfParams } from '@/app/features/archive/search-params';
import { useCategories } from '@/app/features/archive/use-categories';
import { useItemList } from '@/app/features/archive/use-item-list';
import { useListFacets } from '@/app/features/archive/use-list-facets';
import { useSums } from '@/app/features/archive/use-sums';
import { CatalogueTools } from '@/app/features/print/catalogue-tools';
import { useText } from '@/app/i18n/use-text';
import { useHotkeys } from '@/app/lib/hotkeys';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';

export const handle: ScreenHandle = {
  rail: true,
  crumbs: ({ params }, t) => [{ label: t('archive.title'), to: `/w/${params.slug}/archives` }],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const workspace = context.api.workspace(params.slug ?? '');
  const api = workspace.archive;
  const id = itemOfParams(search);
  const [tree, list, detail, views, topics] = await Promise.all([
    loadOrThrow(asked, api.tree({ fondsId: fondsOfParams(search) })),
    loadOrThrow(asked, api.list(listInputOfParams(search))),
    id ? loadOrThrow(asked, api.byId({ id })) : null,
    loadOrThrow(asked, api.savedViews({ screen: 'archives' })),
    loadOrThrow(asked, workspace.fonds.topics()),
  ]);
  return { tree, list, item: detail?.item ?? null, views, topics: topics.filter((topic) => topic.isActive) };
};

const Actions = ({ base }: { base: string }) => {
  const t = useText();
  const [params] = useSearchParams();
  const place = withParams(params, { q: null, sort: null, item: null });
  const [canImport, canWrite] = [useCan('archive.import'), useCan('archive.write')];
  return (
    <>
      <ButtonLink icon="check" to={`${base.replace(/\/archives$/, '')}/checks`}>
        {t('check.link')}
      </ButtonLink>
      {canImport ? (
        <ButtonLink icon="upload" to={`${base}/import`}>
          {t('archive.import')}
        </ButtonLink>
      ) : null}
      {canWrite ? (
        <>
          <ButtonLink icon="columns" to={`${base}/grid${place === '.' ? '' : place}`}>
            {t('cataloguing.gridTitle')}
          </ButtonLink>
          <ButtonLink look="primary" icon="plus" to={`${base}/new${place === '.' ? '' : place}`}>
            {t('archive.create')}
          </ButtonLink>
        </>
      ) : null}
    </>
  );
};

interface PreviewProps {
  item: ItemView;
  ids: string[];
  base: string;
  correcting: boolean;
  setCorrecting: (correcting: boolean) => void;
  edge: ReactNode;
}

const Preview = ({ item, ids, base, correcting, setCorrecting, edge }: PreviewProps) => {
  const t = useText();
  const canWrite = useCan('archive.write');
  return (
    <ItemPreview
      item={item}
      ids={ids}
      detailTo={`${base}/${item.id}`}
      edge={edge}
      actions={
        canWrite && item.state === 'filed' ? (
          <>
            <Button icon="pen" onClick={() => setCorrecting(true)}>
              {t('archive.correct')}
            </Button>
            <CorrectDrawer key={item.id} open={correcting} onClose={() => setCorrecting(false)} item={item} />
          </>
        ) : null
      }
    />
  );
};

/** E: the record where the keys are, or the one beside the list, is opened for correction. */
const useEditKey = (item: ItemView | null, itemTo: (row: { id: string }) => string) => {
  const navigate = useNavigate();
  const canWrite = useCan('archive.write');
  const [correcting, setCorrecting] = useState<string | null>(null);
  useHotkeys({ e: () => (item ? setCorrecting(item.id) : false) }, canWrite && item !== null);
  const onEdit = (row: { id: string }) => {
    setCorrecting(row.id);
    if (row.id !== item?.id) {
      navigate(itemTo(row), { preventScrollReset: true });
    }
  };
  return { correcting, setCorrecting, onEdit: canWrite ? onEdit : undefined };
};

export default function Archives() {
  const t = useText();
  const categories = useCategories();
  const { tree, list, item, views, topics } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/archives`;
  const [treeShown, setTreeShown] = useState(false);
  const { nodes, filters, keep, title, described } = useItemList(tree, topics);
  const mayImport = useCan('archive.import');
  const { cursor: _cursor, direction: _direction, ...asked } = listInputOfParams(params);
  const { sort: _sort, ...narrowed } = asked;
  const itemTo = (row: { id: string }) => withParams(params, { item: row.id }, { keepPage: true });
  const { correcting, setCorrecting, onEdit } = useEditKey(item, itemTo);
  const { widths, draw } = usePanes();
  const panes = { '--lt-tree': `${widths.tree}px`, '--lt-preview': `${widths.preview}px` } as CSSProperties;
  const sums = useSums(narrowed);
  const { facets, total } = useListFacets(narrowed, list);
  const [facetsShown, setFacetsShown] = useState(false);
  const canWrite = useCan('archive.write');
  return (
    <div className={`lt-archive ${item ? 'lt-archive-open' : ''}`} style={panes}>
      <div className={`lt-archive-tree ${treeShown ? 'lt-archive-tree-shown' : ''}`}>
        <Button icon="list" aria-expanded={treeShown} onClick={() => setTreeShown(!treeShown)}>
          {t('archive.tree')}
        </Button>
        <ArchiveTree nodes={nodes} />
        {tree.isWhole ? null : <p className="lt-3 lt-tree-none">{t('archive.treeShort')}</p>}
        <PaneEdge pane="tree" label={t('cataloguing.treeWidth')} width={widths.tree} draw={draw} />
      </div>
      <div className="lt-archive-list">
        <PageHeader title={title} count={countText(list.page.total, t, total)} actions={<Actions base={base} />} />
        {facetsShown ? <ListFacets id="list-facets" facets={facets} /> : null}
        <DataTable
          lead={<SearchBar placeholder={t('archive.searchPlaceholder')} filters={filters} keep={keep} />}
          name="archives"
          caption={t('archive.caption')}
          columns={itemColumns(t, categories, itemTo)}
          rows={list.rows}
          page={list.page}
          total={total}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.referenceCode}
          rowTo={itemTo}
          onEdit={onEdit}
          bulkActions={
            canWrite
              ? (selection, clear) => (
                  <>
                    <BulkActions selection={selection} filters={narrowed} clear={clear} />
                    <CheckSelection selection={selection} filters={narrowed} />
                  </>
                )
              : undefined
          }
          currentKey={item?.id}
          filters={described}
          clearTo={base}
          summary={sums ? t(sums.isExact ? 'cataloguing.sum' : 'cataloguing.sumAtLeast', { ...sums }) : undefined}
          tools={
            <>
              <Button
                icon="filter"
                aria-expanded={facetsShown}
                aria-controls="list-facets"
                onClick={() => setFacetsShown(!facetsShown)}
              >
                {t('search.facets')}
              </Button>
              <SavedViews screen="archives" views={views} />
              {mayImport ? <EditExportButton key={`edit ${params}`} filters={asked} /> : null}
              <ExportButton key={params.toString()} filters={asked} />
              {canWrite ? <CheckListed filters={narrowed} /> : null}
              <CatalogueTools filters={asked} fonds={tree.fonds} />
            </>
          }
          empty={
            <Empty
              icon="box"
              title={t('archive.emptyTitle')}
              text={t('archive.emptyText')}
              action={<Actions base={base} />}
            />
          }
        />
      </div>
      {item ? (
        <Preview
          item={item}
          ids={list.rows.map((row) => row.id)}
          base={base}
          correcting={correcting === item.id}
          setCorrecting={(open) => setCorrecting(open ? item.id : null)}
          edge={<PaneEdge pane="preview" label={t('cataloguing.previewWidth')} width={widths.preview} draw={draw} />}
        />
      ) : null}
    </div>
  );
}
