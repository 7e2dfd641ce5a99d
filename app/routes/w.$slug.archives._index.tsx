import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { itemOfParams, listInputOfParams } from '@/app/features/archive/archive-params';
import { ArchiveTree } from '@/app/features/archive/archive-tree';
import { CorrectDrawer } from '@/app/features/archive/correct-drawer';
import { countText } from '@/app/features/archive/count-text';
import { ExportButton } from '@/app/features/archive/export-button';
import { itemColumns } from '@/app/features/archive/item-columns';
import { ItemPreview } from '@/app/features/archive/item-preview';
import { useItemList } from '@/app/features/archive/use-item-list';
import { useLocale, useText } from '@/app/i18n/use-text';
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
  const api = context.api.workspace(params.slug ?? '').archive;
  const id = itemOfParams(search);
  const [tree, list, detail] = await Promise.all([
    loadOrThrow(asked, api.tree()),
    loadOrThrow(asked, api.list(listInputOfParams(search))),
    id ? loadOrThrow(asked, api.byId({ id })) : null,
  ]);
  return { tree, list, item: detail?.item ?? null };
};

const Actions = ({ base }: { base: string }) => {
  const t = useText();
  const [params] = useSearchParams();
  const place = withParams(params, { q: null, sort: null, item: null });
  const [canImport, canWrite] = [useCan('archive.import'), useCan('archive.write')];
  return (
    <>
      {canImport ? (
        <ButtonLink icon="upload" to={`${base}/import`}>
          {t('archive.import')}
        </ButtonLink>
      ) : null}
      {canWrite ? (
        <ButtonLink look="primary" icon="plus" to={`${base}/new${place === '.' ? '' : place}`}>
          {t('archive.create')}
        </ButtonLink>
      ) : null}
    </>
  );
};

const Preview = ({ item, ids, base }: { item: ItemView; ids: string[]; base: string }) => {
  const t = useText();
  const [correcting, setCorrecting] = useState(false);
  const canWrite = useCan('archive.write');
  return (
    <ItemPreview
      item={item}
      ids={ids}
      detailTo={`${base}/${item.id}`}
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

export default function Archives() {
  const t = useText();
  const locale = useLocale();
  const { tree, list, item } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/archives`;
  const [treeShown, setTreeShown] = useState(false);
  const { nodes, filters, keep, title, described } = useItemList(tree);
  const { cursor: _cursor, direction: _direction, ...asked } = listInputOfParams(params);
  const itemTo = (row: { id: string }) => withParams(params, { item: row.id }, { keepPage: true });
  return (
    <div className={`lt-archive ${item ? 'lt-archive-open' : ''}`}>
      <div className={`lt-archive-tree ${treeShown ? 'lt-archive-tree-shown' : ''}`}>
        <Button icon="list" aria-expanded={treeShown} onClick={() => setTreeShown(!treeShown)}>
          {t('archive.tree')}
        </Button>
        <ArchiveTree nodes={nodes} />
      </div>
      <div className="lt-archive-list">
        <PageHeader title={title} count={countText(list.page.total, t)} actions={<Actions base={base} />} />
        <DataTable
          lead={<SearchBar placeholder={t('archive.searchPlaceholder')} filters={filters} keep={keep} />}
          name="archives"
          caption={t('archive.caption')}
          columns={itemColumns(t, locale, itemTo)}
          rows={list.rows}
          page={list.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.referenceCode}
          rowTo={itemTo}
          currentKey={item?.id}
          filters={described}
          clearTo={base}
          tools={<ExportButton key={params.toString()} filters={asked} />}
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
      {item ? <Preview item={item} ids={list.rows.map((row) => row.id)} base={base} /> : null}
    </div>
  );
}
