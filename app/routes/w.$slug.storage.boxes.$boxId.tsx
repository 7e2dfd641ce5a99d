import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { PrintButton } from '@/app/features/print/print-button';
import { BoxFacts, BoxMoves } from '@/app/features/storage/box-facts';
import { boxItemColumns } from '@/app/features/storage/box-item-columns';
import { idsOfSelection, moveAll } from '@/app/features/storage/chosen-items';
import { EditBoxDrawer } from '@/app/features/storage/edit-box-drawer';
import { LabelDrawer } from '@/app/features/storage/label-drawer';
import { useText } from '@/app/i18n/use-text';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BoxDetailView } from '@/server/domain/storage/box';

export const handle: ScreenHandle<{ detail: BoxDetailView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabBoxes'), to: `/w/${params.slug}/storage/boxes` },
    { label: data?.detail.box.label ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const id = params.boxId ?? '';
  if (!isUuid(id)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(params.slug ?? '').storage;
  const page = pageOfParams(new URL(request.url).searchParams);
  const [detail, items] = await Promise.all([
    loadOrThrow(asked, api.boxById({ id })),
    loadOrThrow(asked, api.boxItems({ boxId: id, ...page })),
  ]);
  return { detail, items };
};

export default function Box() {
  const t = useText();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { act } = useAct();
  const { detail, items } = useLoaderData<typeof loader>();
  const { box, moves } = detail;
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canManage = useCan('storage.manage');
  const [layer, setLayer] = useState<'edit' | 'shelve' | null>(null);
  const [moving, setMoving] = useState<string[]>([]);
  const move = (ids: readonly string[], toBoxId: string | null, reason?: string) =>
    moveAll(ids, (itemIds) => client.storage.moveItems.mutate({ itemIds, toBoxId, reason }));
  const isEmpty = box.itemCount === 0 && box.placeId === null;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.boxTitle', { number: box.boxNumber })}
        lead={
          <>
            {box.label}{' '}
            {box.placeId ? (
              <Link to={`${base}/storage?place=${box.placeId}`}>{box.placeCode}</Link>
            ) : (
              <Status kind="none">{t('storage.notOnShelf')}</Status>
            )}{' '}
            {box.isOut ? <Status kind="attention">{t('storage.isOut')}</Status> : null}
          </>
        }
        actions={
          <>
            <PrintButton forms={['box_labels', 'box_spine', 'box_cover', 'note_sheet']} what={{ boxIds: [box.id] }} />
            {canManage ? (
              <>
                {isEmpty ? (
                  <Button
                    onClick={() =>
                      void act(() => client.storage.discardBox.mutate({ id: box.id }), {
                        done: t('storage.discarded'),
                      }).then((ok) => ok && navigate(`${base}/storage/boxes`))
                    }
                  >
                    {t('storage.discard')}
                  </Button>
                ) : null}
                <Button icon="layers" onClick={() => setLayer('shelve')}>
                  {t('storage.shelveChosen')}
                </Button>
                <Button look="primary" icon="pen" onClick={() => setLayer('edit')}>
                  {t('storage.edit')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <div className="lt-columns">
        <section aria-label={t('storage.boxItems')}>
          <DataTable
            name="box-items"
            caption={t('storage.boxItemsCaption')}
            columns={boxItemColumns(t, base)}
            rows={items.rows}
            page={items.page}
            rowKey={(item) => item.id}
            rowLabel={(item) => item.referenceCode}
            bulkActions={
              canManage
                ? (selection, clear) => {
                    const collect = () =>
                      idsOfSelection(selection, (cursor) =>
                        client.storage.boxItems.query({ boxId: box.id, cursor, limit: 200 }),
                      );
                    return (
                      <>
                        <Button onClick={() => void collect().then(setMoving)}>{t('storage.moveItems')}</Button>
                        <Button
                          onClick={() =>
                            void collect().then((ids) =>
                              act(() => move(ids, null), {
                                done: t('storage.movedItems', { n: ids.length }),
                                undo: () => move(ids, box.id),
                              }).then(clear),
                            )
                          }
                        >
                          {t('storage.moveOut')}
                        </Button>
                      </>
                    );
                  }
                : undefined
            }
            empty={<Empty icon="box" title={t('storage.boxItemsEmpty')} text={t('storage.boxItemsEmptyText')} />}
          />
        </section>
        <div className="lt-side">
          <BoxFacts box={box} />
          <BoxMoves moves={moves} />
        </div>
      </div>
      {canManage ? (
        <>
          <EditBoxDrawer key={box.rowVersion} box={box} open={layer === 'edit'} onClose={() => setLayer(null)} />
          <LabelDrawer
            open={layer === 'shelve'}
            onClose={() => setLayer(null)}
            title={t('storage.shelveChosen')}
            kind="place"
            act={async (place, reason) => {
              await client.storage.shelveBoxes.mutate({ boxIds: [box.id], placeId: place.id, reason });
              return t('storage.scanShelved', { box: box.label, place: place.text });
            }}
          />
          <LabelDrawer
            open={moving.length > 0}
            onClose={() => setMoving([])}
            title={t('storage.moveItems')}
            kind="box"
            help={t('storage.targetBoxHelp')}
            act={async (target, reason) => {
              const moved = await move(moving, target.id, reason);
              return t('storage.movedItems', { n: moved });
            }}
          />
        </>
      ) : null}
    </div>
  );
}
